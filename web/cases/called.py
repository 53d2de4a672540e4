"""The processes that a case has called, one click deeper: whose each is and how far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from flask import url_for

from cip_workflow import clock
from cip_workflow.queries.cases import Case
from cip_workflow.queries.open_work import OpenWork
from cip_workflow.queries.progress import Call
from web.diagrams import document_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OVER = {"left": ("Done", "green"), "cancelled": ("Stopped", "grey")}


def lines(
    session: Session, case: Case, calls: Iterable[Call], scope: int, work: OpenWork
) -> list[dict[str, str]]:
    """A line for each call made in a scope; calls for each of several people are told apart by who acts first in them."""
    every = tuple(calls)
    return [_line(session, case, call, every, work) for call in every if call.parent == scope]


def _line(
    session: Session,
    case: Case,
    call: Call,
    calls: tuple[Call, ...],
    work: OpenWork,
) -> dict[str, str]:
    document, _ = document_of(session, case.definition_id, call.process)
    process = document.process(call.process)
    name = (process.name if process else "") or call.process
    whose = (call.hand or f"number {call.index}") if call.index else ""
    state, colour = _OVER.get(call.over) or _open(set(_inside(call.scope, calls)), work)
    return {
        "href": url_for("cases.case", instance_id=case.id, scope=call.scope),
        "text": f"{name}: {whose}" if whose else name,
        "state": state,
        "colour": colour,
    }


def _open(scopes: set[int], work: OpenWork) -> tuple[str, str]:
    if any(incident.scope in scopes for _, incident in work.incidents):
        return "Failed", "red"
    now = clock.now()
    if any(task.due_at and task.due_at < now for task in work.tasks if task.scope in scopes):
        return "Late", "red"
    return "Happening now", "yellow"


def _inside(scope: int, calls: tuple[Call, ...]) -> Iterator[int]:
    """The scope and those of what was called from within it."""
    yield scope
    for call in calls:
        if call.parent == scope:
            yield from _inside(call.scope, calls)
