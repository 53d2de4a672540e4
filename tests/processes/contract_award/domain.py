"""DOMAIN 5.7 and 5.14: what `cip-contract-award` and its forms hold."""

from __future__ import annotations

#: Task -> form, SLA, groups. T604 stands twice: for the award and for its end. Who approves (T603) is worked out.
TASKS = {
    "T600_draftContract": ("F32", "10wd", "lcc-legal"),
    "T601_agreeMeasures": ("F33", "5wd", "bar-operations lcc-contract-manager"),
    "T602_checkExclusions": ("F28", "3wd", "lcc-procurement"),
    "T603_approveAward": ("F29", "3wd", ""),
    "T604_publishAwardNotice": ("F30", "2wd", "lcc-procurement"),
    "T604_publishTermination": ("F30", "2wd", "lcc-procurement"),
    "T605_handleChallenge": ("F31", "10wd", "lcc-legal"),
    "T606_barnardosSigns": ("F32", "5wd", "bar-director"),
    "T607_councilSigns": ("F32", "5wd", "lcc-authorised-signatory"),
    "T608_publishContractDetails": ("F30", "20wd", "lcc-procurement"),
}
STAGE = "award"
#: The rules of segregation of duty that tasks name.
DUTY = {
    "T602_checkExclusions": "SOD-01",
    "T603_approveAward": "SOD-01, SOD-02, SOD-03",
    "T604_publishAwardNotice": "SOD-01",
    "T604_publishTermination": "SOD-01",
    "T605_handleChallenge": "SOD-01",
    "T606_barnardosSigns": "SOD-04",
    "T607_councilSigns": "SOD-01, SOD-04",
    "T608_publishContractDetails": "SOD-01",
}
#: End events that end the process (side ends of a branch are not told here).
ENDS = {
    "End_contractSigned",
    "End_awardExcluded",
    "End_awardRedo",
    "End_reapprove",
    "End_awardAbandoned",
    "End_awardWithdrawn",
}
MESSAGES = {"brief.withdrawn", "challenge.received", "suspension.lifted"}
#: Boundary timers -> (what their expression must hold, whether they interrupt).
TIMERS = {
    "B_barnardosUnsigned": ("add working days(today(), 10)", False),
    "B_councilUnsigned": ("add working days(today(), 10)", False),
    "B_detailsLate": ("agreement.settings.contractDetailsAlertDays", False),
}
#: DOMAIN 5.14. F28 and F31 are told beside the procurement, which has them too.
FIELDS = {
    "F29": "recommendation supplier value valueWithinApproval deviation approvalOutcome approver reasons | valueForMoney",
    "F30": "noticeCode mandatory dueBy content ocdsPreview noticeId publishedAt standstill standstillEnds redactions",
    "F32": "contractRef template schedules startDate endDate extensionMonths valueExVat byDeed signatory signedOn signedFile",
    "F33": "kpis period results safeguardingIncidents staffVacancyPct spendToDate storyOfDifference validated rag",
}
