"""One task, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries import visible
from cip_workflow.store.tables import DEFINITION, DRAFT, INSTANCE, TASK
from cip_workflow.types import Actor

NO_TASK = "There is no such task, or you may not see it."


@dataclass(frozen=True, kw_only=True)
class Detail:
    """A task with what belongs around it. `answers` is None where they are not for this reader, or not given yet."""

    id: int
    instance_id: int
    element: str
    name: str
    process: str
    status: str  #: open, done, cancelled, recalled
    version: int
    form: str | None
    form_digest: str | None
    candidates: tuple[str, ...]
    holder: str | None
    holder_id: int | None
    fixed: bool
    due_at: datetime | None
    due_rule: str | None
    opened_at: datetime
    completed_at: datetime | None
    completed_by: str | None
    completed_by_id: int | None
    answers: dict[str, Any] | None
    completed_seq: int | None
    recallable: bool
    excluded: tuple[int, ...]
    nobody: bool
    sod: str | None
    stage: str | None
    lane: str | None
    reference: str | None
    title: str
    process_name: str
    case_status: str
    definition_id: int
    draft: dict[str, Any] | None
    draft_saved: datetime | None


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A task of the case that was answered before, for a reader who may see the answers."""

    id: int
    name: str
    form_digest: str | None
    completed_at: datetime
    completed_by: str | None
    answers: dict[str, Any]


def get(session: Session, actor: Actor, task_id: int) -> Detail:
    """One task, with the reader's own draft. One statement.

    Raises:
        NotFound: there is none, or this person may not know of it.
    """
    own = [
        "id",
        "instance_id",
        "element",
        "name",
        "process",
        "status",
        "version",
        "form",
        "form_digest",
        "candidates",
        "fixed",
        "due_at",
        "due_rule",
        "opened_at",
        "completed_at",
        "completed_seq",
        "answers",
        "excluded",
        "nobody",
        "sod",
        "stage",
        "lane",
        "readers",
    ]
    row = session.execute(
        sa.select(
            *(TASK.c[name] for name in own),
            TASK.c.undo.is_not(None).label("recallable"),
            TASK.c.assignee_id.label("holder_id"),
            visible.person_name(TASK.c.assignee_id).label("holder"),
            TASK.c.completed_by.label("completed_by_id"),
            visible.person_name(TASK.c.completed_by).label("completed_by"),
            INSTANCE.c.business_key.label("reference"),
            INSTANCE.c.title,
            INSTANCE.c.process_name,
            INSTANCE.c.status.label("case_status"),
            DEFINITION.c.id.label("definition_id"),
            DRAFT.c.answers.label("draft"),
            DRAFT.c.saved_at.label("draft_saved"),
        )
        .join_from(TASK, INSTANCE, INSTANCE.c.id == TASK.c.instance_id)
        .join(DEFINITION, DEFINITION.c.id == INSTANCE.c.definition_id)
        .outerjoin(DRAFT, sa.and_(DRAFT.c.task_id == TASK.c.id, DRAFT.c.person_id == actor.person_id))
        .where(TASK.c.id == task_id, visible.cases(actor))
    ).one_or_none()
    if row is None:
        raise NotFound(NO_TASK)
    values = dict(row._mapping)
    if not visible.may_read(values.pop("readers"), actor) and values["completed_by_id"] != actor.person_id:
        values["answers"] = None
    values |= {"candidates": tuple(values["candidates"]), "excluded": tuple(values["excluded"])}
    return Detail(**values)


def answered(session: Session, actor: Actor, instance_id: int, *, limit: int = 12) -> tuple[Answered, ...]:
    """What has been answered in a case, newest first, as far as this reader may read it. One statement."""
    rows = session.execute(
        sa.select(
            *(TASK.c[name] for name in ("id", "name", "form_digest", "completed_at", "answers", "readers")),
            visible.person_name(TASK.c.completed_by).label("completed_by"),
        )
        .where(TASK.c.instance_id == instance_id, TASK.c.status == "done", TASK.c.answers.is_not(None))
        .order_by(TASK.c.completed_at.desc(), TASK.c.id.desc())
        .limit(limit)
    )
    return tuple(
        Answered(**{name: value for name, value in row._mapping.items() if name != "readers"})
        for row in rows
        if visible.may_read(row.readers, actor)
    )


def opened_by(
    session: Session, instance_id: int, seq: int
) -> tuple[tuple[str, tuple[str, ...], str | None], ...]:
    """The tasks that an event opened: name, candidates, holder. What happens next, after an answer. One statement."""
    rows = session.execute(
        sa.select(TASK.c.name, TASK.c.candidates, visible.person_name(TASK.c.assignee_id).label("holder"))
        .where(TASK.c.instance_id == instance_id, TASK.c.opened_seq == seq)
        .order_by(TASK.c.id)
    )
    return tuple((row.name, tuple(row.candidates), row.holder) for row in rows)
