"""A right set of answers to each form that approval asks for, like those of `tests/processes/answers.py`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.processes import answers as a
from tests.processes.answers_made import Answers, on, with_changes

_CASE = (
    "The design answers the need that the brief states. It was made with young people, families and providers, was"
    " tested against doing nothing and against a service of the council, and stays within the envelope. "
)
_CHECKS = {
    "bid": ("bidFullCost", "matchFundingSecured", "grantConditions", "afterGrant", "bidSubsidy"),
    "finance": ("costsComplete", "budgetFound", "savingsRealistic", "vatChecked", "riskPriced"),
    "legal": ("regimeFollowed", "withinAgreement", "headroomLeft", "noticesPlanned", "conflictsRecorded"),
    "barnardos": ("charitableObjects", "capacityThere", "costsCovered", "safeguardingSound", "insured"),
}


def f20(today: date, **changes: Any) -> Answers:
    """Business case, as T300 asks for it: within policy."""
    risks = [
        {
            "risk": one,
            "likelihood": 3,
            "impact": 3,
            "mitigation": "Looked at by the board each quarter.",
            "owner": "pnandra",
        }
        for one in ("Staff cannot be found", "The building is late", "Demand grows faster")
    ]
    return with_changes(
        {
            **dict.fromkeys(
                ("strategicCase", "economicCase", "commercialCase", "financialCase", "managementCase"),
                _CASE * 2,
            ),
            "policySensitive": False,
            "risks": risks,
            "attachments": a.EVIDENCE,
        },
        changes,
    )


def review(today: date, kind: str, **changes: Any) -> Answers:
    """F07: the review agrees. `kind` is bid, finance, legal or barnardos."""
    return with_changes(
        {"checklist": dict.fromkeys(_CHECKS[kind], "yes"), "outcome": "agree", "conflictConfirmed": True},
        changes,
    )


def with_condition(today: date, kind: str, **changes: Any) -> Answers:
    """F07: the review agrees with a condition."""
    condition = {
        "condition": "Check the inflation assumed each year.",
        "owner": "tkowal",
        "due": on(today, 90),
    }
    return review(
        today,
        kind,
        **(
            {
                "outcome": "agree-with-conditions",
                "conditions": [condition],
                "reasons": "Sound, as long as inflation is looked at again.",
            }
            | changes
        ),
    )


def sent_back(today: date, kind: str, **changes: Any) -> Answers:
    """F07: the review sends it back."""
    return review(
        today, kind, **({"outcome": "return", "reasons": "The risk table leaves out the building."} | changes)
    )


def refused(today: date, kind: str, **changes: Any) -> Answers:
    """F07: the review refuses."""
    return review(
        today,
        kind,
        **({"outcome": "refuse", "reasons": "The savings are counted twice in this case."} | changes),
    )


def deadline(today: date, days: int = 60) -> str:
    """A fund's deadline as an API sends it: five in the afternoon."""
    return f"{(today + timedelta(days=days)).isoformat()}T17:00"


def bids(today: date, **changes: Any) -> Answers:
    """F08: the board wants a bid."""
    return a.f08(today, **({"fundDeadline": deadline(today)} | changes))


def f21(today: date, **changes: Any) -> Answers:
    """Funding bid, as T302 asks for it."""
    return with_changes(
        {
            "fund": "Short breaks innovation fund of the Department for Education",
            "applicant": "JOINT",
            "amountSought": "250000",
            "matchFunding": "50000",
            "deadline": deadline(today),
        },
        changes,
    )


def f21_gap(today: date, **changes: Any) -> Answers:
    """Funding outcome, as T303 asks for it: part of the money, and other money for the rest."""
    return with_changes(
        {"outcome": "part-awarded", "amountAwarded": "100000", "gapResolution": "proceed-other-funds"},
        changes,
    )


def no_bid(today: date, **changes: Any) -> Answers:
    """Funding outcome without a bid: other money."""
    return with_changes({"gapResolution": "proceed-other-funds"}, changes)


def f22_notice(today: date, **changes: Any) -> Answers:
    """Forward plan notice, published today."""
    return with_changes({"forwardPlanDate": on(today), "exemptPart2": True}, changes)


def f22_scrutiny(today: date, **changes: Any) -> Answers:
    """Comments of scrutiny."""
    said = "Members welcomed the design and asked how transport is paid for."
    return with_changes({"scrutinyDate": on(today), "scrutinyComments": said}, changes)


def f22(today: date, **changes: Any) -> Answers:
    """The decision: approved."""
    return with_changes(
        {
            "exemptPart2": True,
            "decision": "approve",
            "decisionDate": on(today),
            "reasons": "The service closes a gap against the sufficiency duty and costs less than what is bought now.",
            "alternatives": "To do nothing, or a service of the council's own: dearer, and later.",
        },
        changes,
    )


def f22_with_lead_member(today: date, **changes: Any) -> Answers:
    """The decision of the director after consulting the lead member."""
    return f22(today, **({"leadMemberConsulted": "Councillor Elspeth Marlow"} | changes))


def f22_with_conditions(today: date, **changes: Any) -> Answers:
    """The decision: approved with a condition."""
    condition = {
        "condition": "Report to the Cabinet after a year.",
        "owner": "radeyemi",
        "due": on(today, 365),
    }
    return f22(today, **({"decision": "approve-with-conditions", "conditions": [condition]} | changes))


def f22_rework(today: date, **changes: Any) -> Answers:
    """The decision: back to the design team."""
    return f22(today, **({"decision": "rework", "reworkScope": ["model", "finance"]} | changes))


def f22_deferred(today: date, **changes: Any) -> Answers:
    """The decision is put off for four weeks."""
    return f22(today, **({"decision": "defer", "deferTo": on(today, 28)} | changes))


def f22_called_in(today: date, **changes: Any) -> Answers:
    """What came of the call-in: nothing further."""
    rows = [{"member": "Councillor Idris Penhale", "grounds": "Transport was not considered."}]
    return with_changes({"calledInBy": rows, "callInOutcome": "no-further-action"}, changes)
