"""Answers to F07 and F08: what a review and the partnership board can decide about a brief."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.processes.answers_made import Answers, on, with_changes

#: The partnership board of the demonstration; the secretary has no vote.
BOARD = ("croe", "lfawcett", "mkeane", "nruddock", "ohartley", "radeyemi", "smerrick")
SECRETARY = "nruddock"
_QUALITY = (
    "problemClear",
    "outcomesMeasurable",
    "cohortDefined",
    "voicesHeard",
    "withinEnvelope",
    "nobodyIdentified",
)


def f07(today: date, **changes: Any) -> Answers:
    """Quality check: agreed."""
    return with_changes(
        {"checklist": dict.fromkeys(_QUALITY, "yes"), "outcome": "agree", "conflictConfirmed": True}, changes
    )


def f07_with_conditions(today: date, **changes: Any) -> Answers:
    """Quality check: agreed with a condition."""
    condition = {
        "condition": "Name the building before the board meets.",
        "owner": "pnandra",
        "due": on(today, 14),
    }
    return f07(
        today,
        **(
            {
                "outcome": "agree-with-conditions",
                "conditions": [condition],
                "reasons": "Good work; one fixed point is still open and can be closed in time.",
            }
            | changes
        ),
    )


def f07_returned(today: date, **changes: Any) -> Answers:
    """Quality check: sent back."""
    checklist = {"checklist": dict.fromkeys(_QUALITY, "yes") | {"outcomesMeasurable": "no"}}
    return f07(
        today,
        **(
            {
                **checklist,
                "outcome": "return",
                "reasons": "The third outcome cannot be measured as it stands.",
            }
            | changes
        ),
    )


def f07_refused(today: date, **changes: Any) -> Answers:
    """Quality check: refused."""
    return f07(
        today,
        **({"outcome": "refuse", "reasons": "The same need is met by the regional fostering hub."} | changes),
    )


def f08(today: date, **changes: Any) -> Answers:
    """The board approves; everybody is there and nobody steps out."""
    return with_changes(
        {
            "meetingDate": on(today),
            "quorum": [{"member": one, "present": True, "recused": False} for one in BOARD],
            "votes": [{"member": one, "vote": "for"} for one in BOARD if one != SECRETARY],
            "outcome": "approve",
            "minute": "The board discussed the brief, asked about transport and approved it by show of hands.",
        },
        changes,
    )


def f08_with_conditions(today: date, **changes: Any) -> Answers:
    """The board approves with a condition."""
    condition = {"condition": "Report to the board after six months.", "owner": "croe", "due": on(today, 200)}
    return f08(today, **({"outcome": "approve-with-conditions", "conditions": [condition]} | changes))


def f08_rework(today: date, **changes: Any) -> Answers:
    """The board sends the brief back."""
    return f08(today, **({"outcome": "rework", "reworkScope": ["brief", "evidence"]} | changes))


def f08_deferred(today: date, days: int = 28, **changes: Any) -> Answers:
    """The board defers, since there is no quorum."""
    away = {"croe", "lfawcett", "mkeane"}
    quorum = [
        {"member": one, "present": one not in away} | ({} if one in away else {"recused": False})
        for one in BOARD
    ]
    votes = [{"member": one} | ({} if one in away else {"vote": "for"}) for one in BOARD if one != SECRETARY]
    return f08(
        today,
        **({"quorum": quorum, "votes": votes, "outcome": "defer", "deferTo": on(today, days)} | changes),
    )


def f08_rejected(today: date, **changes: Any) -> Answers:
    """The board rejects; one member steps out and does not vote."""
    recused = {"present": True, "recused": True, "recusalReason": "Sits on the board of a possible provider."}
    quorum = [
        {"member": one} | (recused if one == "mkeane" else {"present": True, "recused": False})
        for one in BOARD
    ]
    votes = [
        {"member": one} | ({} if one == "mkeane" else {"vote": "against"})
        for one in BOARD
        if one != SECRETARY
    ]
    return f08(today, **({"quorum": quorum, "votes": votes, "outcome": "reject"} | changes))
