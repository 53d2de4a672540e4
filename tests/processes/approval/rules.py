"""Each rule of F21 and F22, and the fund's deadline on F08, broken once."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes import answers as a
from tests.processes.approval import answers as b
from tests.unit.processes.cast import BOARD

TODAY = date(2026, 11, 23)
LATER, EARLIER = a.on(TODAY, 1), a.on(TODAY, -1)
BIDDING = {"usedBy": "T302"}
GAP = {"usedBy": "T303", "fundingOutcome": None, "sought": 250_000}
NO_BID = GAP | {"fundingOutcome": "no-bid"}
BOARDROOM = {"decisionType": "funding-bid", "boardMembers": BOARD}
NOTICE = {"usedBy": "T309"}
SCRUTINY = {"usedBy": "T310"}
DECIDING = {"usedBy": "T311", "authority": "lcc-cabinet", "earliestDecision": date(2026, 11, 20)}
CONSULTING = DECIDING | {"authority": "lcc-dcs-with-lead-member"}
CALLED_IN = {"usedBy": "T312", "publishedDate": date(2026, 11, 16)}

BROKEN: list[tuple[str, Any, dict[str, Any], dict[str, Any], str]] = [
    ("F08", b.bids, {"fundDeadline": None}, BOARDROOM, "fundDeadline"),
    ("F08", b.bids, {"fundDeadline": b.deadline(TODAY, -1)}, BOARDROOM, "fundDeadline"),
    ("F21", b.f21, {"fund": None}, BIDDING, "fund"),
    ("F21", b.f21, {"applicant": "OTHER"}, BIDDING, "applicant"),
    ("F21", b.f21, {"amountSought": "0"}, BIDDING, "amountSought"),
    ("F21", b.f21, {"matchFunding": "-1"}, BIDDING, "matchFunding"),
    ("F21", b.f21, {"deadline": b.deadline(TODAY, -1)}, BIDDING, "deadline"),
    ("F21", b.f21_gap, {"outcome": None}, GAP, "outcome"),
    ("F21", b.f21_gap, {"amountAwarded": None}, GAP, "amountAwarded"),
    ("F21", b.f21_gap, {"amountAwarded": "250000.01"}, GAP, "amountAwarded"),
    ("F21", b.f21_gap, {"gapResolution": None}, GAP, "gapResolution"),
    ("F21", b.no_bid, {"gapResolution": "hope"}, NO_BID, "gapResolution"),
    ("F22", b.f22_notice, {"forwardPlanDate": LATER}, NOTICE, "forwardPlanDate"),
    ("F22", b.f22_notice, {"exemptPart2": None}, NOTICE, "exemptPart2"),
    ("F22", b.f22_scrutiny, {"scrutinyDate": LATER}, SCRUTINY, "scrutinyDate"),
    ("F22", b.f22_scrutiny, {"scrutinyComments": None}, SCRUTINY, "scrutinyComments"),
    ("F22", b.f22, {"decision": "shrug"}, DECIDING, "decision"),
    ("F22", b.f22, {"decisionDate": LATER}, DECIDING, "decisionDate"),
    ("F22", b.f22, {"decisionDate": "2026-11-19"}, DECIDING, "decisionDate"),
    ("F22", b.f22, {"reasons": "Because."}, DECIDING, "reasons"),
    ("F22", b.f22, {"alternatives": "None."}, DECIDING, "alternatives"),
    ("F22", b.f22, {"exemptPart2": None}, DECIDING, "exemptPart2"),
    ("F22", b.f22, {}, CONSULTING, "leadMemberConsulted"),
    ("F22", b.f22_with_conditions, {"conditions": []}, DECIDING, "conditions"),
    ("F22", b.f22_rework, {"reworkScope": []}, DECIDING, "reworkScope"),
    ("F22", b.f22_deferred, {"deferTo": a.on(TODAY)}, DECIDING, "deferTo"),
    ("F22", b.f22_called_in, {"calledInBy": []}, CALLED_IN, "calledInBy"),
    ("F22", b.f22_called_in, {"callInOutcome": None}, CALLED_IN, "callInOutcome"),
]
