"""Cases: the list that a person may see, and one case with what is open in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import NotFound
from cip_workflow.queries import visible
from cip_workflow.store.tables import DEFINITION, ESCALATION, INCIDENT, INSTANCE, SUBSCRIPTION, TASK, TIMER
from cip_workflow.types import Actor, Incident

NO_CASE = "There is no such case, or you may not see it."


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case, as its page shows it."""

    id: int
    process_id: str
    process_name: str
    process_version: int
    definition_id: int
    reference: str | None
    title: str
    status: str
    stage: str | None
    outcome: str | None
    started_at: datetime
    started_by: str | None
    started_by_id: int | None
    ended_at: datetime | None
    start_form: str | None
    start_form_digest: str | None
    start_answers: dict[str, Any] | None  #: None where they are not for this reader


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


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list of cases is narrowed to; empty means all."""

    search: str = ""
    status: tuple[str, ...] = ()
    process: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the list of cases."""

    id: int
    process_id: str
    process_name: str
    reference: str | None
    title: str
    status: str
    stage: str | None
    outcome: str | None
    incidents: int
    late: int
    started_at: datetime


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows and the key after which the next ones come."""

    rows: tuple[Row, ...] = ()
    after: int | None = None  #: id of the last row, when there are more
    processes: tuple[tuple[str, str], ...] = field(default=())  #: what can be filtered by


_LATE = (
    sa.select(sa.func.count())
    .where(TASK.c.instance_id == INSTANCE.c.id, TASK.c.status == "open", TASK.c.due_at < sa.bindparam("now"))
    .correlate(INSTANCE)
    .scalar_subquery()
)
_FAILED = (
    sa.select(sa.func.count())
    .where(INCIDENT.c.instance_id == INSTANCE.c.id, INCIDENT.c.closed_at.is_(None))
    .correlate(INSTANCE)
    .scalar_subquery()
)


def page(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    after: int | None = None,
    limit: int = 25,
) -> Page:
    """Cases that this person may see, newest first, in two statements.

    Args:
        after: the `after` of the page before.
    """
    wanted = filters or Filters()
    query = sa.select(
        *(
            INSTANCE.c[name]
            for name in (
                "id",
                "process_id",
                "process_name",
                "title",
                "status",
                "stage",
                "outcome",
                "started_at",
            )
        ),
        INSTANCE.c.business_key.label("reference"),
        _FAILED.label("incidents"),
        _LATE.label("late"),
    ).where(visible.cases(actor))
    for word in wanted.search.split():
        like = f"%{word.lower().replace('%', '').replace('_', '')}%"
        query = query.where(
            sa.or_(
                sa.func.lower(INSTANCE.c.title).like(like), sa.func.lower(INSTANCE.c.business_key).like(like)
            )
        )
    if wanted.status:
        query = query.where(INSTANCE.c.status.in_(wanted.status))
    if wanted.process:
        query = query.where(INSTANCE.c.process_id.in_(wanted.process))
    if after is not None:
        query = query.where(INSTANCE.c.id < after)
    query = query.order_by(INSTANCE.c.id.desc()).limit(limit + 1)
    found = [Row(**row._mapping) for row in session.execute(query, {"now": clock.now()})]
    more = len(found) > limit
    names = (
        sa.select(DEFINITION.c.process_id, DEFINITION.c.name)
        .where(DEFINITION.c.latest)
        .order_by(DEFINITION.c.name)
    )
    return Page(
        rows=tuple(found[:limit]),
        after=found[limit - 1].id if more else None,
        processes=tuple((row.process_id, row.name) for row in session.execute(names)),
    )


def get(session: Session, actor: Actor, instance_id: int) -> Case:
    """One case.

    Raises:
        NotFound: there is none, or this person may not know of it.
    """
    columns = [
        "id",
        "process_id",
        "process_name",
        "title",
        "status",
        "stage",
        "outcome",
        "started_at",
        "ended_at",
        "definition_id",
        "start_form",
        "start_form_digest",
        "start_answers",
        "readers",
    ]
    row = session.execute(
        sa.select(
            *(INSTANCE.c[name] for name in columns),
            INSTANCE.c.business_key.label("reference"),
            INSTANCE.c.started_by.label("started_by_id"),
            visible.person_name(INSTANCE.c.started_by).label("started_by"),
            DEFINITION.c.version.label("process_version"),
        )
        .join(DEFINITION, DEFINITION.c.id == INSTANCE.c.definition_id)
        .where(INSTANCE.c.id == instance_id, visible.cases(actor))
    ).one_or_none()
    if row is None:
        raise NotFound(NO_CASE)
    values = dict(row._mapping)
    if not visible.may_read(values.pop("readers"), actor):
        values["start_answers"] = None
    return Case(**values)


def open_work(session: Session, instance_id: int) -> OpenWork:
    """What a case waits for, oldest first, in five statements; for somebody who may see the case."""
    return OpenWork(
        tasks=_tasks(session, instance_id),
        waits=_waits(session, instance_id),
        incidents=_incidents(session, instance_id),
        escalations=tuple(
            (row.id, row.text, row.opened_at)
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


def _incidents(session: Session, instance_id: int) -> tuple[tuple[int, Incident], ...]:
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
    return tuple((row.id, Incident(**{name: row._mapping[name] for name in columns})) for row in rows)
