"""What has happened in a case, in words, newest first: the audit events with their people and notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.queries import visible
from cip_workflow.store.tables import EVENT


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One event. `kind` is the operation's own word (`task.completed`); pages turn it into a sentence."""

    seq: int
    at: datetime
    kind: str
    who: str | None  #: None for the system
    name: str
    task_id: int | None
    element: str | None
    data: dict[str, Any] = field(default_factory=dict)


def of_case(
    session: Session, instance_id: int, *, before: int | None = None, limit: int = 20
) -> tuple[tuple[Happening, ...], int | None]:
    """Events of a case that the reader may see, newest first; with the key for the older ones, if there are any.

    One statement. `before` is the key that the page before gave.
    """
    query = (
        sa.select(
            *(EVENT.c[name] for name in ("seq", "at", "kind", "name", "task_id", "element", "data")),
            visible.person_name(EVENT.c.actor_id).label("who"),
        )
        .where(EVENT.c.instance_id == instance_id)
        .order_by(EVENT.c.seq.desc())
        .limit(limit + 1)
    )
    if before is not None:
        query = query.where(EVENT.c.seq < before)
    found = [Happening(**row._mapping) for row in session.execute(query)]
    more = len(found) > limit
    return tuple(found[:limit]), found[limit - 1].seq if more else None
