"""Notices that are due, the most pressing first, and those that are published, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.queries import readable
from cip_workflow.store.tables import BRIEF, NOTICE
from cip_workflow.types import Actor

_COLUMNS = (
    "id",
    "brief_ref",
    "contract_ref",
    "name",
    "regime",
    "mandatory",
    "deadline",
    "due_on",
    "status",
    "notice_ref",
    "published_on",
    "standstill_ends",
)
#: Where notices without a date stand among those that have one: last.
_SOME_DAY = date(9999, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One notice."""

    id: int
    brief_ref: str
    title: str | None  #: of the brief
    contract_ref: str | None
    name: str
    regime: str
    mandatory: bool
    deadline: str
    due_on: date | None
    status: str
    notice_ref: str | None
    published_on: date | None
    standstill_ends: date | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows and the key after which the next ones come."""

    rows: tuple[Row, ...]
    after: tuple[date, int] | None


def due(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    after: tuple[date, int] | None = None,
    limit: int = 25,
) -> Page:
    """What still has to be published: overdue first, those without a date last. One statement."""
    day = sa.func.coalesce(NOTICE.c.due_on, sa.literal(_SOME_DAY, sa.Date()))
    query = _select(actor, search).where(NOTICE.c.status == "due")
    if after is not None:
        query = query.where(
            sa.or_(day > after[0], sa.and_(day == after[0], NOTICE.c.id > after[1])),
        )
    rows = [Row(**row._mapping) for row in session.execute(query.order_by(day, NOTICE.c.id).limit(limit + 1))]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows=tuple(rows[:limit]), after=(last.due_on or _SOME_DAY, last.id) if last else None)


def published(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    after: tuple[date, int] | None = None,
    limit: int = 25,
) -> Page:
    """What was published. One statement."""
    day = sa.func.coalesce(NOTICE.c.published_on, sa.literal(date.min, sa.Date()))
    query = _select(actor, search).where(NOTICE.c.status == "published")
    if after is not None:
        query = query.where(
            sa.or_(day < after[0], sa.and_(day == after[0], NOTICE.c.id < after[1])),
        )
    found = session.execute(query.order_by(day.desc(), NOTICE.c.id.desc()).limit(limit + 1))
    rows = [Row(**row._mapping) for row in found]
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows=tuple(rows[:limit]), after=(last.published_on or date.min, last.id) if last else None)


def _select(actor: Actor, search: str) -> sa.Select[tuple[object, ...]]:
    return (
        sa.select(*(NOTICE.c[name] for name in _COLUMNS), BRIEF.c.title)
        .join_from(NOTICE, BRIEF, BRIEF.c.ref == NOTICE.c.brief_ref, isouter=True)
        .where(
            readable.notices(actor),
            *readable.like(search, NOTICE.c.name, NOTICE.c.brief_ref, BRIEF.c.title),
        )
    )
