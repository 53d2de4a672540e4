"""DOMAIN 5.5 and 5.14: what `cip-delivery-decision` and its forms hold."""

from __future__ import annotations

#: Task -> form, SLA, groups; T401 stands twice: before the decision, and again when Barnardo's has declined.
TASKS = {
    "T401_stateCapability": ("F23", "5wd", "bar-operations"),
    "T401_restateCapability": ("F23", "5wd", "bar-operations"),
    "T402_testValue": ("F23", "10wd", "lcc-commissioner lcc-finance"),
    "T403_checkConflicts": ("F11", "2wd", "lcc-monitoring-officer"),
    "T404_confirmRoute": ("F24", "5wd", "lcc-delivery-panel"),
    "T405_endorseOverride": ("F24", "3wd", "lcc-dcs"),
}
STAGE = "delivery-decision"
DUTY = {
    "T402_testValue": "SOD-01",
    "T403_checkConflicts": "SOD-01",
    "T404_confirmRoute": "SOD-01",
    "T405_endorseOverride": "SOD-01",
}
ENDS = {"End_route", "End_redesign", "End_deliveryWithdrawn"}
#: The last two are our own: they hold the panel while a declaration of interest is open.
MESSAGES = {
    "brief.withdrawn",
    "conflict.declared",
    "route.confirmed",
    "route.accepted",
    "route.declined",
    "decision.held",
    "decision.released",
}
TIMERS = {"B_panelLate": ("add working days(today(), 10)", False)}
FIELDS = {
    "F23": "capabilityScore capacityStatus registrationHeld trackRecord willingToDeliver inHouseScore inHouseReadiness"
    " vfmOpinion benchmarkSources regionalOption | wholeLifeValue",
    "F24": "recommendedRoute ruleHit confirmedRoute override overrideReason lots panelPresent conditions endorsed"
    " | endorsementReason",
}
