"""Each rule of F25 to F28 and F31 broken once, and what F29 asks of a single bid."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cip_workflow.clock import LONDON
from tests.processes.procurement import answers as a

TODAY = date(2026, 11, 23)
_CAME = datetime(2026, 11, 20, 10, tzinfo=LONDON)
STRATEGY = {"usedBy": "T501", "barredEvaluators": ["jpike"]}
PACK = {"usedBy": "T502", "daysOpen": 30}
OPENING = {
    "usedBy": "T505",
    "evaluators": ["kbanks"],
    "receivedBids": [
        {"bid": one, "bidder": a.SUPPLIERS[one - 1], "received": _CAME, "statedPrice": None} for one in (1, 2)
    ],
}
QUESTION, LATE, NONE = {"usedBy": "T504"}, {"usedBy": "T505-late"}, {"usedBy": "T506"}
_ROWS = [
    {
        "key": f"{a.SUPPLIERS[bid - 1]}/{criterion}",
        "bid": bid,
        "bidder": a.SUPPLIERS[bid - 1],
        "criterion": criterion,
        "criterionName": criterion,
        "weight": 30,
        "average": 4,
        "given": [],
    }
    for bid in (1, 2)
    for criterion in a.CRITERIA
]
SCORING = {"usedBy": "T507", "toScore": _ROWS, "evaluator": "rgill"}
MODERATING = {
    "usedBy": "T508",
    "moderation": _ROWS,
    "evaluator": "iroscoe",
    "bids": [
        {"bid": one, "bidder": f"Supplier {one}", "price": 100 * one, "compliant": True} for one in (1, 2)
    ],
    "criteria": [{"id": "price", "name": "Price", "weight": 10, "kind": "price"}],
}
CHECKING = {"usedBy": "T509", "supplier": "Larch Respite Ltd", "regulatedActivity": True}
SINGLE = {"usedBy": "T510", "singleBid": True, "approvedWholeLifeValue": 1_250_000}
CHALLENGE = {"usedBy": "T512", "standstillEnds": TODAY}
_PERSON = {"name": "Larch Group plc", "role": "Parent company"}


def _weights(**parts: str) -> dict[str, Any]:
    return {"priceQuality": {"price": "30", "quality": "60", "socialValue": "10"} | parts}


def _scores(**changes: Any) -> dict[str, Any]:
    first, *rest = a.f27(TODAY)["scores"]
    return {"scores": [{**first, **changes}, *rest]}


BROKEN: list[tuple[str, Any, dict[str, Any], dict[str, Any], str]] = [
    ("F25", a.f25, {"procedure": "single-source"}, STRATEGY, "justification"),
    ("F25", a.f25, _weights(price="40"), STRATEGY, "priceQuality.socialValue"),
    ("F25", a.f25, _weights(price="35", socialValue="5"), STRATEGY, "priceQuality.socialValue"),
    ("F25", a.f25, {"criteria": [{"name": "Staffing", "weight": "50"}]}, STRATEGY, "criteria"),
    ("F25", a.f25, {"evaluators": ["ghale", "rgill"]}, STRATEGY, "evaluators"),
    ("F25", a.f25, {"evaluators": ["ghale", "rgill", "jpike"]}, STRATEGY, "evaluators"),
    ("F25", a.f25, {"chair": "ghale"}, STRATEGY, "chair"),
    ("F25", a.f25, {"chair": "jpike"}, STRATEGY, "chair"),
    ("F25", a.f25, {"tenderDays": 9}, STRATEGY, "tenderDays"),
    ("F25", a.f25, {"flowDown": []}, STRATEGY, "flowDown"),
    ("F25", a.f25_pack, {"documents": []}, PACK, "documents"),
    ("F25", a.f25_pack, {"opensAt": "2026-11-20T09:00"}, PACK, "opensAt"),
    ("F25", a.f25_pack, {"closesAt": a.noon(TODAY, 20)}, PACK, "closesAt"),
    ("F25", a.f25_pack, {"closesAt": "2027-01-02T12:00"}, PACK, "closesAt"),
    ("F25", a.f25_pack, {"closesAt": "2027-01-05T17:00"}, PACK, "closesAt"),
    ("F26", a.f26_clarified, {"clarifications": []}, QUESTION, "clarifications"),
    ("F26", a.f26_opened, {"openedBy": ["kbanks"]}, OPENING, "openedBy"),
    ("F26", a.f26_opened, {}, OPENING | {"evaluators": a.OPENERS}, "openedBy"),
    ("F26", a.f26_opened, {"bids": [{"bidder": a.SUPPLIERS[0], "complete": True}]}, OPENING, "bids.0.price"),
    (
        "F26",
        a.f26_opened,
        {"bids": [{"bidder": a.SUPPLIERS[0], "complete": False}]},
        OPENING,
        "bids.0.missing",
    ),
    ("F26", a.f26_late, {"lateReason": "Fair."}, LATE, "lateReason"),
    ("F26", a.f26_decided, {"noBidReason": "Short."}, NONE, "noBidReason"),
    ("F26", a.f26_decided, {"noBidDecision": "extend"}, NONE, "newClosesAt"),
    (
        "F26",
        a.f26_decided,
        {"noBidDecision": "extend", "newClosesAt": "2026-11-20T12:00"},
        NONE,
        "newClosesAt",
    ),
    (
        "F26",
        a.f26_decided,
        {"noBidDecision": "extend", "newClosesAt": "2026-12-05T12:00"},
        NONE,
        "newClosesAt",
    ),
    ("F27", a.f27, _scores(points=6), SCORING, "scores.0.points"),
    ("F27", a.f27, _scores(comment="Good."), SCORING, "scores.0.comment"),
    ("F27", a.f27, {"conflictConfirmed": False}, SCORING, "conflictConfirmed"),
    ("F27", a.f27_moderated, {"score": 3}, MODERATING, "moderatedScores.0.changeReason"),
    ("F28", a.f28, {"associatedPersons": []}, CHECKING, "associatedPersons"),
    ("F28", a.f28, {"associatedPersons": [{**_PERSON, "checked": False}]}, CHECKING, "associatedPersons"),
    ("F28", a.f28, {"debarmentListChecked": "2026-11-13T10:00"}, CHECKING, "debarmentListChecked"),
    ("F28", a.f28, {"debarmentListChecked": "2026-11-24T10:00"}, CHECKING, "debarmentListChecked"),
    ("F28", a.f28, {"discretionaryGrounds": "ground-found"}, CHECKING, "selfCleaning"),
    ("F28", a.f28_excluded, {"result": "clear"}, CHECKING, "result"),
    ("F28", a.f28, {"safeguardingCheck": "fail"}, CHECKING, "result"),
    ("F28", a.f28, {"ofstedCheck": "inadequate"}, CHECKING, "result"),
    ("F28", a.f28, {"ofstedCheck": None}, CHECKING, "ofstedCheck"),
    ("F29", a.f29, {}, SINGLE, "valueForMoney"),
    ("F29", a.f29_single, {"valueForMoney": False}, SINGLE, "valueForMoney"),
    ("F31", a.f31, {"receivedAt": "2026-11-24T10:00"}, CHALLENGE, "receivedAt"),
    ("F31", a.f31, {"response": None}, CHALLENGE, "response"),
    ("F31", a.f31, {"grounds": "Unfair."}, CHALLENGE, "grounds"),
]
