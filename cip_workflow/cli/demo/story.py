"""What happens in each demo brief, step by step: who does what, and how many days after the step before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from cip_workflow.cli.demo import legs
from cip_workflow.cli.demo.turn import Turn
from cip_workflow.working_time import add_working_days, is_working_day

__all__ = ["Turn", "answers", "briefs", "dated", "turns"]

FOLDER = Path(__file__).parent
_ANSWERS: Mapping[str, dict[str, Any]] = {
    key: value
    for name in ("answers.json", "answers_later.json")
    for key, value in json.loads((FOLDER / name).read_text(encoding="utf-8")).items()
}
_DAY = re.compile(r"@([+-]\d+)(w?)(T\d\d:\d\d)?")
TEAM = ("ghale", "ipatel", "ebanjo", "rgill")
#: The places on the way of a brief where one may stand today, in order (`until` in briefs.json); then how one may have ended.
PLACES = ("stated", "gathering", "scope", "writing", "quality", "board", "nominating", "declaring", "issued")
ENDS = ("out-of-scope", "refused", "withdrawn")
#: What an interest that somebody declares came to (`interest` in briefs.json).
JUDGED = ("declared", "assessed", "mitigated")


def briefs() -> list[dict[str, Any]]:
    """The demo briefs, in the order in which they were started."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "briefs.json").read_text(encoding="utf-8"))["briefs"]
    return sorted(found, key=lambda brief: -int(brief["started"]))


def answers(turn: Turn, today: date) -> dict[str, Any]:
    """The answers of a turn on the day on which they are given."""
    told: dict[str, Any] = dated(deepcopy(_ANSWERS[turn.form]) | dict(turn.given), today, turn.words)
    return {key: value for key, value in told.items() if value is not None}


def dated(value: Any, today: date, words: Mapping[str, str] | None = None) -> Any:
    """The value with its dates and words: `@+28` is four weeks from today, `@+31wT12:00` noon on the first working day from
    a month on, `$design` what the design of this brief costs."""
    if isinstance(value, str):
        if words and value.startswith("$"):
            return words[value[1:]].replace("{year}", str(today.year))
        day = _DAY.fullmatch(value)
        return _on(today, int(day[1]), working=bool(day[2])) + (day[3] or "") if day else value
    if isinstance(value, dict):
        return {key: dated(one, today, words) for key, one in value.items()}
    return [dated(one, today, words) for one in value] if isinstance(value, list) else value


def _on(today: date, days: int, *, working: bool) -> str:
    day = today + timedelta(days=days)
    return (add_working_days(day, 1) if working and not is_working_day(day) else day).isoformat()


def need(brief: Mapping[str, Any]) -> Turn:
    """How it begins: a commissioner states the need."""
    return Turn(
        do="start",
        element="Start_needStated",
        who=brief.get("by", "pnandra"),
        form="F01",
        given={
            "title": brief["title"],
            "serviceArea": brief["area"],
            "cohort": brief["cohort"],
            "estimatedChildren": brief["children"],
            "indicativeAnnualCost": brief["annual"],
        },
        after=0,
    )


def turns(brief: Mapping[str, Any]) -> Iterator[Turn]:
    """All that happened in a brief, from the need up to where it stands today."""
    words = legs.amounts(brief)
    given: Mapping[str, Any] = brief.get("given", {})
    for turn in _turns(brief):
        yield replace(turn, words=words, given={**turn.given, **given.get(turn.element, {})})


def _turns(brief: Mapping[str, Any]) -> Iterator[Turn]:
    until = brief["until"]
    yield need(brief)
    if until == "withdrawn":
        yield from _way(brief, "nominating")
        yield from _withdrawn(brief)
    elif until in ENDS:
        yield from _way(brief, {"out-of-scope": "scope", "refused": "quality"}[until])
        yield from {"out-of-scope": _out_of_scope, "refused": _refused}[until](brief)
    else:
        yield from _way(brief, until)
    yield from legs.walked(brief)
    for one in brief.get("then", ()):
        yield Turn(**{"after": 0, **one})


def _way(brief: Mapping[str, Any], place: str) -> Iterator[Turn]:
    """The steps up to a place, where it stands then."""
    steps = (_funded, _heard, _in_scope, _written, _checked, _decided, _nominated, _declared)
    done = PLACES.index(
        "issued" if place == "declaring" else place
    )  # who is silent keeps it from being issued
    for step in steps[:done]:
        yield from step(brief)


