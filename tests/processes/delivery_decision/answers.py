"""A right set of answers to F23 and F24, and to F11 as T403 asks it."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes.answers_made import Answers, on, with_changes
from tests.processes.answers_team import f11

PANEL = ["ksingh", "radeyemi", "rthorne"]
OVERRIDE = (
    "The market has grown since the last exercise: two providers in the county have registered homes that can"
    " open this year, and both have said in writing that they would bid for all of it."
)


def f23(today: date, **changes: Any) -> Answers:
    """T401: Barnardo's is able, has the capacity, and is willing."""
    return with_changes(
        {
            "capabilityScore": 5,
            "capacityStatus": "available",
            "trackRecord": "Four short-break homes in the region since 2019, all rated good or better by Ofsted.",
            "willingToDeliver": True,
        },
        changes,
    )


def f23_value(today: date, **changes: Any) -> Answers:
    """T402: the council is the weaker candidate, and the price is fair."""
    return with_changes(
        {
            "inHouseScore": 2,
            "inHouseReadiness": 1,
            "vfmOpinion": "good",
            "benchmarkSources": [
                {"source": "Neighbouring council", "unitCost": "5200", "basis": "One bed a week"},
                {"source": "National cost survey", "unitCost": "5350", "basis": "One bed a week"},
            ],
            "regionalOption": True,
        },
        changes,
    )


def f11_before(today: date, **changes: Any) -> Answers:
    """T403: nothing stands in the way."""
    return f11(today, **changes)


def f11_unmitigated(today: date, **changes: Any) -> Answers:
    """T403: a conflict that nothing settles."""
    measures = [{"measure": "No part in any bid.", "owner": "ebanjo", "due": on(today, 5)}]
    found = {
        "rating": "actual",
        "mitigations": measures,
        "designsAndPrices": False,
        "residual": "unmitigated",
    }
    return f11(today, **(found | changes))


def f11_kept_apart(today: date, **changes: Any) -> Answers:
    """T403: the same person designs and prices, behind an information barrier."""
    return f11_unmitigated(
        today, **({"designsAndPrices": True, "ethicalWall": True, "residual": "mitigated"} | changes)
    )


def f24(today: date, **changes: Any) -> Answers:
    """T404: the panel confirms what was recommended."""
    return with_changes({"confirmedRoute": "DIRECT", "panelPresent": PANEL}, changes)


def f24_override(today: date, **changes: Any) -> Answers:
    """T404: the panel departs from the recommendation."""
    return f24(today, **({"confirmedRoute": "SUBCONTRACT", "overrideReason": OVERRIDE} | changes))


def f24_mixed(today: date, **changes: Any) -> Answers:
    """T404: part of it each, under a condition."""
    lots = [
        {"lot": "Weekend home", "route": "DIRECT", "value": "900000"},
        {"lot": "Transport", "route": "SUBCONTRACT", "value": "300000"},
    ]
    terms = [
        {"condition": "Transport is let before the home opens.", "owner": "ksingh", "due": on(today, 30)}
    ]
    return f24(today, **({"confirmedRoute": "MIXED", "lots": lots, "conditions": terms} | changes))


def f24_endorsed(today: date, **changes: Any) -> Answers:
    """T405: the director endorses the override."""
    return with_changes({"endorsed": "endorse"}, changes)


def f24_refused(today: date, **changes: Any) -> Answers:
    """T405: the director does not."""
    return f24_endorsed(
        today,
        **(
            {"endorsed": "refuse", "endorsementReason": "Neither of the two homes has a manager yet."}
            | changes
        ),
    )
