"""Ways through approval that only answers which no form lets through, or values that no step gives, can take."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tests.processes import answers as a
from tests.processes.approval import answers as b
from tests.processes.approval.legs import (
    ASSEMBLE,
    FINANCE,
    FUNDER,
    LAW,
    NOTICE,
    PREPARE,
    RECOMMEND,
    TRUSTEES,
    called,
    way,
)
from tests.processes.steps import Correct, Do, Retry, Send, given, words


def strange(element: str, who: str, answers: Any, *more: Any, **changes: Any) -> Do:
    """Answers that no form lets through; nothing makes dates of what they say, so days are dates already."""

    def said(today: date) -> dict[str, Any]:
        answered = dict(answers(today, *more, **changes))
        return answered | {name: today for name in ("meetingDate", "decisionDate") if name in answered}

    return Do(element, who, said, unchecked=True)


BELOW_FORMS = (
    way(
        "every wait for a value on the way to the money",
        called(externalFundingRequired=None, wholeLifeValue=90_000),
        (
            ASSEMBLE,
            Retry("S_unexpectedExternalFunding", "fgreer", {"externalFundingRequired": True}),
            strange(
                "T301_decideToBid",
                "nruddock",
                b.bids,
                outcome="extend",
                fundDeadline=datetime(2027, 1, 29, 17, tzinfo=UTC),
            ),
            Retry("S_unexpectedBid", "fgreer", {"bidOutcome": "approve"}, decider="nruddock"),
            PREPARE,
            strange("T304_signOffBid", "smerrick", b.review, "bid", outcome="shrug"),
            Retry("S_unexpectedBidSigned", "fgreer", {"bidReview": "agree"}, decider="smerrick"),
            FUNDER,
            Do(
                "T303_resolveFunding",
                "tkowal",
                given(b.f21_gap, outcome="refused", amountAwarded=None, gapResolution="borrow"),
                unchecked=True,
            ),
            Retry("S_unexpectedAfterFunding", "fgreer", {"gapResolution": "stop"}, decider="tkowal"),
        ),
        "End_approvalRejected",
        "rejected",
        "fundingUnexpected fundingAgain bidUnexpected bidAgain signUnexpected signAgain"
        " gapUnexpected gapAgain",
    ),
    way(
        "every wait for a value on the way to the decision",
        called(),
        (
            ASSEMBLE,
            LAW,
            TRUSTEES,
            strange("T305_reviewFinance", "smerrick", b.review, "finance", outcome="shrug"),
            Retry("S_unexpectedReviews", "fgreer", {"reviewVerdict": "agree"}),
            strange("T308_boardRecommends", "nruddock", a.f08, outcome="extend"),
            Retry("S_unexpectedRecommendation", "fgreer", {"recommendation": "approve"}, decider="nruddock"),
            NOTICE[0],
            Correct("fgreer", {"preScrutiny": None}),
            NOTICE[1],
            Retry("S_unexpectedPreScrutiny", "fgreer", {"preScrutiny": False}),
            Correct("fgreer", {"callIn": None}),
            strange("T311_takeDecision", "radeyemi", b.f22_with_lead_member, decision="shrug"),
            Retry("S_unexpectedDecision", "fgreer", {"executiveDecision": "approve"}, decider="radeyemi"),
            Retry("S_unexpectedCallIn", "fgreer", {"callIn": False}),
        ),
        "End_approved",
        "approved",
        "reviewsUnexpected reviewsAgain boardUnexpected boardAgain scrutinyUnexpected scrutinyAgain decisionUnexpected"
        " decisionAgain callInUnexpected callInAgain",
    ),
    way(
        "a call-in whose outcome nobody expects",
        called(),
        (
            ASSEMBLE,
            LAW,
            TRUSTEES,
            FINANCE,
            RECOMMEND,
            *NOTICE,
            Do("T311_takeDecision", "radeyemi", given(b.f22_with_lead_member)),
            Send("decision.calledIn", "nruddock", lambda today: {"reason": "Transport was not considered."}),
            strange("T312_recordCallIn", "nruddock", b.f22_called_in, callInOutcome="shrug"),
            Retry(
                "S_unexpectedCallInOutcome",
                "fgreer",
                {"callInOutcome": "no-further-action"},
                decider="nruddock",
            ),
        ),
        "End_approved",
        "approved",
        "outcomeUnexpected outcomeAgain callInNothing",
    ),
)
#: Nothing can lead there: the decision table, one step before, says of every case whether it is a key decision.
UNREACHABLE = words("F3_keyUnexpected F3_keyAgain S_unexpectedKeyDecision")
