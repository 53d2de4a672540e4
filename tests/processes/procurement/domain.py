"""DOMAIN 5.6 and 5.14: what `cip-subcontract-procurement` and its forms hold."""

from __future__ import annotations

#: T505 stands twice: the opening, and what Legal decides about a late bid.
TASKS = {
    "T501_agreeSourcing": ("F25", "5wd", "bar-procurement"),
    "T502_prepareTenderPack": ("F25", "10wd", "bar-procurement"),
    "T503_assureTenderPack": ("F07", "3wd", "lcc-procurement"),
    "T504_answerClarifications": ("F26", "2wd", "bar-procurement"),
    "T505_openBids": ("F26", "2wd", "bar-procurement"),
    "T505_approveLateBid": ("F26", "2wd", "lcc-legal"),
    "T506_decideNoBid": ("F26", "5wd", "lcc-delivery-panel"),
    "T507_scoreBids": ("F27", "10wd", ""),
    "T508_moderateScores": ("F27", "5wd", "evaluation-chair"),
    "T509_checkSupplier": ("F28", "5wd", "bar-procurement lcc-procurement"),
    "T510_approveRecommendation": ("F29", "3wd", "lcc-head-of-service"),
    "T511_signSubContract": ("F32", "5wd", "bar-director"),
    "T512_handleChallenge": ("F31", "10wd", "bar-legal lcc-legal"),
}
STAGE = "procurement"
DUTY = {
    "T503_assureTenderPack": "SOD-01",
    "T505_openBids": "SOD-08",
    "T506_decideNoBid": "SOD-01",
    "T510_approveRecommendation": "SOD-01, SOD-03",
    "T511_signSubContract": "SOD-03",
}
ENDS = {"End_subContractAwarded", "End_noBids", "End_procurementStopped", "End_procurementWithdrawn"}
MESSAGES = {"brief.withdrawn", "clarification.asked", "scope.changed", "challenge.received"}
TIMERS = {
    "B_noBidsYet": ("answersUntil", False),
    "B_answersFrozen": ("answersUntil", True),
}
#: DOMAIN 5.14, and what a gateway or the evaluation needs besides (after the bar).
FIELDS = {
    "F25": "procedure justification lots priceQuality evaluators tenderDays flowDown documents opensAt closesAt"
    " | criteria chair",
    "F26": "clarifications bids openedBy compliantBids lateAccepted noBidDecision noBidReason"
    " | lateBids lateReason newClosesAt",
    "F27": "evaluator scores conflictConfirmed individualLocked moderatedScores priceScore ranking minorityView",
    "F28": "supplier associatedPersons mandatoryGrounds discretionaryGrounds debarmentListChecked selfCleaning"
    " financialStanding insurances ofstedCheck safeguardingCheck result",
    "F31": "receivedAt challenger inStandstill proceedingsIssued grounds response responseDue outcome privileged",
}
