"""Which timer is due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.tables import TIMER


def next_due(session: Session, now: datetime, *, without: Iterable[int] = ()) -> int | None:
    """The id of the most overdue timer, or None. One statement, none of it on cases that wait.

    `without` are timers that this turn of the worker has looked at already.
    """
    passed = list(without)
    query = sa.select(TIMER.c.id).where(TIMER.c.due_at <= now)
    if passed:
        query = query.where(TIMER.c.id.not_in(passed))
    found: int | None = session.execute(
        query.order_by(TIMER.c.due_at, TIMER.c.id).limit(1)
    ).scalar_one_or_none()
    return found


def first(session: Session) -> datetime | None:
    """When the next timer falls due, if there is any."""
    found: datetime | None = session.execute(
        sa.select(TIMER.c.due_at).order_by(TIMER.c.due_at, TIMER.c.id).limit(1)
    ).scalar_one_or_none()
    return found
