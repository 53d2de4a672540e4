"""Named ways through a procurement: every end state, timer and message, every way out of every gateway."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes.procurement import answers as a
from tests.processes.steps import Advance, Bid, Call, Correct, Do, Path, Retry, Send, Step, given, words

PROCESS = "cip-subcontract-procurement"


def called(today: date) -> dict[str, Any]:
    """What the lifecycle hands over."""
    return {
        "title": "Short breaks for disabled children at weekends",
        "brief": {"title": "Short breaks for disabled children at weekends"},
        "legalRegime": "PCR2015_CALLOFF",
        "valueIncVat": 1_500_000,
        "designLead": "ebanjo",
        "coLead": "ghale",
        "briefAuthor": "pnandra",
        "sessionCount": 1,
        "design": {},
        "confirmedRoute": "SUBCONTRACT",
        "lots": [],
        "approvedWholeLifeValue": 1_250_000,
        "regulatedActivity": True,
    }


STRATEGY = Do("T501_agreeSourcing", "vmarsh", given(a.f25))
PACK = Do("T502_prepareTenderPack", "vmarsh", given(a.f25_pack))
ASSURED = Do("T503_assureTenderPack", "dosei", given(a.f07_pack))
CLOSES = Advance("E_biddingCloses")
TO_CLOSING = (STRATEGY, PACK, ASSURED, CLOSES)
ONE = (Bid("vmarsh", a.SUPPLIERS[0]),)
TWO = (*ONE, Bid("kbanks", a.SUPPLIERS[1]))


def box(*bids: Bid) -> tuple[Step, ...]:
    """Up to the closing time, with these bids in the box."""
    return (STRATEGY, PACK, ASSURED, *bids, CLOSES)


CHECKED = Do("T509_checkSupplier", "dosei", given(a.f28))
EXCLUDED = Do("T509_checkSupplier", "kbanks", given(a.f28_excluded))
APPROVED = Do("T510_approveRecommendation", "ohartley", given(a.f29))
SIGNED = Do("T511_signSubContract", "lfawcett", given(a.f32))
STANDSTILL = Advance("E_standstillEnds")
QUESTION = Send("clarification.asked", "vmarsh", lambda today: {"reason": "Is transport part of the price?"})
ANSWERED = Do("T504_answerClarifications", "kbanks", given(a.f26_clarified))
CHALLENGED = Send("challenge.received", "edunmore", lambda today: {"reason": "Alder Homes disputes a score."})
OPENED = "F5_packAgreed F5_scopeSame "
WAITED = "F5_wait F5_questions "
END = "End_subContractAwarded"


def opens(bids: int, **changes: Any) -> Do:
    return Do("T505_openBids", "kbanks", given(a.f26_opened, bids, **changes), second="vmarsh")


def scores(bids: int) -> tuple[Step, ...]:
    """Every evaluator, then the chair, for so many bids."""
    bidders = a.SUPPLIERS[:bids]
    each = [Do("T507_scoreBids", who, given(a.f27, bidders)) for who in a.EVALUATORS]
    return (*each, moderates(bids))


def moderates(bids: int) -> Do:
    return Do("T508_moderateScores", a.CHAIR, given(a.f27_moderated, a.SUPPLIERS[:bids]))


def decides(decision: str) -> Do:
    return Do("T506_decideNoBid", "rthorne", given(a.f26_decided, decision))


def refused(outcome: str) -> Do:
    return Do("T510_approveRecommendation", "ohartley", given(a.f29_not, outcome))


def handles(outcome: str) -> Do:
    return Do("T512_handleChallenge", "sabara", given(a.f31, outcome))


def way(
    name: str,
    steps: tuple[Step, ...],
    end: str,
    outcome: str,
    ways: str,
    passes: str = "",
) -> Path:
    return Path(
        name=f"procurement: {name}",
        start=Call(called),
        steps=steps,
        end=end,
        outcome=outcome,
        process=PROCESS,
        ways=words(ways),
        passes=words(passes),
    )


AWARDED = way(
    "awarded at once",
    (*box(*TWO), opens(2), *scores(2), CHECKED, APPROVED, STANDSTILL, SIGNED),
    END,
    "awarded",
    OPENED + WAITED + "F5_bidsIn F5_severalBids F5_clear F5_awardApproved",
    "S_countBids End_bidsReceived End_answersFrozen S_recordScores S_registerSubContract",
)
LONG_WAY = way(
    "awarded the long way round",
    (
        STRATEGY,
        PACK,
        Do("T503_assureTenderPack", "dosei", given(a.f07_pack_returned)),
        PACK,
        ASSURED,
        QUESTION,
        ANSWERED,
        Send("scope.changed", "dosei", lambda today: {"reason": "Two more places are needed at weekends."}),
        PACK,
        ASSURED,
        *TWO,
        QUESTION,
        Advance("B_answersFrozen"),
        CLOSES,
        opens(2, late=True),
        Do("T505_approveLateBid", "jfenn", given(a.f26_late)),
        *scores(3),
        EXCLUDED,  # the late bid was the cheapest
        CHECKED,
        refused("return"),
        moderates(3),
        EXCLUDED,
        CHECKED,
        APPROVED,
        CHALLENGED,
        handles("rejected"),
        CHALLENGED,
        handles("re-evaluate"),
        *scores(3),
        CHECKED,
        APPROVED,
        STANDSTILL,
        CHALLENGED,
        handles("re-award"),
        CHECKED,
        APPROVED,
        STANDSTILL,
        SIGNED,
    ),
    END,
    "awarded",
    OPENED
    + WAITED
    + "F5_packReturned F5_scopeChanged F5_bidsIn F5_severalBids F5_excluded F5_anotherSupplier F5_clear F5_awardReturned"
    " F5_awardApproved F5_challengeRejected F5_reEvaluate F5_reAward",
    "B_lateBid B_answersFrozen End_answerUnfinished End_scopeChanged S_resumeStandstill S_countRound",
)
LATE_REFUSED = way(
    "a late bid stays out",
    (
        *box(*ONE),
        opens(1, late=True),
        Do("T505_approveLateBid", "edunmore", given(a.f26_late, lateAccepted=False)),
        *scores(1),
        CHECKED,
        Do("T510_approveRecommendation", "ohartley", given(a.f29_single)),
        STANDSTILL,
        SIGNED,
    ),
    END,
    "awarded",
    OPENED + "F5_oneBid F5_clear F5_awardApproved",
    "B_lateBid",
)
NO_BIDS = way(
    "no bid, more time, tendered again, revised",
    (
        *TO_CLOSING,
        opens(0),
        decides("extend"),
        CLOSES,
        opens(0),
        decides("re-tender"),
        PACK,
        ASSURED,
        CLOSES,
        opens(0),
        decides("revise-spec"),
    ),
    "End_noBids",
    "no-bids",
    OPENED + "F5_noBidsYet F5_noCompliantBid F5_extend F5_reTender F5_closeNoBids",
    "S_warnNoBids End_noBidsWarned S_recordNoBidDecision",
)
DIRECT = way(
    "the only supplier is excluded, then a direct award",
    (*box(*ONE), opens(1), *scores(1), EXCLUDED, decides("direct")),
    "End_noBids",
    "no-bids",
    OPENED + "F5_oneBid F5_excluded F5_noneLeft F5_closeNoBids",
)
STOPPED = way(
    "refused and stopped",
    (*box(*TWO), opens(2), *scores(2), CHECKED, refused("refuse"), decides("stop")),
    "End_procurementStopped",
    "stopped",
    OPENED + "F5_awardRefused F5_stop",
)
ABANDONED = way(
    "abandoned after a challenge",
    (*box(*TWO), opens(2), *scores(2), CHECKED, APPROVED, CHALLENGED, handles("abandon")),
    "End_procurementStopped",
    "stopped",
    "F5_abandon",
)
WITHDRAWN = way(
    "withdrawn while bids come in",
    (
        STRATEGY,
        PACK,
        ASSURED,
        QUESTION,
        Send("brief.withdrawn", "ohartley", lambda today: {"reason": "The need is met by the regional hub."}),
    ),
    "End_procurementWithdrawn",
    "withdrawn",
    "F5_packAgreed",
)
CORRECTED = way(
    "governance mends whether the scope changed",
    (
        STRATEGY,
        PACK,
        ASSURED,
        Correct("fgreer", {"scopeChanged": None}),
        CLOSES,
        Retry("S_unexpectedScopeChanged", "fgreer", {"scopeChanged": False}),
        opens(0),
        decides("stop"),
    ),
    "End_procurementStopped",
    "stopped",
    "F5_scopeUnexpected F5_scopeAgain F5_noCompliantBid F5_stop",
)
PATHS = (AWARDED, LONG_WAY, LATE_REFUSED, NO_BIDS, DIRECT, STOPPED, ABANDONED, WITHDRAWN, CORRECTED)
