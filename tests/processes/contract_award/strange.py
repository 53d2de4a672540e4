"""Ways that only answers which no form lets through can take: to the waits that stand behind the gateways."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.processes.contract_award import answers as a
from tests.processes.contract_award.paths import ANNOUNCED, CHALLENGED, DRAFT, MEASURES, TERMINATE, way
from tests.processes.steps import Do, Retry, given, words

#: Below the forms a moment is no text any more.
RECEIVED = datetime(2026, 11, 20, 9, tzinfo=UTC)


def strange(element: str, who: str, answers: Any, **changes: Any) -> Do:
    """Answers that no form lets through."""
    return Do(element, who, given(answers, **changes), unchecked=True)


BELOW_FORMS = (
    way(
        "check and approver say what nobody expects",
        (
            DRAFT,
            MEASURES,
            strange("T602_checkExclusions", "dosei", a.f28, result="perhaps"),
            Retry("S_unexpectedFinalCheck", "fgreer", {"finalCheck": "clear"}, decider="dosei"),
            strange("T603_approveAward", "radeyemi", a.f29, approvalOutcome="shrug", value=420_000),
            Retry("S_unexpectedAwardDecision", "fgreer", {"awardDecision": "refuse"}, decider="radeyemi"),
        ),
        "End_awardAbandoned",
        "abandoned",
        "F6_checkUnexpected F6_checkAgain F6_decisionUnexpected F6_decisionAgain F6_refused",
    ),
    way(
        "a challenge with answers that nobody expects",
        (
            *ANNOUNCED,
            CHALLENGED,
            strange(
                "T605_handleChallenge",
                "jfenn",
                a.f31,
                receivedAt=RECEIVED,
                outcome="odd",
                proceedingsIssued=None,
            ),
            Retry("S_unexpectedAwardChallenge", "fgreer", {"challengeOutcome": "rejected"}, decider="jfenn"),
            Retry("S_unexpectedAwardProceedings", "fgreer", {"proceedingsIssued": False}, decider="jfenn"),
            CHALLENGED,
            Do("T605_handleChallenge", "jfenn", given(a.f31, outcome="abandon")),
            TERMINATE,
        ),
        "End_awardAbandoned",
        "abandoned",
        "F6_challengeUnexpected F6_challengeAgain F6_proceedingsUnexpected F6_proceedingsAgain F6_notSuspended",
    ),
)
#: Nothing can lead there: what these gateways ask is a list, or true or false, worked out one step before by an expression
#: that always gives one; and a value that cannot be compared with a number stops at the gateway itself, with an incident.
UNREACHABLE = words(
    "F6_noticeUnexpected F6_noticeAgain S_unexpectedAwardNotice"
    " F6_terminationUnexpected F6_terminationAgain S_unexpectedTerminationNotice"
    " F6_signNoticeUnexpected F6_signNoticeAgain S_unexpectedSignNotice"
    " F6_valueUnexpected F6_valueAgain S_unexpectedContractValue"
)
