"""The documents of a case, in one list, and one document to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries import visible
from cip_workflow.store.tables import BLOB, DOCUMENT, INSTANCE, TASK
from cip_workflow.types import Actor

NO_DOCUMENT = "There is no such document, or you may not see it."


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A file that somebody gave to a case."""

    id: int
    name: str
    type: str
    size: int
    label: str
    uploaded_at: datetime
    uploaded_by: str | None


_COLUMNS = tuple(DOCUMENT.c[name] for name in ("id", "name", "type", "size", "label", "uploaded_at"))


def _for(actor: Actor) -> sa.ColumnElement[bool]:
    """Documents that are joint, this person's organisation's, or their own."""
    return sa.or_(
        DOCUMENT.c.visible_to.is_(None),
        DOCUMENT.c.visible_to == actor.organisation,
        DOCUMENT.c.uploaded_by == actor.person_id,
    )


def of_case(session: Session, actor: Actor, instance_id: int) -> tuple[Paper, ...]:
    """Documents of a case that the reader may see, newest first. One statement.

    A file of a task whose answers are for the named few is theirs alone.
    """
    rows = session.execute(
        sa.select(*_COLUMNS, visible.person_name(DOCUMENT.c.uploaded_by).label("uploaded_by"), TASK.c.readers)
        .outerjoin(TASK, TASK.c.id == DOCUMENT.c.task_id)
        .where(DOCUMENT.c.instance_id == instance_id, DOCUMENT.c.removed_at.is_(None), _for(actor))
        .order_by(DOCUMENT.c.id.desc())
    )
    return tuple(
        Paper(**{name: value for name, value in row._mapping.items() if name != "readers"})
        for row in rows
        if visible.may_read(row.readers, actor)
    )


def read(session: Session, actor: Actor, document_id: int) -> tuple[Paper, bytes]:
    """One document with its bytes. One statement.

    Raises:
        NotFound: there is none, it was removed, or it is not for this person.
    """
    row = session.execute(
        sa.select(
            *_COLUMNS,
            visible.person_name(DOCUMENT.c.uploaded_by).label("uploaded_by"),
            BLOB.c.data,
            TASK.c.readers,
            sa.case(
                (DOCUMENT.c.instance_id.is_(None), DOCUMENT.c.uploaded_by == actor.person_id),
                else_=visible.cases(actor),
            ).label("allowed"),
        )
        .join(BLOB, BLOB.c.digest == DOCUMENT.c.digest)
        .outerjoin(INSTANCE, INSTANCE.c.id == DOCUMENT.c.instance_id)
        .outerjoin(TASK, TASK.c.id == DOCUMENT.c.task_id)
        .where(DOCUMENT.c.id == document_id, DOCUMENT.c.removed_at.is_(None), _for(actor))
    ).one_or_none()
    if row is None or not row.allowed or not visible.may_read(row.readers, actor):
        raise NotFound(NO_DOCUMENT)
    values = {
        name: value for name, value in row._mapping.items() if name not in {"data", "readers", "allowed"}
    }
    return Paper(**values), row.data
