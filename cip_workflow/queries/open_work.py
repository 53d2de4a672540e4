"""Everything that a case waits for: tasks, timers, messages, failed steps, escalations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.queries import visible
from cip_workflow.store.tables import ESCALATION, INCIDENT, SUBSCRIPTION, TASK, TIMER
from cip_workflow.types import Actor, Incident

_HIDDEN: dict[str, Any] = {"cure": "", "expression": None, "values": {}}


@dataclass(frozen=True, kw_only=True)
class OpenTask:
    """A user task that waits in a case."""

    id: int
    key: int
    element: str
    name: str
    process: str
    scope: int
    loop: int | None
    holder: str | None
    holder_id: int | None
    candidates: tuple[str, ...]
    due_at: datetime | None
    opened_at: datetime
    nobody: bool


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A timer or message that a case waits for."""

    kind: str  #: timer or message
    element: str
    name: str
    process: str
    scope: int
    due_at: datetime | None = None
    message: str | None = None
    correlation: str | None = None


@dataclass(frozen=True, kw_only=True)
class OpenWork:
    """Everything that a case waits for."""

    tasks: tuple[OpenTask, ...] = ()
    waits: tuple[Waiting, ...] = ()
    incidents: tuple[tuple[int, Incident], ...] = ()  #: row id and incident
    escalations: tuple[tuple[int, str, datetime], ...] = ()  #: row id, text, since


def of_case(session: Session, instance_id: int, *, reader: Actor | None = None) -> OpenWork:
    """What a case waits for, oldest first, in five statements; for somebody who may see the case.

    Args:
        reader: who reads why steps failed; those who may not are told only that they did. None reads all.
    """
    all_of_it = reader is None or visible.may_read_faults(reader)
    return OpenWork(
        tasks=_tasks(session, instance_id),
        waits=_waits(session, instance_id),
        incidents=_incidents(session, instance_id, all_of_it=all_of_it),
        escalations=tuple(
            (row.id, row.text if all_of_it else visible.ESCALATED, row.opened_at)
            for row in session.execute(
                sa.select(ESCALATION.c.id, ESCALATION.c.text, ESCALATION.c.opened_at)
                .where(ESCALATION.c.instance_id == instance_id, ESCALATION.c.closed_at.is_(None))
                .order_by(ESCALATION.c.opened_at, ESCALATION.c.id)
            )
        ),
    )


def _tasks(session: Session, instance_id: int) -> tuple[OpenTask, ...]:
    columns = [
        "id",
        "key",
        "element",
        "name",
        "process",
        "scope",
        "loop",
        "candidates",
        "due_at",
        "opened_at",
        "nobody",
    ]
    rows = session.execute(
        sa.select(
            *(TASK.c[name] for name in columns),
            TASK.c.assignee_id.label("holder_id"),
            visible.person_name(TASK.c.assignee_id).label("holder"),
        )
        .where(TASK.c.instance_id == instance_id, TASK.c.status == "open")
        .order_by(TASK.c.id)
    )
    return tuple(OpenTask(**{**row._mapping, "candidates": tuple(row.candidates)}) for row in rows)


def _waits(session: Session, instance_id: int) -> tuple[Waiting, ...]:
    shared = ("element", "name", "process", "scope")
    timers = session.execute(
        sa.select(*(TIMER.c[name] for name in shared), TIMER.c.due_at)
        .where(TIMER.c.instance_id == instance_id)
        .order_by(TIMER.c.due_at, TIMER.c.id)
    )
    messages = session.execute(
        sa.select(
            *(SUBSCRIPTION.c[name] for name in shared), SUBSCRIPTION.c.message, SUBSCRIPTION.c.correlation
        )
        .where(SUBSCRIPTION.c.instance_id == instance_id)
        .order_by(SUBSCRIPTION.c.id)
    )
    found: Sequence[Waiting] = [Waiting(kind="timer", **row._mapping) for row in timers]
    return (*found, *(Waiting(kind="message", **row._mapping) for row in messages))


def _incidents(session: Session, instance_id: int, *, all_of_it: bool) -> tuple[tuple[int, Incident], ...]:
    columns = [
        "key",
        "element",
        "name",
        "process",
        "scope",
        "kind",
        "message",
        "cure",
        "expression",
        "values",
    ]
    rows = session.execute(
        sa.select(INCIDENT.c.id, *(INCIDENT.c[name] for name in columns))
        .where(INCIDENT.c.instance_id == instance_id, INCIDENT.c.closed_at.is_(None))
        .order_by(INCIDENT.c.id)
    )
    hidden: dict[str, Any] = {} if all_of_it else {**_HIDDEN, "message": visible.FAILED}
    return tuple(
        (row.id, Incident(**{**{name: row._mapping[name] for name in columns}, **hidden})) for row in rows
    )
