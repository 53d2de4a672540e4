"""What happens to a demo brief after it is issued: stretches of the way, which briefs.json puts together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from cip_workflow.cli.demo.turn import Turn

FOLDER = Path(__file__).parent
LEGS: Mapping[str, list[dict[str, Any]]] = json.loads((FOLDER / "legs.json").read_text(encoding="utf-8"))
_YEARS = 3  #: the term of every demo contract
_CHEAPEST, _SECOND = Decimal("0.94"), Decimal("1.03")  #: the bids, as a share of what the design costs
_NOTICES = 40_000  #: numbers of notices begin above this
_SOUGHT = Decimal("0.4")  #: the share of the cost that a funder is asked for


def walked(brief: Mapping[str, Any]) -> Iterator[Turn]:
    """The turns of the stretches of a brief.

    A stretch is its name; or its name, the days before the day of loading on which its first turn happens, and what its
    turns do otherwise, by element.
    """
    for one in brief.get("legs", ()):
        name, ago, otherwise = one if isinstance(one, list) else (one, None, {})
        for place, told in enumerate(LEGS[name]):
            turn = Turn(**told)
            changes = otherwise.get(turn.element, {})
            yield replace(
                turn,
                who=changes.get("who", turn.who),
                given={**turn.given, **changes.get("given", {})},
                ago=changes.get("ago", ago if place == 0 else None),
            )


def amounts(brief: Mapping[str, Any]) -> dict[str, str]:
    """What answers call `$design`, `$bid` and so on: words and money of this brief."""
    design = Decimal(brief["annual"]) * _YEARS
    tendered = Decimal(brief.get("lot", design))
    return {
        "title": brief["title"],
        "notice": f"{_NOTICES + int(brief['started']):06}-{{year}}",
        "cohort": brief["cohort"],
        "annual": brief["annual"],
        "design": str(design),
        "direct": str(design - tendered),
        "lot": str(tendered),
        "bid": str((tendered * _CHEAPEST).quantize(Decimal(1))),
        "secondBid": str((tendered * _SECOND).quantize(Decimal(1))),
        "sought": str((design * _SOUGHT).quantize(Decimal(1))),
    }
