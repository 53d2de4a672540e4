"""Ways that only answers which no form lets through can take: to the waits that stand behind the gateways."""

from __future__ import annotations

from tests.processes.brief_issue.strange import strange
from tests.processes.procurement import answers as a
from tests.processes.procurement.paths import (
    CHALLENGED,
    CLOSES,
    PACK,
    STRATEGY,
    TO_CLOSING,
    TWO,
    opens,
    scores,
    way,
)
from tests.processes.steps import Retry, words

BELOW_FORMS = (
    way(
        "pack and due diligence, award and challenge say what nobody expects",
        (
            STRATEGY,
            PACK,
            strange("T503_assureTenderPack", "dosei", a.f07_pack, outcome="shrug"),
            Retry("S_unexpectedPackOutcome", "fgreer", {"packOutcome": "agree"}, decider="dosei"),
            *TWO,
            CLOSES,
            opens(2),
            *scores(2),
            strange("T509_checkSupplier", "dosei", a.f28, result="perhaps"),
            Retry("S_unexpectedDueDiligence", "fgreer", {"ddResult": "clear"}, decider="dosei"),
            strange("T510_approveRecommendation", "ohartley", a.f29, approvalOutcome="later"),
            Retry("S_unexpectedSubAward", "fgreer", {"subAwardOutcome": "approve"}, decider="ohartley"),
            CHALLENGED,
            strange("T512_handleChallenge", "edunmore", a.f31, outcome="odd", receivedAt="2026-12-30"),
            Retry("S_unexpectedChallenge", "fgreer", {"challengeOutcome": "abandon"}, decider="edunmore"),
        ),
        "End_procurementStopped",
        "stopped",
        "F5_packUnexpected F5_packAgain F5_dueDiligenceUnexpected F5_dueDiligenceAgain F5_subAwardUnexpected"
        " F5_subAwardAgain F5_challengeUnexpected F5_challengeAgain",
    ),
    way(
        "the panel decides what nobody expects",
        (
            *TO_CLOSING,
            opens(0),
            strange("T506_decideNoBid", "rthorne", a.f26_decided, noBidDecision="wait"),
            Retry("S_unexpectedNoBidDecision", "fgreer", {"noBidDecision": "stop"}, decider="rthorne"),
        ),
        "End_procurementStopped",
        "stopped",
        "F5_noBidUnexpected F5_noBidAgain",
    ),
)
#: Nothing can lead there: a step right before the gateway counts, so the value is always a number.
UNREACHABLE = words(
    "F5_bidsReceivedUnexpected F5_bidsReceivedAgain S_unexpectedBidsReceived"
    " F5_bidsUnexpected F5_bidsAgain S_unexpectedBids"
    " F5_rankedUnexpected F5_rankedAgain S_unexpectedRankedLeft"
)
