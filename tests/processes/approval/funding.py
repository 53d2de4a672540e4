"""Named ways through approval when the money has to come from outside."""

from __future__ import annotations

from tests.processes import answers as a
from tests.processes.approval import answers as b
from tests.processes.approval.legs import (
    ASSEMBLE,
    BID,
    BIDDING,
    DIRECTOR,
    FINANCE,
    FUNDER,
    HEAD_DECIDES,
    LAW,
    PREPARE,
    RECOMMEND,
    SIGN,
    TO_FUNDER,
    WITHDRAW,
    resolves,
    way,
)
from tests.processes.steps import Advance, Do, given

FUNDED = way(
    "a bid that is sent back once, and a funder who is slow but gives all of it",
    BIDDING,
    (
        ASSEMBLE,
        Do("T301_decideToBid", "nruddock", given(a.f08_deferred)),
        Advance("E_bidDeferred"),
        BID,
        PREPARE,
        Do("T304_signOffBid", "smerrick", given(b.sent_back, "bid")),
        Do("T302_prepareBid", "pnandra", given(b.f21, amountSought="200000")),
        SIGN,
        Advance("B_funderSilent"),
        Advance("B_funderSilent"),
        Advance("B_funderLate"),
        FUNDER,
        resolves(given(b.f21_gap, outcome="awarded", amountAwarded="200000", gapResolution=None)),
        FINANCE,
        LAW,
        DIRECTOR,
        RECOMMEND,
        HEAD_DECIDES,
    ),
    "End_approved",
    "approved",
    "fundingNeeded bidDefer bidYes bidReturned bidAgreed fundingProceeds",
    "E_submitBid S_remindOfFunder End_funderReminded End_funderLate",
)
PART_FUNDED = way(
    "part of the money, other money for the rest, and a review that refuses",
    BIDDING,
    (
        *TO_FUNDER,
        FUNDER,
        resolves(given(b.f21_gap)),
        LAW,
        DIRECTOR,
        Do("T305_reviewFinance", "smerrick", given(b.refused, "finance")),
    ),
    "End_approvalRejected",
    "rejected",
    "bidAgreed fundingProceeds reviewsRefuse",
)
REFUSED = way(
    "a funder who refuses, other money, and a board that rejects",
    BIDDING,
    (
        *TO_FUNDER,
        FUNDER,
        resolves(given(b.f21_gap, outcome="refused", amountAwarded=None)),
        FINANCE,
        LAW,
        DIRECTOR,
        Do("T308_boardRecommends", "nruddock", given(a.f08_rejected)),
    ),
    "End_approvalRejected",
    "rejected",
    "fundingProceeds boardRejects",
)
MISSED = way(
    "a bid that misses its deadline, and a board that wants rework",
    BIDDING,
    (
        ASSEMBLE,
        BID,
        Advance("B_bidDeadline"),
        resolves(given(b.no_bid)),
        FINANCE,
        LAW,
        DIRECTOR,
        Do("T308_boardRecommends", "nruddock", given(a.f08_rework)),
    ),
    "End_approvalRework",
    "rework",
    "bidMissed fundingProceeds boardRework",
    "S_noteMissedBid",
)
NOT_SIGNED = way(
    "a bid that is not signed off, and a smaller service",
    BIDDING,
    (
        ASSEMBLE,
        BID,
        PREPARE,
        Do("T304_signOffBid", "smerrick", given(b.refused, "bid")),
        resolves(given(b.no_bid, gapResolution="rescope")),
    ),
    "End_approvalRework",
    "rework",
    "bidRefused fundingRescope",
)
NOT_BID = way(
    "no bid and no other money",
    BIDDING,
    (
        ASSEMBLE,
        Do("T301_decideToBid", "nruddock", given(a.f08_rejected)),
        resolves(given(b.no_bid, gapResolution="stop")),
    ),
    "End_approvalRejected",
    "rejected",
    "bidNo fundingStop",
)
BID_REWORK = way(
    "the board wants rework before any bid",
    BIDDING,
    (ASSEMBLE, Do("T301_decideToBid", "nruddock", given(a.f08_rework))),
    "End_approvalRework",
    "rework",
    "bidRework fundingRescope",
)
WITHDRAWN_BID = way(
    "withdrawn while the funder thinks", BIDDING, (*TO_FUNDER, WITHDRAW), "End_approvalWithdrawn", "withdrawn"
)
