"""DOMAIN 5.6 and 5.14: what `cip-subcontract-procurement` and its forms hold."""

from __future__ import annotations

STAGE = "procurement"
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
