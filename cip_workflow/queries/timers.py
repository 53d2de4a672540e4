"""Timers that are due, for whoever fires them."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.tables import TIMER


def due(session: Session, now: datetime, *, limit: int = 100) -> tuple[int, ...]:
    """Ids of timers that are due at `now`, the most overdue first. One statement, nothing is locked."""
    return tuple(
        session.execute(
            sa.select(TIMER.c.id)
            .where(TIMER.c.due_at <= now)
            .order_by(TIMER.c.due_at, TIMER.c.id)
            .limit(limit)
        ).scalars()
    )


def next_due(session: Session, now: datetime) -> int | None:
    """The most overdue timer; None when none is due."""
    return next(iter(due(session, now, limit=1)), None)


def next_instant(session: Session) -> datetime | None:
    """When the next timer is due, whether in the past or not: how long a worker may sleep. Held timers do not count."""
    instant: datetime | None = session.execute(
        sa.select(TIMER.c.due_at)
        .where(TIMER.c.due_at < datetime.fromisoformat("9999-01-01T00:00:00+00:00"))
        .order_by(TIMER.c.due_at)
        .limit(1)
    ).scalar_one_or_none()
    return instant
