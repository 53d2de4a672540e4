"""Each rule of F01 to F11 and F37 broken once: form, answers, what is changed, what the task knows, the field that is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes import answers as a
from tests.unit.processes.cast import BOARD

TODAY = date(2026, 11, 23)
BOARDROOM = {"decisionType": "issue-brief", "boardMembers": BOARD}
NOMINATING = {
    "usedBy": "T108",
    "organisation": "LCC",
    "leadOrganisation": "BARNARDOS",
    "removedMembers": ["rgill"],
}
LEADING = NOMINATING | {"organisation": "BARNARDOS"}
ASSESSING = {"usedBy": "T902", "organisation": "LCC", "declarations": []}
MITIGATING = ASSESSING | {"usedBy": "T903", "rating": "perceived", "unfairAdvantage": False}
LATER, EARLIER = a.on(TODAY, 1), a.on(TODAY, -1)


BROKEN: list[tuple[str, Any, dict[str, Any], dict[str, Any], str]] = [
    ("F01", a.f01, {"title": "Too short"}, {}, "title"),
    ("F01", a.f01, {"needSummary": "Short."}, {}, "needSummary"),
    ("F01", a.f01, {"estimatedChildren": 5001}, {}, "estimatedChildren"),
    ("F01", a.f01, {"serviceArea": "prisons"}, {}, "serviceArea"),
    ("F01", a.f01, {"indicativeAnnualCost": "50000001"}, {}, "indicativeAnnualCost"),
    ("F01", a.f01, {"sponsor": "pnandra"}, {}, "sponsor"),
    ("F02", a.f02, {"dataPeriod": {"start": a.on(TODAY, -30), "end": LATER}}, {}, "dataPeriod.end"),
    ("F02", a.f02, {"dataPeriod": {"start": "2023-01-01", "end": "2026-01-02"}}, {}, "dataPeriod.end"),
    ("F02", a.f02, {"dataPeriod": {"start": "2026-03-01", "end": "2026-02-01"}}, {}, "dataPeriod.end"),
    ("F02", a.f02, {"inCountyPct": 101}, {}, "inCountyPct"),
    ("F02", a.f02, {"suppressionChecked": False}, {}, "suppressionChecked"),
    ("F02", a.f02, {"sufficiencyGap": "Some."}, {}, "sufficiencyGap"),
    ("F03", a.f03, {"costCentre": "abc"}, {}, "costCentre"),
    ("F03", a.f03, {"costCentre": None}, {}, "costCentre"),
    ("F03", a.f03, {"wholeLifeCeiling": "499999"}, {}, "wholeLifeCeiling"),
    ("F04", a.f04, {"sessionDate": LATER}, {"usedBy": "T103"}, "sessionDate"),
    ("F04", a.f04, {"themes": [f"Theme {one}" for one in range(11)]}, {"usedBy": "T103"}, "themes"),
    ("F04", a.f04, {"consentRecorded": False}, {"usedBy": "T103"}, "consentRecorded"),
    ("F04", a.f04, {}, {"usedBy": "T203"}, "weDid"),
    ("F05", a.f05, {"lightTouchCpv": []}, {}, "lightTouchCpv"),
    ("F05", a.f05, {"lightTouchCpv": ["45000000"]}, {}, "lightTouchCpv"),
    ("F05", a.f05, {"estimatedValueIncVat": "0"}, {}, "estimatedValueIncVat"),
    ("F05", a.f05, {"withinScope": "no"}, {}, "legalRegime"),
    ("F05", a.f05, {"withinTerm": False}, {}, "legalRegime"),
    ("F05", a.f05, {"advice": None}, {}, "advice"),
    ("F06", a.f06, {"outcomes": a.f06(TODAY)["outcomes"][:2]}, {}, "outcomes"),
    ("F06", a.f06, {"outcomes": a.f06(TODAY)["outcomes"] * 3}, {}, "outcomes"),
    ("F06", a.f06, {"evidencePack": []}, {}, "evidencePack"),
    ("F06", a.f06, {"questionsForTeam": []}, {}, "questionsForTeam"),
    ("F06", a.f06, {"designDeadline": a.on(TODAY, 29)}, {}, "designDeadline"),
    ("F06", a.f06, {"designDeadline": a.on(TODAY, 366)}, {}, "designDeadline"),
    ("F06", a.f06, {"coDesignDays": 19}, {}, "coDesignDays"),
    ("F06", a.f06, {"cohort": "Those of case 12345678."}, {}, "cohort"),
    ("F06", a.f06, {"publishPlanning": True}, {}, "competed"),
    (
        "F07",
        a.f07,
        {"outcome": "agree-with-conditions", "reasons": "x" * 30},
        {"reviewType": "hos-quality"},
        "conditions",
    ),
    ("F07", a.f07_returned, {"reasons": "Because."}, {"reviewType": "hos-quality"}, "reasons"),
    ("F07", a.f07, {"conflictConfirmed": False}, {"reviewType": "hos-quality"}, "conflictConfirmed"),
    ("F07", a.f07, {"checklist": {}}, {"reviewType": "hos-quality"}, "checklist.problemClear"),
    ("F07", a.f07, {"checklist": {}}, {"reviewType": "tender-pack"}, "checklist.specificationComplete"),
    ("F08", a.f08, {"meetingDate": a.on(TODAY, 8)}, BOARDROOM, "meetingDate"),
    ("F08", a.f08_deferred, {"outcome": "approve"}, BOARDROOM, "outcome"),
    ("F08", a.f08_deferred, {"deferTo": a.on(TODAY)}, BOARDROOM, "deferTo"),
    ("F08", a.f08_deferred, {"meetingDate": a.on(TODAY, 7), "deferTo": a.on(TODAY, 6)}, BOARDROOM, "deferTo"),
    ("F08", a.f08, {"outcome": "extend"}, BOARDROOM, "outcome"),
    ("F08", a.f08_with_conditions, {"conditions": []}, BOARDROOM, "conditions"),
    ("F08", a.f08_rework, {"reworkScope": []}, BOARDROOM, "reworkScope"),
    ("F08", a.f08, {"votes": a.f08(TODAY)["votes"][:-1]}, BOARDROOM, "votes.5.vote"),
    ("F08", a.f08, {"minute": "Approved."}, BOARDROOM, "minute"),
    ("F09", a.f09, {"members": a.team(("ghale", "co-lead"))}, NOMINATING, "members"),
    ("F09", a.f09, {"members": a.team(("ghale", "co-lead"), ("ghale", "data"))}, NOMINATING, "members"),
    (
        "F09",
        a.f09,
        {"members": a.team(("ghale", "design-lead"), ("ipatel", "co-lead"))},
        NOMINATING,
        "members",
    ),
    ("F09", a.f09, {"members": a.team(("ghale", "data"), ("ipatel", "finance"))}, NOMINATING, "members"),
    (
        "F09",
        a.f09,
        {"members": a.team(("ghale", "co-lead"), ("ebanjo", "data"))},
        NOMINATING,
        "members.1.user",
    ),
    ("F09", a.f09, {"members": a.team(("ebanjo", "design-lead"), ("rgill", "data"))}, LEADING, "members"),
    ("F09", a.f09, {"members": a.team(("ebanjo", "design-lead"), ("awhit", "co-lead"))}, LEADING, "members"),
    ("F09", a.f09_removed, {"changeReason": None}, NOMINATING | {"usedBy": "T904"}, "changeReason"),
    ("F09", a.f09_removed, {"restrictions": []}, NOMINATING | {"usedBy": "T904"}, "restrictions"),
    ("F10", a.f10, {"statement": False}, {}, "statement"),
    ("F10", a.f10_interest, {"interestType": None}, {}, "interestType"),
    ("F10", a.f10_interest, {"interestDetail": "A cousin."}, {}, "interestDetail"),
    ("F10", a.f10_interest, {"organisationConcerned": None}, {}, "organisationConcerned"),
    ("F10", a.f10_interest, {"startDate": LATER}, {}, "startDate"),
    ("F11", a.f11_perceived, {"mitigations": []}, ASSESSING, "mitigations"),
    ("F11", a.f11, {"residual": "mitigated"}, ASSESSING, "residual"),
    ("F11", a.f11_actual, {"mitigationPossible": None}, ASSESSING, "mitigationPossible"),
    ("F11", a.f11_hopeless, {"residual": "mitigated"}, ASSESSING, "residual"),
    ("F11", a.f11_actual, {"residual": "unmitigated"}, ASSESSING, "residual"),
    ("F11", a.f11, {"assessmentReviewed": LATER}, ASSESSING, "assessmentReviewed"),
    ("F11", a.f11, {}, ASSESSING | {"organisation": "BARNARDOS"}, "barnardosAdvice"),
    (
        "F11",
        a.f11_perceived,
        {"designsAndPrices": True, "ethicalWall": False, **a.barnardos(TODAY)},
        ASSESSING | {"organisation": "BARNARDOS"},
        "ethicalWall",
    ),
    ("F37", a.f37, {"youngPeopleTold": False}, {"sessionCount": 1}, "youngPeopleTold"),
    ("F37", a.f37, {"lessons": []}, {"sessionCount": 0}, "lessons"),
    ("F37", a.f37, {"authorisedBy": "pnandra"}, {"sessionCount": 0}, "authorisedBy"),
    ("F37", a.f37, {}, {"sessionCount": 0, "ending": "completed"}, "stopReason"),
    ("F37", a.f37, {"stopReason": "completed"}, {"sessionCount": 0, "ending": "stopped"}, "stopReason"),
]
