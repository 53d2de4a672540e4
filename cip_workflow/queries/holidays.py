"""The calendar of working days: the published bank holidays of England, and what differs from them here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import working_time
from cip_workflow.queries import visible
from cip_workflow.store.tables import HOLIDAY


@dataclass(frozen=True, kw_only=True)
class Differing:
    """A day that administrators closed or opened."""

    day: date
    name: str
    closed: bool
    set_at: datetime
    set_by: str | None
    reason: str


def differing(session: Session, *, first: date, last: date) -> tuple[Differing, ...]:
    """What was set for days of a period, in order. One statement."""
    rows = session.execute(
        sa.select(
            *(HOLIDAY.c[name] for name in ("day", "name", "closed", "set_at", "reason")),
            visible.person_name(HOLIDAY.c.set_by).label("set_by"),
        )
        .where(HOLIDAY.c.day.between(first, last))
        .order_by(HOLIDAY.c.day)
    )
    return tuple(Differing(**row._mapping) for row in rows)


def published(year: int) -> tuple[date, ...]:
    """The bank holidays of England that fall on a Monday to Friday of a year, in order."""
    return tuple(sorted(day for day in working_time.bank_holidays(year) if day.weekday() < 5))
