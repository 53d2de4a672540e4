"""DOMAIN 5.2 and 5.14: what `cip-brief-issue` and its forms hold."""

from __future__ import annotations

#: Task -> form, SLA, groups; T109 stands twice, for refusal and for withdrawal.
TASKS = {
    "T101_analyseNeed": ("F02", "10wd", "lcc-data-analyst"),
    "T102_confirmFunding": ("F03", "5wd", "lcc-finance"),
    "T103_gatherLivedExperience": ("F04", "15wd", "participation-lead"),
    "T104_checkScope": ("F05", "5wd", "lcc-legal"),
    "T105_completeBrief": ("F06", "5wd", "lcc-commissioner"),
    "T106_checkQuality": ("F07", "3wd", "lcc-head-of-service"),
    "T107_boardDecides": ("F08", "20wd", "cip-board"),
    "T108_nominateTeam": ("F09", "5wd", "bar-partnership-manager lcc-commissioner"),
    "T109_recordRefusal": ("F37", "2wd", "lcc-head-of-service"),
    "T109_recordWithdrawal": ("F37", "2wd", "lcc-head-of-service"),
}
STAGE = "brief-issue"
#: The rules of segregation of duty that tasks name.
DUTY = {"T106_checkQuality": "SOD-05", "T107_boardDecides": "SOD-13"}
#: End events that end the process (side ends of a branch are not told here).
ENDS = {"End_issued", "End_outOfScope", "End_rejected", "End_withdrawn"}
MESSAGES = {"brief.withdrawn", "brief.issued", "handover.openCommissioning"}
#: Boundary timers -> (what their expression must hold, whether they interrupt).
TIMERS = {
    "B_evidenceLate": ("add working days(today(), 15)", False),
    "B_boardLate": ("add working days(today(), 20)", False),
}
#: DOMAIN 5.14, and what RULINGS 5 makes us ask besides (after the bar). `declarations` is a table to read, without a key.
FIELDS = {
    "F01": "title needSummary serviceArea cohort estimatedChildren trigger urgency urgencyReason indicativeAnnualCost"
    " targetLiveDate sponsor",
    "F02": "dataPeriod currentDemand forecastDemand3y inCountyPct avgWeeklyCost currentProviders sufficiencyGap dataSources"
    " suppressionChecked attachments",
    "F03": "budgetStatus costCentre annualCeiling wholeLifeCeiling capitalRequired externalFundingRequired coInvestment"
    " savingsTarget vatTreatment financeComment",
    "F04": "sessionDate method participants ageBands consentRecorded themes youSaid weDid payment safeguardingConcern"
    " artefacts",
    "F05": "withinScope withinTerm cumulativeValueBefore ceilingHeadroom healthElement lightTouchCpv estimatedValueIncVat"
    " legalRegime subsidyScreen advice",
    "F06": "briefRef title problemStatement outcomes cohort inScope outOfScope constraints funding evidencePack"
    " questionsForTeam skillsNeeded designDeadline marketEngagement coDesignDays | leadOrganisation publishPlanning competed",
    "F07": "reviewType outcome conditions reasons checklist conflictConfirmed attachments",
    "F08": "meetingDate decisionType quorum quorumMet outcome deferTo conditions reworkScope votes minute minuteFile"
    " | fundDeadline",
    "F09": "organisation members designLead coLead changeReason restrictions | declarant",
    "F10": "briefRef declaration interestType interestDetail organisationConcerned startDate statement",
    "F11": "rating unfairAdvantage mitigations residual assessmentReviewed ethicalWall approverNote | mitigationPossible"
    " restrictions designsAndPrices barnardosAdvice",
    "F37": "stopReason authorisedBy openCommitments youngPeopleTold lessons retentionClass",
}
