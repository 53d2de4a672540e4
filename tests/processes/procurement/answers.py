"""A right set of answers to each form of a procurement, one function a form and use: `f26_opened(today, 2)`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cip_workflow.working_time import is_working_day
from tests.processes.answers import EVIDENCE
from tests.processes.answers_made import Answers, on, with_changes

#: Who bids, in the order in which their bids come; the last comes late.
SUPPLIERS = ("Larch Respite Ltd", "Rowan Care", "Alder Homes")
EVALUATORS = ("ghale", "ipatel", "rgill")
CHAIR = "iroscoe"
OPENERS = ["kbanks", "vmarsh"]
CRITERIA = ("quality-1", "quality-2", "social-value")
_CHECKED = (
    "specificationComplete",
    "criteriaClear",
    "socialValueWeighted",
    "timetableFair",
    "evaluatorsDeclared",
)
_LONG = "The bid says who works with the child, at which times, and what happens when somebody is ill."


def noon(day: date, days: int) -> str:
    """12:00 on the first working day so many days on."""
    day += timedelta(days=days)
    while not is_working_day(day):
        day += timedelta(days=1)
    return f"{day.isoformat()}T12:00"


def f25(today: date, **changes: Any) -> Answers:
    """T501: the sourcing strategy."""
    return with_changes(
        {
            "procedure": "open",
            "priceQuality": {"price": "30", "quality": "60", "socialValue": "10"},
            "criteria": [
                {"name": "Continuity of care", "weight": "40"},
                {"name": "Staffing", "weight": "20"},
            ],
            "evaluators": list(EVALUATORS),
            "chair": CHAIR,
            "tenderDays": 30,
            "flowDown": ["30-day-payment", "safeguarding", "DBS", "Ofsted"],
        },
        changes,
    )


def f25_pack(today: date, **changes: Any) -> Answers:
    """T502: the tender pack."""
    return with_changes(
        {"documents": EVIDENCE, "opensAt": f"{on(today)}T08:00", "closesAt": noon(today, 31)}, changes
    )


def f07_pack(today: date, **changes: Any) -> Answers:
    """T503: the pack is assured."""
    return with_changes(
        {"checklist": dict.fromkeys(_CHECKED, "yes"), "outcome": "agree", "conflictConfirmed": True}, changes
    )


def f07_pack_returned(today: date, **changes: Any) -> Answers:
    """T503: the pack goes back."""
    return f07_pack(
        today,
        **({"outcome": "return", "reasons": "The terms on safeguarding are missing in the draft."} | changes),
    )


def f26_clarified(today: date, **changes: Any) -> Answers:
    """T504: one question is answered."""
    row = {
        "question": "Is transport part of the price?",
        "asked": on(today),
        "answer": "Yes, both ways, within the county.",
        "published": True,
    }
    return with_changes({"clarifications": [row]}, changes)


def f26_opened(today: date, number: int = 2, late: bool = False, **changes: Any) -> Answers:
    """T505: so many bids, all compliant, the first the cheapest; one more that came too late."""
    rows = [
        {"bidder": name, "complete": True, "price": str(900_000 + 100_000 * place)}
        for place, name in enumerate(SUPPLIERS[:number], 1)
    ]
    came = {
        "bidder": SUPPLIERS[-1],
        "received": f"{on(today)}T12:04",
        "complete": True,
        "price": "800000",
    }
    return with_changes(
        {"bids": rows or None, "openedBy": OPENERS, **({"lateBids": [came]} if late else {})}, changes
    )


def f26_late(today: date, **changes: Any) -> Answers:
    """T505: Legal accepts the late bid."""
    reason = "The portal of the buyer was down in the last hour, as its log shows."
    return with_changes({"lateAccepted": True, "lateReason": reason}, changes)


def f26_decided(today: date, decision: str = "stop", **changes: Any) -> Answers:
    """T506: what to do without a bid."""
    reason = "Three providers said that the building is too small and that the term is too short to recover the cost."
    more = {"newClosesAt": noon(today, 14)} if decision == "extend" else {}
    return with_changes({"noBidDecision": decision, "noBidReason": reason, **more}, changes)


def f27(today: date, bidders: tuple[str, ...] = SUPPLIERS[:2], score: int = 4, **changes: Any) -> Answers:
    """T507: one evaluator scores every bid."""
    rows = [
        {"key": f"{bidder}/{criterion}", "points": score, "comment": _LONG}
        for bidder in bidders
        for criterion in CRITERIA
    ]
    return with_changes({"scores": rows, "conflictConfirmed": True}, changes)


def f27_moderated(
    today: date, bidders: tuple[str, ...] = SUPPLIERS[:2], score: int = 4, **changes: Any
) -> Answers:
    """T508: the chair moderates; everybody had given the same."""
    rows = [{"key": f"{bidder}/{criterion}", "points": score} for bidder in bidders for criterion in CRITERIA]
    return with_changes({"moderatedScores": rows, "conflictConfirmed": True}, changes)


def f28(today: date, **changes: Any) -> Answers:
    """T509: the supplier is clear; the service is a regulated activity."""
    return with_changes(
        {
            "associatedPersons": [{"name": "Larch Group plc", "role": "Parent company", "checked": True}],
            "mandatoryGrounds": "none",
            "discretionaryGrounds": "none",
            "debarmentListChecked": f"{on(today, -1)}T08:00",
            "financialStanding": "pass",
            "insurances": [{"type": "abuse", "cover": "10000000", "expires": on(today, 200)}],
            "ofstedCheck": "good-or-better",
            "safeguardingCheck": "pass",
            "result": "clear",
        },
        changes,
    )


def f28_excluded(today: date, **changes: Any) -> Answers:
    """T509: the supplier is excluded."""
    found = {"mandatoryGrounds": "ground-found", "selfCleaning": "None", "result": "excluded"}
    return f28(today, **(found | changes))


def f29(today: date, **changes: Any) -> Answers:
    """T510: the council consents."""
    return with_changes(
        {
            "value": "1000000",
            "recommendation": "Award to the supplier ranked first: its bid is the cheapest, its staffing is sound, and the"
            " checks of the supplier found nothing that speaks against it.",
            "approvalOutcome": "approve",
        },
        changes,
    )


def f29_single(today: date, **changes: Any) -> Answers:
    """T510 with a single bid: value for money was checked."""
    return f29(today, **({"valueForMoney": True} | changes))


def f29_not(today: date, outcome: str, **changes: Any) -> Answers:
    """T510: returned or refused."""
    reasons = "The scores for staffing do not fit what the panel wrote about them."
    return f29(today, **({"approvalOutcome": outcome, "reasons": reasons} | changes))


def f31(today: date, outcome: str = "rejected", **changes: Any) -> Answers:
    """T512: a challenge is decided."""
    return with_changes(
        {
            "receivedAt": f"{on(today, -1)}T08:00",
            "challenger": "Alder Homes",
            "proceedingsIssued": False,
            "grounds": "The score for social value was given without a reason that could be followed.",
            "response": "The panel's reasons were sent on the first day; they follow the published model.",
            "outcome": outcome,
            "privileged": True,
        },
        changes,
    )


def f32(today: date, **changes: Any) -> Answers:
    """T511: Barnardo's signs."""
    return with_changes(
        {
            "template": "sub-contract-v2",
            "schedules": ["spec", "price", "data-processing", "safeguarding"],
            "startDate": on(today, 30),
            "endDate": on(today, 1000),
            "extensionMonths": 0,
            "valueExVat": "1000000",
            "byDeed": False,
            "signedOn": on(today),
            "signedFile": EVIDENCE,
        },
        changes,
    )
