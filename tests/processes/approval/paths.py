"""Named ways through approval: every end state, every timer and message, every way out of every gateway."""

from __future__ import annotations

from tests.processes import answers as a
from tests.processes.approval import answers as b
from tests.processes.approval.funding import (
    BID_REWORK,
    FUNDED,
    MISSED,
    NOT_BID,
    NOT_SIGNED,
    PART_FUNDED,
    REFUSED,
    WITHDRAWN_BID,
)
from tests.processes.approval.legs import (
    ASSEMBLE,
    BIDDING,
    CABINET_DECIDES,
    DIRECTOR_DECIDES,
    FINANCE,
    HEAD_DECIDES,
    KEY,
    LAW,
    NOTICE,
    RECOMMEND,
    SCRUTINY,
    SENSITIVE,
    SMALL,
    TO_DIRECTOR,
    TO_HEAD,
    TRUSTEES,
    WITHDRAW,
    call_in_ends,
    called,
    calls_in,
    way,
)
from tests.processes.steps import Advance, Correct, Do, Retry, Send, given

SMALL_APPROVED = way(
    "a small service within policy",
    SMALL,
    (*TO_HEAD, HEAD_DECIDES),
    "End_approved",
    "approved",
    "noFunding reviewsAgree boardApproves notKey noScrutiny decisionApproved noCallIn",
)
LONG_WAY = way(
    "the long way to the Cabinet",
    KEY,
    (
        ASSEMBLE,
        LAW,
        Do("T307_reviewBarnardos", "mkeane", given(b.sent_back, "barnardos")),
        Do("T305_reviewFinance", "smerrick", given(b.with_condition, "finance")),
        SENSITIVE,
        Do("T306_reviewLegal", "dosei", given(b.review, "legal")),
        Do("T305_reviewFinance", "smerrick", given(b.with_condition, "finance")),
        TRUSTEES,
        Do("T308_boardRecommends", "nruddock", given(a.f08_deferred)),
        Advance("E_recommendationDeferred"),
        Do("T308_boardRecommends", "nruddock", given(a.f08_with_conditions)),
        *NOTICE,
        SCRUTINY,
        Do("T311_takeDecision", "nruddock", given(b.f22_deferred)),
        Advance("E_decisionDeferred"),
        Advance("B_decisionLate"),
        CABINET_DECIDES,
        Advance("E_callInEnds"),
    ),
    "End_approved",
    "approved",
    "noFunding reviewsReturn reviewsAgree boardDefers boardApproves key scrutinyFirst decisionDeferred decisionApproved"
    " callInPossible",
    "E_noticeRuns S_tellOfLateDecision End_decisionLate E_callInEnds",
)
EXCEPTION = way(
    "a statutory duty that is not met",
    called(urgency="statutory-gap"),
    (
        ASSEMBLE,
        LAW,
        TRUSTEES,
        FINANCE,
        RECOMMEND,
        *NOTICE,
        Do("T311_takeDecision", "nruddock", given(b.f22)),
        Advance("E_callInEnds"),
    ),
    "End_approved",
    "approved",
    "key noScrutiny",
)
DECISION_REJECTED = way(
    "the head of service decides against it",
    SMALL,
    (*TO_HEAD, Do("T311_takeDecision", "ohartley", given(b.f22, decision="reject"))),
    "End_decisionRejected",
    "rejected",
    "decisionRejected",
)
DECISION_REWORK = way(
    "the head of service wants rework",
    SMALL,
    (*TO_HEAD, Do("T311_takeDecision", "ohartley", given(b.f22_rework))),
    "End_decisionRework",
    "rework",
    "decisionRework",
)
CALLED_IN = way(
    "called in for nothing",
    KEY,
    calls_in(call_in_ends("no-further-action")),
    "End_approved",
    "approved",
    "callInPossible callInNothing",
)
REFERRED_BACK = way(
    "called in and decided again",
    KEY,
    calls_in(call_in_ends("refer-back"), DIRECTOR_DECIDES),
    "End_approved",
    "approved",
    "callInPossible referredBack noCallIn",
)
TO_COUNCIL = way(
    "called in, and full council comments",
    KEY,
    calls_in(
        call_in_ends("refer-to-council"),
        Send("council.comments", "nruddock", lambda today: {"reason": "Council asks for a bus."}),
        Do("T311_takeDecision", "radeyemi", given(b.f22_with_lead_member, decision="reject")),
    ),
    "End_decisionRejected",
    "rejected",
    "referredToCouncil commented decisionRejected",
    "E_councilComments",
)
SILENT_COUNCIL = way(
    "called in, and full council says nothing",
    KEY,
    calls_in(call_in_ends("refer-to-council"), Advance("E_councilSilent"), DIRECTOR_DECIDES),
    "End_approved",
    "approved",
    "referredToCouncil silence noCallIn",
    "E_councilSilent",
)
WITHDRAWN = way(
    "withdrawn during the reviews",
    SMALL,
    (ASSEMBLE, LAW, WITHDRAW),
    "End_approvalWithdrawn",
    "withdrawn",
    "notOnForwardPlan",
)
WITHDRAWN_PLANNED = way(
    "withdrawn when it stands on the forward plan",
    KEY,
    (*TO_DIRECTOR[:-1], WITHDRAW),
    "End_approvalWithdrawn",
    "withdrawn",
    "onForwardPlan",
    "S_publishCorrection S_askForCorrection",
)
WITHDRAWN_CORRECTED = way(
    "withdrawn, and nobody knows whether it was on the forward plan",
    BIDDING,
    (
        ASSEMBLE,
        Correct("fgreer", {"forwardPlanned": None}),
        WITHDRAW,
        Retry("S_unexpectedForwardPlan", "fgreer", {"forwardPlanned": False}),
    ),
    "End_approvalWithdrawn",
    "withdrawn",
    "planUnexpected planAgain notOnForwardPlan",
)

PATHS = (
    SMALL_APPROVED,
    LONG_WAY,
    EXCEPTION,
    FUNDED,
    PART_FUNDED,
    REFUSED,
    MISSED,
    NOT_SIGNED,
    NOT_BID,
    BID_REWORK,
    DECISION_REJECTED,
    DECISION_REWORK,
    CALLED_IN,
    REFERRED_BACK,
    TO_COUNCIL,
    SILENT_COUNCIL,
    WITHDRAWN,
    WITHDRAWN_BID,
    WITHDRAWN_PLANNED,
    WITHDRAWN_CORRECTED,
)
