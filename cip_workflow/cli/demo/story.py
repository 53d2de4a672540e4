"""What happens in each demo brief, step by step: who answers which form at which element."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_ANSWERS: Mapping[str, dict[str, Any]] = json.loads((FOLDER / "answers.json").read_text())
TEAM = ("ghale", "ipatel", "ebanjo", "rgill")


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Somebody answers a form at a step, or (`message`) sends a message, or (`wait`) only time goes by."""

    element: str = ""
    who: str = ""
    form: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    message: str = ""
    wait: int = 0  #: days that go by before it, besides the pace


def briefs() -> list[dict[str, Any]]:
    """The demo briefs, in the order in which they were started."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "briefs.json").read_text())["briefs"]
    return sorted(found, key=lambda brief: -int(brief["started"]))


def answers(turn: Turn, today: date) -> dict[str, Any]:
    """The answers of a turn on the day on which they are given."""
    return {**_dated(deepcopy(_ANSWERS[turn.form]), today), **_dated(dict(turn.changes), today)}


def _dated(value: Any, today: date) -> Any:
    if isinstance(value, str) and value.startswith("@") and value[1:2] in {"+", "-"}:
        return (today + timedelta(days=int(value[1:]))).isoformat()
    if isinstance(value, dict):
        return {key: _dated(one, today) for key, one in value.items()}
    return [_dated(one, today) for one in value] if isinstance(value, list) else value


def need(brief: Mapping[str, Any]) -> Turn:
    """How it begins: Priya Nandra states the need."""
    return Turn(
        element="Start_needIdentified",
        who="pnandra",
        form="F01",
        changes={
            "title": brief["title"],
            "serviceArea": brief["area"],
            "cohort": brief["cohort"],
            "estimatedChildren": brief["children"],
            "indicativeAnnualCost": brief["annual"],
        },
    )


def turns(brief: Mapping[str, Any]) -> Iterator[Turn]:
    """What happened since, up to where the brief stands today."""
    until, silent = brief["until"], brief.get("silent")
    if until == "stated":
        return
    yield Turn(element="T101_analyseNeed", who="hlarkin", form="F02")
    money = {"annualCeiling": brief["annual"], "wholeLifeCeiling": brief["whole"]}
    yield Turn(element="T102_confirmFunding", who="tkowal", form="F03", changes=money)
    if until == "gathering" and silent == "kvance":
        return
    yield Turn(element="T103_gatherLivedExperience", who="kvance", form="F04")
    value = {"estimatedValueIncVat": brief["whole"]}
    if until == "out-of-scope":
        value |= {"withinScope": "no", "legalRegime": "PA2023_LIGHT_TOUCH"}
        yield Turn(element="T104_checkScope", who="jfenn", form="F05", changes=value)
        return
    yield Turn(element="T104_checkScope", who="jfenn", form="F05", changes=value)
    words = {"title": brief["title"], "cohort": brief["cohort"]}
    yield Turn(element="T105_completeBrief", who="pnandra", form="F06", changes=words)
    if until == "quality":
        return
    yield Turn(element="T106_checkQuality", who="ohartley", form="F07")
    if until in {"deferred", "withdrawn"}:
        yield Turn(element="T107_boardDecides", who="nruddock", form="F08-deferred")
        yield Turn(wait=28)
    if until == "deferred":
        return
    yield Turn(element="T107_boardDecides", who="nruddock", form="F08")
    if until == "withdrawn":
        yield Turn(
            element="Start_withdrawn",
            who="ohartley",
            message="brief.withdrawn",
            changes={"reason": brief["why"]},
            wait=10,
        )
        yield Turn(element="T109_recordWithdrawal", who="ohartley", form="F37")
        return
    yield Turn(element="T108_nominateTeam", who="pnandra", form="F09-LCC")
    yield Turn(element="T108_nominateTeam", who="croe", form="F09-BARNARDOS")
    for member in TEAM:
        if member != silent:
            yield Turn(element="T901_declareInterests", who=member, form="F10")
