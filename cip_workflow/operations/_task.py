"""A user task as commands see it: its row, read together with the case it is part of."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, engine
from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations import _case
from cip_workflow.operations._asked import asked
from cip_workflow.operations._case import COLUMNS, JOINED, Case
from cip_workflow.operations._definitions import Compiled
from cip_workflow.operations._facts import Facts
from cip_workflow.store.tables import DRAFT, INSTANCE, PERSON, TASK
from cip_workflow.types import Variables

FASTER = "Somebody else has changed this task at the same moment. Look at it again, then repeat what you did."
#: Sorts after every real due instant; only in `task_candidate`.
NO_DUE = datetime.fromisoformat("9999-12-31T00:00:00+00:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """One row of `task`, without what only pages need."""

    id: int
    instance_id: int
    key: int
    element: str
    name: str
    process: str
    scope: int
    loop: int | None
    status: str
    form: str | None
    form_digest: str | None
    candidates: list[str]
    assignee_id: int | None
    fixed: bool
    due_at: datetime | None
    sod: str | None
    stage: str | None
    readers: list[str] | None
    properties: dict[str, Any]
    opened_at: datetime
    opened_seq: int
    completed_at: datetime | None
    completed_by: int | None
    completed_seq: int | None
    answers: dict[str, Any] | None
    confirmed_by: int | None
    final: str | None
    undo: bytes | None
    version: int


_NAMES = [one.name for one in fields(OpenTask)]
_TASK = tuple(TASK.c[name].label(f"task_{name}") for name in _NAMES)
_DRAFTED = sa.select(sa.literal(1)).where(DRAFT.c.task_id == TASK.c.id).exists().label("drafted")

# The case is locked, the task is not: on PostgreSQL a command that waited for the lock sees the newest case beside a
# task row as it was before. Every change of a task is therefore guarded by the task's own version (`change`).
_LOOK: sa.Select[Any] = (
    sa.select(*_TASK, *COLUMNS, _DRAFTED)
    .select_from(JOINED.join(TASK, TASK.c.instance_id == INSTANCE.c.id))
    .where(TASK.c.id == sa.bindparam("task_id"))
)
_TAKE = _LOOK.with_for_update(of=INSTANCE)


@dataclass(frozen=True, slots=True)
class Taken:
    """A task with its case, which is locked for this command."""

    task: OpenTask
    case: Case
    drafted: bool  #: somebody has a draft of its answers


def take(session: Session, task_id: int) -> Taken:
    """Lock the case of a task for this command. One statement. Raises NotFound when there is no such task."""
    return _read(session, _TAKE, task_id)


def look(session: Session, task_id: int) -> Taken:
    """A task with its case, without a lock: for what changes neither. Raises NotFound when there is no such task."""
    return _read(session, _LOOK, task_id)


def _read(session: Session, statement: sa.Select[Any], task_id: int) -> Taken:
    row = session.connection().execute(statement, {"task_id": task_id}).one_or_none()
    if row is None:
        msg = "There is no such task, or you may not see it."
        raise NotFound(msg)
    values = row._mapping
    task = OpenTask(**{name: values[f"task_{name}"] for name in _NAMES})
    return Taken(task, _case.of_row(values), bool(row.drafted))


def facts(session: Session, case: Case, task: OpenTask, variables: Variables) -> Facts:
    """What rules of duty look at, for a task that is open."""
    return Facts(
        task.name,
        lambda: variables,
        candidates=task.candidates,
        first=task.confirmed_by,
        element=task.element,
        asked=asked(session, case_id=case.id, reference=case.business_key),
    )


def variables(session: Session, taken: Taken, compiled: Compiled) -> dict[str, Any]:
    """The variables visible at an open task. Raises Conflict, with who was faster, when the case has gone on meanwhile."""
    try:
        return engine.variables(compiled.specs, taken.case.state, taken.task.key)
    except Conflict as error:
        raise Conflict(why_closed(session, taken.task)) from error


def why_closed(session: Session, task: OpenTask) -> str:
    """Who was faster, for somebody whose answer came too late. Reads the row again: the lock has been waited for."""
    row = session.execute(
        sa.select(TASK.c.status, TASK.c.completed_at, PERSON.c.name)
        .join_from(TASK, PERSON, PERSON.c.id == TASK.c.completed_by, isouter=True)
        .where(TASK.c.id == task.id)
    ).one()
    if row.status == "done" and row.name:
        at = row.completed_at.astimezone(clock.LONDON)
        return f"{row.name} has completed “{task.name}” on {at.day} {at:%B %Y at %H:%M}. Nothing was changed by you."
    if row.status in {"done", "cancelled"}:
        return f"“{task.name}” is no longer open. Nothing was changed by you."
    return FASTER


_CHANGE = sa.update(TASK).where(
    TASK.c.id == sa.bindparam("b_id"), TASK.c.version == sa.bindparam("b_version")
)


def change(session: Session, task: OpenTask, **values: Any) -> None:
    """Write columns of a task. Raises Conflict when the row is not as it was read."""
    written = _case.affected(
        session,
        _CHANGE,
        {**values, "version": task.version + 1, "b_id": task.id, "b_version": task.version},
    )
    if written != 1:
        raise Conflict(FASTER)
