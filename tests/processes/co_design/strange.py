"""Ways that only answers which no form lets through can take: to the waits that stand behind the gateways."""

from __future__ import annotations

from typing import Any

from tests.processes.approval.strange import strange
from tests.processes.co_design import answers as c
from tests.processes.co_design.moves import (
    BARNARDOS_SIGNS,
    DISCOVER,
    EQUALITY,
    LOW_RISK,
    MODEL,
    OPTIONS,
    PLAN,
    SAFEGUARDING,
)
from tests.processes.co_design.paths import path
from tests.processes.steps import Advance, Do, Retry, Step, words


def mends(element: str, decider: str, **variables: Any) -> Step:
    return Retry(element, "fgreer", variables, decider=decider)


def full(who: str) -> Any:
    return lambda today, **changes: c.f18_full(today, who, **changes)


BELOW_FORMS = (
    path(
        "team, board, panel and leads say what nobody expects",
        (
            PLAN,
            *DISCOVER,
            strange("T205_defineProblem", "rgill", c.f13_defined, briefStillRight="perhaps"),
            mends("S_unexpectedBriefStillRight", "rgill", briefStillRight="change-needed"),
            strange("T206_decideChange", "nruddock", c.f08_change, outcome="rework"),
            mends("S_unexpectedChangeDecision", "nruddock", changeOutcome="reject"),
            OPTIONS,
            MODEL,
            Do("T209_buildFinance", "tkowal", c.f17),
            EQUALITY,
            SAFEGUARDING,
            LOW_RISK,
            strange("T213_panelReviews", "kvance", c.f19, verdict="maybe"),
            mends("S_unexpectedPanel", "kvance", verdict="endorse"),
            BARNARDOS_SIGNS,
            strange("T214_jointSignoff", "ghale", lambda today, **more: more, signoffLcc="later"),
            Retry(
                "S_unexpectedSignoff",
                "fgreer",
                {
                    "signoffs": [
                        {"organisation": each, "choice": "submit", "reason": None, "by": "x"}
                        for each in ("LCC", "BARNARDOS")
                    ]
                },
                decider="ebanjo",
            ),
        ),
        "End_submitted",
        "submitted",
        ways="F2_stillUnexpected F2_stillMended F2_changeUnexpected F2_changeMended F2_panelUnexpected F2_panelMended"
        " F2_signoffUnexpected F2_signoffMended",
    ),
    path(
        "the board gives neither more time nor an end",
        (
            PLAN,
            Advance("Start_designTimeOver"),
            strange("T215_decideMoreTime", "nruddock", c.f08_time, outcome="approve"),
            mends("S_unexpectedMoreTime", "nruddock", timeOutcome="stop"),
        ),
        "End_designStopped",
        "stopped",
        ways="F2_timeUnexpected F2_timeMended F2_timeStopped",
    ),
)
#: Nothing can lead there: these are worked out one step before, as true, false or a count; and what cannot be compared or
#: counted stops at the gateway itself, with an incident. `EventSub_designTime` begins and is never over by itself: the board
#: gives more time again, or stops the work, or the design is submitted.
UNREACHABLE = words(
    "EventSub_designTime"
    " F2_passUnexpected F2_passMended S_unexpectedFirstPass"
    " F2_benchmarkUnexpected F2_benchmarkMended S_unexpectedBenchmark"
    " F2_riskUnexpected F2_riskMended S_unexpectedHighResidual"
    " F2_limitUnexpected F2_limitMended S_unexpectedSignoffLimit"
)
