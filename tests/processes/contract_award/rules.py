"""Each rule of F29, F30, F32 and F33 broken once: form, answers, what is changed, what the task knows, the field that is told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cip_workflow.clock import LONDON
from tests.processes.contract_award import answers as a

TODAY = date(2026, 11, 23)
LATER, EARLIER = a.on(TODAY, 1), a.on(TODAY, -1)
APPROVING = {"usedBy": "T603", "supplier": "Barnardo's", "approvedWholeLifeValue": 450_000}
AWARDING = {
    "usedBy": "T604",
    "noticeCode": "UK6 contract award",
    "legalRegime": "PA2023_LIGHT_TOUCH",
    "standstillWorkingDays": 8,
    "calloffStandstillDays": 10,
}
DRAFTING = {
    "usedBy": "T600",
    "approvedWholeLifeValue": 450_000,
    "sealingThreshold": 250_000,
    "agreementEnd": date(2028, 11, 30),
}
TERMS = {key: value for key, value in a.f32(TODAY).items() if key not in {"startDate", "endDate"}}
SIGNING = DRAFTING | TERMS | {"usedBy": "T606", "valueExVat": 420_000, "extensionMonths": 24}
SEALING = SIGNING | {
    "usedBy": "T607",
    "startDate": date(2027, 4, 22),
    "endDate": date(2030, 3, 7),
    "otherSignedOn": TODAY,
}
STANDING_STILL = {"standstillEnds": datetime(2026, 11, 23, 23, 59, 59, tzinfo=LONDON)}
SETTING = {"usedBy": "T601"}
SCHEDULE = a.f33(TODAY)["kpis"]
REPORTING = {"usedBy": "T801", "schedule": SCHEDULE}
REPORT: dict[str, Any] = {
    "kpis": None,
    "period": "Q1",
    "results": [{"id": one["id"], "value": "82%", "met": True} for one in SCHEDULE],
    "safeguardingIncidents": 0,
    "staffVacancyPct": "4.5",
    "spendToDate": "105000",
    "storyOfDifference": "Young people say that they see their friends again, and that they know who comes.",
}

BROKEN: list[tuple[str, Any, dict[str, Any], dict[str, Any], str]] = [
    ("F29", a.f29, {"recommendation": "Award it."}, APPROVING, "recommendation"),
    ("F29", a.f29, {"value": "0"}, APPROVING, "value"),
    ("F29", a.f29, {"value": "450000.01"}, APPROVING, "deviation"),
    ("F29", a.f29, {"approvalOutcome": None}, APPROVING, "approvalOutcome"),
    ("F29", a.f29_returned, {"reasons": "No."}, APPROVING, "reasons"),
    ("F29", a.f29_refused, {"reasons": None}, APPROVING, "reasons"),
    ("F30", a.f30, {"standstill": None}, AWARDING, "standstill"),
    ("F30", a.f30, {"standstill": "none", "noticeId": "12345-2026"}, AWARDING, "noticeId"),
    ("F30", a.f30, {"standstill": "none", "noticeId": None}, AWARDING, "noticeId"),
    (
        "F30",
        a.f30,
        {"standstill": "none", "publishedAt": f"{LATER}T09:00"},
        AWARDING,
        "publishedAt",
    ),
    ("F30", a.f30, {"standstill": "none", "content": {"title": "Breaks"}}, AWARDING, "content.supplier"),
    (
        "F30",
        a.f30,
        {"standstill": "none", "redactions": [{"field": "Unit cost"}]},
        AWARDING,
        "redactions.0.ground",
    ),
    ("F32", a.f32, {"schedules": ["spec", "price"]}, DRAFTING, "schedules"),
    ("F32", a.f32, {"endDate": a.on(TODAY, 119)}, DRAFTING, "endDate"),
    ("F32", a.f32, {"startDate": "2028-12-01", "endDate": "2029-12-01"}, DRAFTING, "startDate"),
    ("F32", a.f32, {"extensionMonths": 61}, DRAFTING, "extensionMonths"),
    ("F32", a.f32, {"byDeed": False}, DRAFTING, "byDeed"),
    ("F32", a.f32, {"template": None}, DRAFTING, "template"),
    (
        "F32",
        a.f32,
        {"valueExVat": "450000.01", "signedOn": a.on(TODAY), "signedFile": a.SIGNED},
        DRAFTING | {"usedBy": "T511"},
        "valueExVat",
    ),
    ("F32", a.f32_signed, {"signedOn": LATER}, SIGNING, "signedOn"),
    ("F32", a.f32_signed, {"signedFile": []}, SIGNING, "signedFile"),
    ("F32", a.f32_signed, {}, SIGNING | STANDING_STILL, "signedOn"),
    (
        "F32",
        a.f32_signed,
        {"startDate": a.on(TODAY)},
        SIGNING | STANDING_STILL,
        "startDate",
    ),
    ("F32", a.f32_countersigned, {"signedOn": EARLIER}, SEALING, "signedOn"),
    ("F33", a.f33, {"kpis": SCHEDULE[:2]}, SETTING, "kpis"),
    ("F33", a.f33, {"kpis": [*SCHEDULE[:2], SCHEDULE[2] | {"weight": 21}]}, SETTING, "kpis"),
    ("F33", a.f33, {"kpis": [*SCHEDULE[:2], SCHEDULE[2] | {"id": "K1"}]}, SETTING, "kpis"),
    ("F33", a.f33, REPORT | {"period": None}, REPORTING, "period"),
    (
        "F33",
        a.f33,
        REPORT | {"results": [*REPORT["results"][:2], {"id": "K3", "value": "3", "met": False}]},
        REPORTING,
        "results.2.comment",
    ),
    ("F33", a.f33, REPORT | {"safeguardingIncidents": -1}, REPORTING, "safeguardingIncidents"),
    ("F33", a.f33, REPORT | {"storyOfDifference": "Good."}, REPORTING, "storyOfDifference"),
    ("F33", a.f33, {"kpis": None}, {"usedBy": "T802"}, "validated"),
]
