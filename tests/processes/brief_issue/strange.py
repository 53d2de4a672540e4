"""Ways that only answers which no form lets through can take: to the waits that stand behind the gateways."""

from __future__ import annotations

from typing import Any

from tests.processes import answers as a
from tests.processes.brief_issue.paths import ANALYSE, APPROVE, FUND, LISTEN, NOMINATE, START, TO_BOARD, WRITE
from tests.processes.conflict_of_interest.paths import declares, own_accord
from tests.processes.steps import Do, Path, Retry, given, words


def strange(element: str, who: str, answers: Any, **changes: Any) -> Do:
    """Answers that no form lets through."""
    return Do(element, who, given(answers, **changes), unchecked=True)


BELOW_FORMS = (
    Path(
        name="scope, quality and board say what nobody expects",
        start=START,
        steps=(
            ANALYSE,
            FUND,
            LISTEN,
            strange("T104_checkScope", "jfenn", a.f05, withinScope="perhaps"),
            Retry("S_unexpectedWithinScope", "fgreer", {"withinScope": "yes"}, decider="jfenn"),
            WRITE,
            strange("T106_checkQuality", "ohartley", a.f07, outcome="shrug"),
            Retry("S_unexpectedQualityOutcome", "fgreer", {"qualityOutcome": "agree"}, decider="ohartley"),
            strange("T107_boardDecides", "nruddock", a.f08, outcome="extend"),
            Retry("S_unexpectedBoardIssue", "fgreer", {"boardOutcome": "reject"}, decider="nruddock"),
        ),
        end="End_rejected",
        outcome="rejected",
        ways=words(
            "F_scopeUnexpected F_scopeAgain F_qualityUnexpected F_qualityAgain F_boardUnexpected F_boardAgain"
        ),
    ),
    Path(
        name="a value of a called process is mended",
        start=START,
        steps=(
            *TO_BOARD,
            APPROVE,
            *NOMINATE,
            declares("ghale", a.f10_interest),
            strange("T902_assessDeclaration", "bstokes", a.f11, rating="odd"),
            Retry("S_unexpectedRating", "fgreer", {"rating": "none"}, decider="bstokes"),
            declares("ipatel"),
            declares("ebanjo"),
            declares("rgill"),
        ),
        end="End_issued",
        outcome="issued",
        ways=words("F_ratingUnexpected F_ratingAgain F_noConflict"),
    ),
    own_accord(
        "every wait for a value",
        lambda today: a.f10_interest(today, declaration="later"),
        (
            Retry("S_unexpectedDeclaration", "fgreer", {"declaration": "interest"}),
            strange(
                "T902_assessDeclaration", "bstokes", a.f11_hopeless, rating="odd", mitigationPossible=None
            ),
            Retry("S_unexpectedRating", "fgreer", {"rating": "actual"}, decider="bstokes"),
            Retry(
                "S_unexpectedMitigationPossible", "fgreer", {"mitigationPossible": True}, decider="bstokes"
            ),
            strange("T903_agreeMitigation", "ebanjo", a.f11_mitigated, residual="odd"),
            Retry("S_unexpectedResidual", "fgreer", {"residual": "unmitigated"}, decider="ebanjo"),
            strange("T904_restrictOrReplace", "pnandra", a.f09_removed, restrictions=[]),
            Retry("S_unexpectedReplaced", "fgreer", {"restrictions": ["removed"]}, decider="pnandra"),
        ),
        "End_removed",
        "removed",
        "F_declarationUnexpected F_declarationAgain F_ratingUnexpected F_ratingAgain F_possibleUnexpected"
        " F_possibleAgain F_residualUnexpected F_residualAgain F_replacedUnexpected F_replacedAgain",
    ),
)
#: Nothing can lead there: `nominating` is worked out one step before by an expression that always gives a list, and a count
#: that cannot be compared with a number stops at the gateway itself, with an incident.
UNREACHABLE = words(
    "F_removedUnexpected F_removedAgain S_unexpectedMemberRemoved"
    " F_deferralsUnexpected F_deferralsAgain S_unexpectedDeferrals"
)
