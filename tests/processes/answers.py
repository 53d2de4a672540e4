"""A right set of answers to each form, as an API would send it: one function a form, `f05(today, withinScope="no")`.

`today` is the day on which the form is filled in, because many rules speak of it. What a test wants otherwise is given by
name; `None` takes an answer out, for fields that the other answers hide. Files are named by `document`: over HTTP upload
them first and give their ids (`f06(today, evidencePack=[...])`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes.answers_board import (
    BOARD,
    SECRETARY,
    f07,
    f07_refused,
    f07_returned,
    f07_with_conditions,
    f08,
    f08_deferred,
    f08_rejected,
    f08_rework,
    f08_with_conditions,
)
from tests.processes.answers_made import Answers, on, with_changes
from tests.processes.answers_team import (
    TEAM,
    barnardos,
    f09,
    f09_removed,
    f09_restricted,
    f10,
    f10_interest,
    f11,
    f11_actual,
    f11_hopeless,
    f11_mitigated,
    f11_perceived,
    team,
)

__all__ = [
    "BOARD",
    "EVIDENCE",
    "SECRETARY",
    "TEAM",
    "Answers",
    "barnardos",
    "f01",
    "f02",
    "f03",
    "f04",
    "f05",
    "f06",
    "f06_published",
    "f07",
    "f07_refused",
    "f07_returned",
    "f07_with_conditions",
    "f08",
    "f08_deferred",
    "f08_rejected",
    "f08_rework",
    "f08_with_conditions",
    "f09",
    "f09_removed",
    "f09_restricted",
    "f10",
    "f10_interest",
    "f11",
    "f11_actual",
    "f11_hopeless",
    "f11_mitigated",
    "f11_perceived",
    "f37",
    "on",
    "team",
]

EVIDENCE = [
    {
        "document": 1,
        "name": "needs-analysis.pdf",
        "size": 120_000,
        "type": "application/pdf",
        "sha256": "6b" * 32,
    }
]
_LONG = (
    "Since 2024 the number of children who wait for this support has grown by a third, while two providers have left"
    " the market. Families travel to other counties, young people told us that they lose school and friends, and the"
    " council pays more for less. "
)


def f01(today: date, **changes: Any) -> Answers:
    """Need statement."""
    return with_changes(
        {
            "title": "Short breaks for disabled children at weekends",
            "needSummary": _LONG,
            "serviceArea": "SEND-short-breaks",
            "cohort": "Disabled children of 8 to 17 who live with their family; about 60 families are waiting.",
            "estimatedChildren": 60,
            "trigger": "lived-experience",
            "urgency": "high",
            "urgencyReason": "Two families are close to breakdown, and the present contract ends in nine months.",
            "indicativeAnnualCost": "480000",
            "targetLiveDate": on(today, 300),
            "sponsor": "ohartley",
        },
        changes,
    )


def f02(today: date, **changes: Any) -> Answers:
    """Needs and sufficiency analysis."""
    return with_changes(
        {
            "dataPeriod": {"start": on(today, -400), "end": on(today, -35)},
            "currentDemand": 60,
            "forecastDemand3y": 85,
            "inCountyPct": "42.5",
            "avgWeeklyCost": "1250.00",
            "currentProviders": [
                {
                    "provider": "Larch Respite Ltd",
                    "contractRef": "C-118",
                    "ends": on(today, 270),
                    "annualValue": "310000",
                }
            ],
            "sufficiencyGap": "Twenty-five places are missing at weekends; no provider in the county takes children"
            " with complex health needs.",
            "dataSources": ["SSDA903", "placement-tracker"],
            "suppressionChecked": True,
        },
        changes,
    )


def f03(today: date, **changes: Any) -> Answers:
    """Funding envelope."""
    return with_changes(
        {
            "budgetStatus": "in-MTFS",
            "costCentre": "CFS4410",
            "annualCeiling": "500000",
            "wholeLifeCeiling": "1500000",
            "capitalRequired": "0",
            "externalFundingRequired": False,
            "vatTreatment": "exempt-welfare",
            "financeComment": "Three years with one extension.",
        },
        changes,
    )


def f04(today: date, **changes: Any) -> Answers:
    """Lived-experience session, as T103 asks for it."""
    return with_changes(
        {
            "sessionDate": on(today, -3),
            "method": "workshop",
            "participants": 14,
            "ageBands": ["11-15", "parents-carers"],
            "consentRecorded": True,
            "themes": ["Friends", "Getting there", "Staff we know"],
            "youSaid": "We want to see the same people every time, and to be with friends from school.",
            "payment": True,
            "safeguardingConcern": False,
        },
        changes,
    )


def f05(today: date, **changes: Any) -> Answers:
    """Tier 1 scope and legal regime."""
    return with_changes(
        {
            "withinScope": "yes",
            "withinTerm": True,
            "healthElement": False,
            "lightTouchCpv": ["85311300"],
            "estimatedValueIncVat": "1500000",
            "legalRegime": "PCR2015_CALLOFF",
            "subsidyScreen": "no-subsidy",
            "advice": "The service lies within what was advertised in 2018 and ends before the agreement does.",
        },
        changes,
    )


def f06(today: date, **changes: Any) -> Answers:
    """Design brief."""
    return with_changes(
        {
            "title": "Short breaks for disabled children at weekends",
            "problemStatement": _LONG,
            "outcomes": [
                {"outcome": each, "measure": "Yearly survey", "baseline": "40%", "target": "70%"}
                for each in (
                    "Families feel supported",
                    "Young people see friends",
                    "Fewer emergency placements",
                )
            ],
            "cohort": "Disabled children of 8 to 17 who live with their family.",
            "inScope": "Weekend and holiday breaks in the county.",
            "outOfScope": "Full-time residential care.",
            "constraints": "Within the envelope; one building that the council owns.",
            "evidencePack": EVIDENCE,
            "questionsForTeam": [{"question": "What would make weekends good for young people?"}],
            "skillsNeeded": ["residential", "health", "lived-experience"],
            "leadOrganisation": "BARNARDOS",
            "designDeadline": on(today, 180),
            "coDesignDays": 60,
            "marketEngagement": False,
            "publishPlanning": False,
        },
        changes,
    )


def f06_published(today: date, **changes: Any) -> Answers:
    """Design brief for which a planning notice is to be published."""
    return f06(today, **({"publishPlanning": True, "competed": True} | changes))


def f37(today: date, **changes: Any) -> Answers:
    """Stop and closure record."""
    return with_changes(
        {
            "stopReason": "superseded",
            "authorisedBy": "radeyemi",
            "openCommitments": [
                {"commitment": "Room hire for workshops", "owner": "pnandra", "due": on(today, 20)}
            ],
            "youngPeopleTold": True,
            "lessons": [{"lesson": "Look at regional plans before a need is stated.", "theme": "Planning"}],
            "retentionClass": "6y",
        },
        changes,
    )
