"""A right set of answers to each form of an award, as `tests.processes.answers` has them for the brief."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes.answers_made import Answers, on, with_changes

SIGNED = [
    {
        "document": 2,
        "name": "contract-signed.pdf",
        "size": 90_000,
        "type": "application/pdf",
        "sha256": "5a" * 32,
    }
]


def f28(today: date, **changes: Any) -> Answers:
    """Final conflicts and exclusions check: nothing against the supplier."""
    return with_changes(
        {
            "associatedPersons": [{"name": "Board of trustees", "role": "Governing body", "checked": True}],
            "mandatoryGrounds": "none",
            "discretionaryGrounds": "none",
            "debarmentListChecked": f"{on(today)}T00:00",
            "financialStanding": "pass",
            "insurances": [{"type": "public-liability", "cover": "10000000", "expires": on(today, 300)}],
            "ofstedCheck": "good-or-better",
            "safeguardingCheck": "pass",
            "result": "clear",
        },
        changes,
    )


def f28_excluded(today: date, **changes: Any) -> Answers:
    """A mandatory ground was found, and nothing was put right."""
    return f28(
        today,
        **(
            {
                "mandatoryGrounds": "ground-found",
                "selfCleaning": "The supplier has shown no measures that put this right, and the ground is recent.",
                "result": "excluded",
            }
            | changes
        ),
    )


def f29(today: date, **changes: Any) -> Answers:
    """Award approved."""
    return with_changes(
        {
            "value": "420000",
            "recommendation": "Award the tier 2 contract to Barnardo's as designed. The price is within the benchmark, the"
            " partner has the homes and the staff, and young people chose this model.",
            "approvalOutcome": "approve",
        },
        changes,
    )


def f29_returned(today: date, **changes: Any) -> Answers:
    """Award sent back."""
    return f29(
        today,
        **(
            {
                "approvalOutcome": "return",
                "reasons": "The exit schedule says nothing about data; add it and send it again.",
            }
            | changes
        ),
    )


def f29_refused(today: date, **changes: Any) -> Answers:
    """Award refused."""
    return f29_returned(
        today,
        **(
            {"approvalOutcome": "refuse", "reasons": "The need has gone: both homes closed in May."} | changes
        ),
    )


def f29_above(today: date, **changes: Any) -> Answers:
    """Award approved at a value above the approved one."""
    return f29(
        today,
        **({"value": "600000", "deviation": "Two more places are needed from the first day on."} | changes),
    )


def f30(today: date, **changes: Any) -> Answers:
    """A notice that was published in this day's first minute."""
    return with_changes(
        {
            "content": {
                "title": "Short breaks at weekends",
                "description": "Weekend and holiday breaks for disabled children in the county.",
                "supplier": "Barnardo's",
                "value": "420000",
                "startDate": on(today, 120),
                "endDate": on(today, 1200),
            },
            "noticeId": "012345-2026",
            "publishedAt": f"{on(today)}T00:00",
        },
        changes,
    )


def f30_details(today: date, **changes: Any) -> Answers:
    """The contract details notice, published yesterday."""
    return f30(today, **({"publishedAt": f"{on(today, -1)}T12:00"} | changes))


def f30_letter(today: date, **changes: Any) -> Answers:
    """A letter: it has no number."""
    return f30_details(today, **({"noticeId": None} | changes))


def f31(today: date, **changes: Any) -> Answers:
    """A challenge that was rejected, without a claim."""
    return with_changes(
        {
            "receivedAt": f"{on(today)}T00:00",
            "challenger": "Larch Respite Ltd",
            "proceedingsIssued": False,
            "grounds": "The supplier says that the award should have been put out to competition.",
            "response": "The call-off lies within the agreement; the reasons were explained in the letter.",
            "outcome": "rejected",
            "privileged": True,
        },
        changes,
    )


def f32(today: date, **changes: Any) -> Answers:
    """Contract drafted."""
    return with_changes(
        {
            "template": "tier2-service-v4",
            "schedules": ["spec", "price", "kpis", "data-processing", "safeguarding", "exit"],
            "startDate": on(today, 120),
            "endDate": on(today, 1200),
            "extensionMonths": 24,
            "valueExVat": "420000",
            "byDeed": True,
        },
        changes,
    )


def f32_signed(today: date, **changes: Any) -> Answers:
    """Contract signed today."""
    return with_changes(
        {
            "startDate": on(today, 150),
            "endDate": on(today, 1200),
            "signedOn": on(today),
            "signedFile": SIGNED,
        },
        changes,
    )


def f32_countersigned(today: date, **changes: Any) -> Answers:
    """The council's signature: nothing else is open."""
    return with_changes({"signedOn": on(today), "signedFile": SIGNED}, changes)


def f33(today: date, **changes: Any) -> Answers:
    """KPI schedule agreed."""
    rows = (
        ("K1", "Families feel supported", 40),
        ("K2", "Breaks taken as planned", 40),
        ("K3", "Staff stay", 20),
    )
    return with_changes(
        {
            "kpis": [
                {
                    "id": key,
                    "title": title,
                    "definition": "Share in the yearly survey",
                    "target": "80%",
                    "tolerance": "5 points",
                    "frequency": "quarterly",
                    "weight": weight,
                }
                for key, title, weight in rows
            ]
        },
        changes,
    )
