"""DOMAIN 5.3 and 5.14: what `cip-co-design` and its forms hold."""

from __future__ import annotations

#: Task -> form, SLA, groups as the diagram names them, in order.
TASKS = {
    "T201_planDesign": ("F12", "5wd", "design-lead"),
    "T202_gatherEvidence": ("F13", "20wd", "design-team"),
    "T203_runSessions": ("F04", "20wd", "participation-lead"),
    "T204_engageMarket": ("F14", "15wd", "lcc-procurement"),
    "T205_defineProblem": ("F13", "10wd", "design-team"),
    "T206_decideChange": ("F08", "10wd", "cip-board"),
    "T207_appraiseOptions": ("F15", "10wd", "design-team"),
    "T208_writeModel": ("F16", "15wd", "design-lead"),
    "T209_buildFinance": ("F17", "10wd", "lcc-finance lcc-finance bar-finance"),
    "T210_assessDataProtection": ("F18", "10wd", "lcc-information-governance"),
    "T211_assessEquality": ("F18", "10wd", "lcc-equalities"),
    "T212_assessSafeguarding": ("F18", "5wd", "lcc-safeguarding"),
    "T213_panelReviews": ("F19", "10wd", "participation-lead"),
    "T214_jointSignoff": ("F20", "5wd", "design-lead co-lead"),
    "T215_decideMoreTime": ("F08", "5wd", "cip-board"),
}
STAGE = "co-design"
DUTY = {"T206_decideChange": "SOD-13", "T213_panelReviews": "SOD-12"}
ENDS = {"End_submitted", "End_designStopped", "End_designWithdrawn"}
#: DOMAIN 5.11, and `ico.extended`: the Commissioner takes six weeks more.
MESSAGES = {"brief.withdrawn", "brief.changeRequested", "conflict.declared", "ico.response", "ico.extended"}
#: Boundary timers: five working days after the task was due.
TIMERS = {
    "B_dataProtectionLate": ("add working days(today(), 15)", False),
    "B_equalityLate": ("add working days(today(), 15)", False),
    "B_safeguardingLate": ("add working days(today(), 10)", False),
}
#: DOMAIN 5.14, and what else is asked (after the bar): a source for what gateways and the next process read (RULINGS 5).
FIELDS = {
    "F12": "method milestones workshops decisionRights riskLog informationSharing | sessionsPlanned",
    "F13": "evidenceItems insights problemRestated outcomesFramework briefStillRight changeRequested",
    "F14": "purpose noticePublished noticeRef providersEngaged viableProviders marketCapacity levelPlayingField"
    " priceIntelligence | noticeReason",
    "F15": "options criteria scores wholeLifeCost preferred sensitivity dissent scorers | totals",
    "F16": "modelSummary setting regulatedActivity capacity staffing pathway outcomeMeasures dependencies socialValue"
    " exitPrinciples | viableProviders",
    "F17": "oneOffRevenue capital annualRunCost termMonths wholeLifeCost unitCost benchmarkUnitCost vfmVariancePct savings"
    " paybackMonths inflation openBook preparedBy",
    "F18": "assessmentType screening screeningReason risks highResidual protectedGroups consulted signOffBy reviewDate",
    "F19": "panelDate panelSize verdict whatWeLike whatMustChange teamResponse facilitator",
}
