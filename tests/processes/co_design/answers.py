"""A right set of answers to each form of co-design, as an API would send it: `f15(today, preferred="Hub")`."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes.answers import EVIDENCE
from tests.processes.answers_made import Answers, on, with_changes
from tests.processes.co_design.answers_judged import (
    LONG,
    f08_change,
    f08_change_deferred,
    f08_time,
    f08_time_stopped,
    f18,
    f18_full,
    f19,
    f19_changes,
    f20,
    f20_rework,
    f20_signoff,
)

__all__ = [
    "f04",
    "f08_change",
    "f08_change_deferred",
    "f08_time",
    "f08_time_stopped",
    "f12",
    "f13",
    "f13_change",
    "f13_defined",
    "f14",
    "f15",
    "f16",
    "f17",
    "f17_barnardos",
    "f18",
    "f18_full",
    "f19",
    "f19_changes",
    "f20",
    "f20_rework",
    "f20_signoff",
]

_WEIGHTS = {
    "Outcomes for children": 35,
    "Deliverability": 20,
    "Whole-life cost": 20,
    "Social value": 10,
    "Equality": 5,
    "Risk": 10,
}
_OPTIONS = (
    ("Do nothing", "do-nothing", 1),
    ("Run by the council", "in-house", 3),
    ("Two houses", "other", 4),
)


def f12(today: date, **changes: Any) -> Answers:
    """Design plan."""
    phases = ("Discover", "Define", "Develop", "Deliver")
    return with_changes(
        {
            "method": "double-diamond",
            "milestones": [
                {"phase": phase, "start": on(today, at * 20), "end": on(today, at * 20 + 18)}
                for at, phase in enumerate(phases)
            ],
            "workshops": [{"date": on(today, 10), "purpose": "Map the journey", "owner": "ebanjo"}],
            "sessionsPlanned": 2,
            "decisionRights": "The leads decide together; money and scope come back to the board.",
            "riskLog": [
                {"risk": "Few families come", "likelihood": 3, "impact": 4, "owner": "kvance"},
            ],
            "informationSharing": "ISA-in-place",
        },
        changes,
    )


def f04(today: date, **changes: Any) -> Answers:
    """A session, as T203 asks for it."""
    return with_changes(
        {
            "sessionDate": on(today, -1),
            "method": "creative",
            "participants": 9,
            "ageBands": ["11-15", "16-17"],
            "consentRecorded": True,
            "themes": ["Friends", "Food"],
            "youSaid": "We want to choose what we eat and who we share a room with, every time we come.",
            "weDid": "Children choose meals and rooms with the key worker before each stay.",
            "payment": True,
            "safeguardingConcern": False,
        },
        changes,
    )


def f13(today: date, **changes: Any) -> Answers:
    """Evidence, as T202 asks for it."""
    return with_changes(
        {
            "evidenceItems": [
                {"source": source, "type": kind, "strength": strength}
                for source, kind, strength in (
                    ("Placement tracker", "data", 5),
                    ("Review of short breaks", "research", 4),
                    ("Sessions in spring", "lived-experience", 4),
                )
            ],
            "insights": [
                {"insight": each} for each in ("Distance costs school", "Staff change", "Waiting hurts")
            ],
        },
        changes,
    )


def f13_defined(today: date, **changes: Any) -> Answers:
    """The problem and its outcomes, as T205 asks for them."""
    return f13(
        today,
        **(
            {
                "problemRestated": "Sixty families wait for weekends that they can plan. What exists is far away, changes"
                " its staff often and takes nobody with complex health needs, so that children lose school and friends.",
                "outcomesFramework": [
                    {
                        "outcome": "Families feel supported",
                        "indicator": "Yearly survey",
                        "baseline": "40%",
                        "target": "70%",
                        "dataOwner": "Council data team",
                    }
                ],
                "briefStillRight": "yes",
            }
            | changes
        ),
    )


def f13_change(today: date, **changes: Any) -> Answers:
    """The brief needs a change."""
    asked = "Please take children from six years on: half of the families who wait have younger children too."
    return f13_defined(today, **({"briefStillRight": "change-needed", "changeRequested": asked} | changes))


def f14(today: date, **changes: Any) -> Answers:
    """Market engagement."""
    return with_changes(
        {
            "purpose": "Learn what providers could offer at weekends, and at what notice.",
            "noticePublished": "UK2",
            "noticeRef": "2026/S 000-123456",
            "providersEngaged": [
                {"provider": "Larch Respite Ltd", "type": "private", "size": "small", "interest": 4},
                {"provider": "Open Door", "type": "vcse", "size": "medium", "interest": 3},
            ],
            "viableProviders": 3,
            "marketCapacity": "thin",
            "levelPlayingField": "All questions and answers were published to everybody on the same day.",
        },
        changes,
    )


def f15(today: date, **changes: Any) -> Answers:
    """Options appraisal."""
    return with_changes(
        {
            "options": [
                {"name": name, "kind": kind, "description": "What it would mean for children and families."}
                for name, kind, _ in _OPTIONS
            ],
            "criteria": [{"criterion": name, "weight": weight} for name, weight in _WEIGHTS.items()],
            "scores": [
                {"pair": f"{option}: {criterion}", "score": score}
                for option, _, score in _OPTIONS
                for criterion in _WEIGHTS
            ],
            "wholeLifeCost": [{"option": name, "cost": "1200000"} for name, _, _ in _OPTIONS],
            "preferred": "Two houses",
            "sensitivity": "If the council's own building were free a year earlier, running it ourselves would score as high.",
            "scorers": ["ebanjo", "ghale", "ipatel"],
        },
        changes,
    )


def f16(today: date, **changes: Any) -> Answers:
    """Service model, where the market was not engaged."""
    return with_changes(
        {
            "modelSummary": LONG,
            "setting": "community",
            "regulatedActivity": False,
            "capacity": [{"unit": "bed", "number": 8}],
            "staffing": [{"role": "Family worker", "fte": "3.5", "band": "9"}],
            "pathway": EVIDENCE,
            "outcomeMeasures": [
                {"measure": each, "target": "70%", "source": "Yearly survey"}
                for each in ("Families feel supported", "Children see friends", "Stays as planned")
            ],
            "viableProviders": 2,
            "socialValue": "Two apprenticeships a year for care leavers, local food, and rooms that community groups can use"
            " on weekdays without a charge.",
            "exitPrinciples": "No child moves before the next place is visited and agreed.",
        },
        changes,
    )


def f17(today: date, **changes: Any) -> Answers:
    """Financial model, by the council."""
    return with_changes(
        {
            "oneOffRevenue": "30000",
            "capital": "0",
            "annualRunCost": "410000",
            "termMonths": 36,
            "unitCost": "1050.00",
            "benchmarkUnitCost": "1000.00",
            "inflation": "3.0",
            "openBook": True,
        },
        changes,
    )


def f17_barnardos(today: date, **changes: Any) -> Answers:
    """Financial model by Barnardo's: the benchmark is not theirs to see."""
    return f17(today, **({"benchmarkUnitCost": None} | changes))
