"""Each rule of F23 and F24 broken once, and those of F11 that T403 has of its own."""

from __future__ import annotations

from typing import Any

from tests.processes.brief_issue.rules import TODAY
from tests.processes.delivery_decision import answers as d

STATING = {"usedBy": "T401", "regulatedActivity": False, "declines": 0}
TESTING = {"usedBy": "T402", "publicInterestTest": True, "wholeLifeValue": 1_233_000}
CHECKING = {"usedBy": "T403", "declarations": []}
PANEL = {
    "usedBy": "T404",
    "recommendedRoute": "DIRECT",
    "withinTier1Scope": True,
    "approvedWholeLifeValue": 1_233_000,
}
MIXED = PANEL | {"recommendedRoute": "MIXED"}
ENDORSING = PANEL | {"usedBy": "T405", "confirmedRoute": "SUBCONTRACT"}
LOTS = d.f24_mixed(TODAY)["lots"]

BROKEN: list[tuple[str, Any, dict[str, Any], dict[str, Any], str]] = [
    ("F23", d.f23, {"capabilityScore": 6}, STATING, "capabilityScore"),
    ("F23", d.f23, {"capabilityScore": "2.5"}, STATING, "capabilityScore"),
    ("F23", d.f23, {"capacityStatus": "some"}, STATING, "capacityStatus"),
    ("F23", d.f23, {"trackRecord": "Good."}, STATING, "trackRecord"),
    ("F23", d.f23, {"willingToDeliver": None}, STATING, "willingToDeliver"),
    ("F23", d.f23, {}, STATING | {"regulatedActivity": True}, "registrationHeld"),
    ("F23", d.f23_value, {"inHouseScore": 6}, TESTING, "inHouseScore"),
    ("F23", d.f23_value, {"inHouseReadiness": None}, TESTING, "inHouseReadiness"),
    ("F23", d.f23_value, {"vfmOpinion": "splendid"}, TESTING, "vfmOpinion"),
    (
        "F23",
        d.f23_value,
        {"benchmarkSources": d.f23_value(TODAY)["benchmarkSources"][:1]},
        TESTING,
        "benchmarkSources",
    ),
    ("F23", d.f23_value, {"regionalOption": None}, TESTING, "regionalOption"),
    ("F11", d.f11_unmitigated, {"designsAndPrices": None}, CHECKING, "designsAndPrices"),
    ("F11", d.f11_kept_apart, {"ethicalWall": False}, CHECKING, "ethicalWall"),
    ("F11", d.f11_unmitigated, {"mitigations": []}, CHECKING, "mitigations"),
    ("F11", d.f11_before, {"residual": "unmitigated"}, CHECKING, "residual"),
    ("F24", d.f24, {"confirmedRoute": "ELSEWHERE"}, PANEL, "confirmedRoute"),
    ("F24", d.f24, {}, PANEL | {"withinTier1Scope": False}, "confirmedRoute"),
    ("F24", d.f24_override, {"overrideReason": "We prefer it."}, PANEL, "overrideReason"),
    ("F24", d.f24_override, {"overrideReason": None}, PANEL, "overrideReason"),
    ("F24", d.f24, {"panelPresent": d.PANEL[:2]}, PANEL, "panelPresent"),
    ("F24", d.f24, {"panelPresent": [*d.PANEL, "croe"]}, PANEL, "panelPresent"),
    ("F24", d.f24_mixed, {"lots": LOTS[:1]}, MIXED, "lots"),
    ("F24", d.f24_mixed, {"lots": [LOTS[0], LOTS[0]]}, MIXED, "lots"),
    ("F24", d.f24_mixed, {"lots": [LOTS[0], LOTS[1] | {"value": "333001"}]}, MIXED, "lots"),
    ("F24", d.f24_endorsed, {"endorsed": None}, ENDORSING, "endorsed"),
    ("F24", d.f24_refused, {"endorsementReason": "No."}, ENDORSING, "endorsementReason"),
]
