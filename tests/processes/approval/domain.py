"""DOMAIN 5.4 and 5.14: what `cip-approval` and its forms hold."""

from __future__ import annotations

#: Task -> form, SLA, groups. Who takes the decision (T311) comes from the decision table.
TASKS = {
    "T300_assembleBusinessCase": ("F20", "10wd", "design-lead"),
    "T301_decideToBid": ("F08", "5wd", "cip-board"),
    "T302_prepareBid": ("F21", "15wd", "bar-partnership-manager lcc-commissioner"),
    "T303_resolveFunding": ("F21", "5wd", "lcc-finance"),
    "T304_signOffBid": ("F07", "3wd", "lcc-s151"),
    "T305_reviewFinance": ("F07", "5wd", "lcc-s151"),
    "T306_reviewLegal": ("F07", "5wd", "lcc-legal lcc-procurement"),
    "T307_reviewBarnardos": ("F07", "10wd", "bar-trustee-committee bar-director"),
    "T308_boardRecommends": ("F08", "20wd", "cip-board"),
    "T309_publishNotice": ("F22", "2wd", "lcc-democratic-services"),
    "T310_recordScrutiny": ("F22", "20wd", "lcc-democratic-services"),
    "T311_takeDecision": ("F22", "5wd", ""),
    "T312_recordCallIn": ("F22", "10wd", "lcc-democratic-services"),
}
STAGE = "approval"
#: The rules of segregation of duty that tasks name.
DUTY = {
    "T301_decideToBid": "SOD-13",
    "T304_signOffBid": "SOD-06",
    "T305_reviewFinance": "SOD-06",
    "T308_boardRecommends": "SOD-13",
    "T311_takeDecision": "SOD-02",
}
#: End events that end the process (side ends of a branch are not told here).
ENDS = {
    "End_approved",
    "End_approvalRework",
    "End_decisionRework",
    "End_approvalRejected",
    "End_decisionRejected",
    "End_approvalWithdrawn",
}
MESSAGES = {"brief.withdrawn", "bid.submitted", "funder.decision", "decision.calledIn", "council.comments"}
#: Boundary timers -> (what their expression must hold, whether they interrupt).
TIMERS = {
    "B_bidDeadline": ("fundDeadline - duration", True),
    "B_funderSilent": ("agreement.settings.funderReminderDays", False),
    "B_funderLate": ("agreement.settings.funderEscalationDays", False),
    "B_decisionLate": ("agreement.settings.decisionLateWorkingDays", False),
}
#: DOMAIN 5.14, and what RULINGS 5 makes us ask besides (after the bar).
FIELDS = {
    "F20": "strategicCase economicCase commercialCase financialCase managementCase wholeLifeValue policySensitive"
    " budgetProvision risks signoffLcc signoffBarnardos signoffReason attachments",
    "F21": "fund applicant amountSought matchFunding deadline s151Approval submittedRef outcome amountAwarded gapResolution",
    "F22": "authority keyDecision forwardPlanDate exemptPart2 scrutinyDate scrutinyComments decision decisionDate reasons"
    " alternatives leadMemberConsulted publishedDate calledInBy callInOutcome | conditions reworkScope deferTo interests",
}
