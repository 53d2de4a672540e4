"""What the paths through approval share: how it is called, who does what, and how a path of it is written."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes import answers as a
from tests.processes.approval import answers as b
from tests.processes.steps import Advance, Answering, Call, Do, Path, Send, Step, given, words

_CALLED = {
    "title": "Short breaks for disabled children at weekends",
    "brief": {"title": "Short breaks for disabled children at weekends"},
    "legalRegime": "PCR2015_CALLOFF",
    "valueIncVat": 1_500_000,
    "designLead": "ebanjo",
    "coLead": "ghale",
    "briefAuthor": "pnandra",
    "sessionCount": 4,
    "design": {},
    "funding": {"budgetStatus": "in-MTFS"},
    "externalFundingRequired": False,
    "budgetProvision": True,
    "wholeLifeValue": 1_200_000,
    "urgency": "routine",
    "panelDissent": False,
}


def called(**changes: Any) -> Call:
    """The lifecycle calls approval, with what a test wants otherwise."""
    return Call(lambda today: _CALLED | changes)


SMALL = called(wholeLifeValue=90_000)
KEY = called()
BIDDING = called(wholeLifeValue=90_000, externalFundingRequired=True)
ASSEMBLE = Do("T300_assembleBusinessCase", "ebanjo", given(b.f20))
SENSITIVE = Do("T300_assembleBusinessCase", "ebanjo", given(b.f20, policySensitive=True))
FINANCE = Do("T305_reviewFinance", "smerrick", given(b.review, "finance"))
LAW = Do("T306_reviewLegal", "jfenn", given(b.review, "legal"))
DIRECTOR = Do("T307_reviewBarnardos", "lfawcett", given(b.review, "barnardos"))
TRUSTEES = Do("T307_reviewBarnardos", "mkeane", given(b.review, "barnardos"))
RECOMMEND = Do("T308_boardRecommends", "nruddock", given(a.f08))
TO_HEAD = (ASSEMBLE, FINANCE, LAW, DIRECTOR, RECOMMEND)
NOTICE = (Do("T309_publishNotice", "nruddock", given(b.f22_notice)), Advance("E_noticeRuns"))
TO_DIRECTOR = (ASSEMBLE, LAW, TRUSTEES, FINANCE, RECOMMEND, *NOTICE)
SCRUTINY = Do("T310_recordScrutiny", "nruddock", given(b.f22_scrutiny))
TO_CABINET = (SENSITIVE, LAW, TRUSTEES, FINANCE, RECOMMEND, *NOTICE, SCRUTINY)
HEAD_DECIDES = Do("T311_takeDecision", "rthorne", given(b.f22))
DIRECTOR_DECIDES = Do("T311_takeDecision", "radeyemi", given(b.f22_with_lead_member))
CABINET_DECIDES = Do("T311_takeDecision", "nruddock", given(b.f22_with_conditions))
BID = Do("T301_decideToBid", "nruddock", given(b.bids))
PREPARE = Do("T302_prepareBid", "croe", given(b.f21))
SIGN = Do("T304_signOffBid", "smerrick", given(b.review, "bid"))
TO_FUNDER = (ASSEMBLE, BID, PREPARE, SIGN)


def resolves(answers: Answering) -> Do:
    return Do("T303_resolveFunding", "tkowal", answers)


FUNDER = Send("funder.decision", "croe", lambda today: {"reason": "Their letter of this morning."})


def calls_in(*steps: Step) -> tuple[Step, ...]:
    """A key decision of the director is called in, and then ..."""
    reason = {"reason": "Transport was not considered."}
    return (
        *TO_DIRECTOR,
        DIRECTOR_DECIDES,
        Send("decision.calledIn", "nruddock", lambda today: reason),
        *steps,
    )


def call_in_ends(outcome: str) -> Do:
    return Do("T312_recordCallIn", "nruddock", given(b.f22_called_in, callInOutcome=outcome))


def way(
    name: str, start: Call, steps: tuple[Step, ...], end: str, outcome: str, ways: str = "", passes: str = ""
) -> Path:
    """A path of this process."""
    return Path(
        name=f"approval: {name}",
        start=start,
        steps=steps,
        end=end,
        outcome=outcome,
        process="cip-approval",
        ways=words(" ".join(f"F3_{one}" for one in ways.split())),
        passes=words(passes),
    )


def _withdrawal(today: date) -> dict[str, Any]:
    return {"reason": "Superseded by the regional fostering hub."}


WITHDRAW = Send("brief.withdrawn", "ohartley", _withdrawal)