def _funded(brief: Mapping[str, Any]) -> Iterator[Turn]:
    yield Turn(element="T101_analyseNeed", who="hlarkin", form="F02")
    money = {"annualCeiling": brief["annual"], "wholeLifeCeiling": brief["whole"]}
    yield Turn(element="T102_confirmFunding", who="tkowal", form="F03", given=money)


def _heard(brief: Mapping[str, Any]) -> Iterator[Turn]:
    yield Turn(element="T103_gatherLivedExperience", who="kvance", form="F04")


def _in_scope(brief: Mapping[str, Any]) -> Iterator[Turn]:
    value = {"estimatedValueIncVat": brief["whole"]}
    yield Turn(element="T104_checkScope", who="jfenn", form="F05", given=value)


def _out_of_scope(brief: Mapping[str, Any]) -> Iterator[Turn]:
    value = {
        "estimatedValueIncVat": brief["whole"],
        "withinScope": "no",
        "legalRegime": "PA2023_LIGHT_TOUCH",
        "advice": brief["why"],
    }
    yield Turn(element="T104_checkScope", who="jfenn", form="F05", given=value)
    yield _closed(brief, "out-of-scope")


def _written(brief: Mapping[str, Any]) -> Iterator[Turn]:
    words = {"title": brief["title"], "cohort": brief["cohort"]}
    yield Turn(element="T105_completeBrief", who=brief.get("by", "pnandra"), form="F06", given=words)


def _checked(brief: Mapping[str, Any]) -> Iterator[Turn]:
    yield Turn(element="T106_checkQuality", who="ohartley", form="F07")


def _refused(brief: Mapping[str, Any]) -> Iterator[Turn]:
    refusal = {"outcome": "refuse", "reasons": brief["why"]}
    yield Turn(element="T106_checkQuality", who="ohartley", form="F07", given=refusal)
    yield Turn(element="T109_recordRefusal", who="rthorne", form="F37", given={"stopReason": "rejected"})
    yield _closed(brief, "rejected")


def _decided(brief: Mapping[str, Any]) -> Iterator[Turn]:
    for _ in range(int(brief.get("deferred", 0))):
        yield Turn(element="T107_boardDecides", who="nruddock", form="F08-deferred")
        yield Turn(do="wait", after=28)
    yield Turn(
        element="T107_boardDecides", who="nruddock", form="F08", after=0 if brief.get("deferred") else None
    )


def _nominated(brief: Mapping[str, Any]) -> Iterator[Turn]:
    commissioner = brief.get("by", "pnandra")
    yield Turn(element="T108_nominateTeam", who=commissioner, form="F09-LCC")
    yield Turn(element="T108_nominateTeam", who="croe", form="F09-BARNARDOS", after=1)


def _declared(brief: Mapping[str, Any]) -> Iterator[Turn]:
    for member in TEAM:
        if member not in brief.get("silent", ()):
            yield from declared(member, brief.get("interest", {}).get(member))


def declared(member: str, judged: str | None) -> Iterator[Turn]:
    """A member declares: nothing, or an interest that is then judged as far as `judged` says."""
    form = "F10-interest" if judged else "F10"
    yield Turn(element="T901_declareInterests", who=member, form=form, after=1)
    if judged not in JUDGED[1:]:
        return
    advice = {
        "barnardosAdvice": "The charity's register shows the same; no objection.",
        "designsAndPrices": False,
    }
    from_barnardos = advice if member in {"ebanjo", "rgill"} else {}
    yield Turn(
        element="T902_assessDeclaration", who="bstokes", form="F11-PERCEIVED", given=from_barnardos, after=1
    )
    if judged == "mitigated":
        prices = {"designsAndPrices": False} if from_barnardos else {}
        yield Turn(element="T903_agreeMitigation", who="ebanjo", form="F11-MITIGATED", given=prices, after=1)


def _withdrawn(brief: Mapping[str, Any]) -> Iterator[Turn]:
    yield Turn(do="send", element="brief.withdrawn", who="ohartley", given={"reason": brief["why"]}, after=10)
    yield Turn(element="T109_recordWithdrawal", who="ohartley", form="F37")
    yield _closed(brief, "superseded")


def _closed(brief: Mapping[str, Any], reason: str) -> Turn:
    """Without a design lead the commissioner closes it."""
    who = brief.get("by", "pnandra")
    return Turn(element="T001_closeAndLearn", who=who, form="F37", given={"stopReason": reason})
