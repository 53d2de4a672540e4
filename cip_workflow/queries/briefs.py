"""The register of briefs: the list, one brief with its issued versions and its team. What came of it is in brief_records.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries import readable, visible
from cip_workflow.store.tables import (
    BRIEF,
    BRIEF_MEMBER,
    BRIEF_VERSION,
    ORGANISATION,
    PERSON,
    RESTRICTION,
)
from cip_workflow.types import Actor

NO_BRIEF = "There is no such brief, or you may not see it."
_ROW = ("id", "ref", "title", "service_area", "stage", "status", "version", "deadline", "created_at")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the register is narrowed to; empty means all."""

    search: str = ""
    stage: tuple[str, ...] = ()
    status: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the register."""

    id: int
    ref: str
    title: str
    service_area: str | None
    stage: str | None
    status: str
    version: int
    deadline: date | None
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows and the key after which the next ones come."""

    rows: tuple[Row, ...] = ()
    after: int | None = None
    stages: tuple[str, ...] = field(default=())  #: what can be filtered by


@dataclass(frozen=True, kw_only=True)
class Brief(Row):
    """One brief. `whole` is False for those who read only what is published of it."""

    whole: bool
    whole_life_value: Decimal | None
    legal_regime: str | None
    sponsor: str | None
    author: str | None
    issued_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Version:
    """What was issued, unchangeable."""

    number: int
    digest: str
    issued_at: datetime
    issued_by: str | None
    content: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class InTeam:
    """A person with a role in the brief, and what they are kept from."""

    name: str
    organisation: str
    role: str
    part: str | None
    days: Decimal | None
    since: datetime
    restrictions: tuple[str, ...]


def page(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    after: int | None = None,
    limit: int = 25,
) -> Page:
    """Briefs that this person may know of, newest first. Two statements.

    Args:
        after: the `after` of the page before.
    """
    wanted = filters or Filters()
    known = sa.or_(readable.of_brief(actor, BRIEF.c.ref), readable.published(actor, BRIEF.c.ref))
    query = sa.select(*(BRIEF.c[name] for name in _ROW)).where(
        known, *readable.like(wanted.search, BRIEF.c.title, BRIEF.c.ref)
    )
    if wanted.stage:
        query = query.where(BRIEF.c.stage.in_(wanted.stage))
    if wanted.status:
        query = query.where(BRIEF.c.status.in_(wanted.status))
    if after is not None:
        query = query.where(BRIEF.c.id < after)
    rows = [
        Row(**row._mapping) for row in session.execute(query.order_by(BRIEF.c.id.desc()).limit(limit + 1))
    ]
    stages = sa.select(BRIEF.c.stage).where(BRIEF.c.stage.is_not(None)).distinct().order_by(BRIEF.c.stage)
    return Page(
        rows=tuple(rows[:limit]),
        after=rows[limit - 1].id if len(rows) > limit else None,
        stages=tuple(str(stage) for stage in session.scalars(stages)),
    )


def get(session: Session, actor: Actor, ref: str) -> Brief:
    """One brief. One statement.

    Raises:
        NotFound: there is none, or this person may not know of it.
    """
    whole = readable.of_brief(actor, BRIEF.c.ref)
    row = session.execute(
        sa.select(
            *(
                BRIEF.c[name]
                for name in (*_ROW, "whole_life_value", "legal_regime", "issued_at", "closed_at")
            ),
            visible.person_name(BRIEF.c.sponsor_id).label("sponsor"),
            visible.person_name(BRIEF.c.author_id).label("author"),
            sa.case((whole, 1), else_=0).label("whole"),
        ).where(BRIEF.c.ref == ref, sa.or_(whole, readable.published(actor, BRIEF.c.ref)))
    ).one_or_none()
    if row is None:
        raise NotFound(NO_BRIEF)
    return Brief(**{**row._mapping, "whole": bool(row.whole)})


def versions(session: Session, brief_id: int) -> tuple[Version, ...]:
    """The issued versions, latest first. One statement."""
    rows = session.execute(
        sa.select(
            *(BRIEF_VERSION.c[name] for name in ("number", "digest", "issued_at", "content")),
            visible.person_name(BRIEF_VERSION.c.issued_by).label("issued_by"),
        )
        .where(BRIEF_VERSION.c.brief_id == brief_id)
        .order_by(BRIEF_VERSION.c.number.desc())
    )
    return tuple(Version(**row._mapping) for row in rows)


def team(session: Session, brief: Brief) -> tuple[InTeam, ...]:
    """Who has which role now, leads first, with what the conflicts register keeps them from. One statement."""
    kept = sa.and_(
        RESTRICTION.c.person_id == BRIEF_MEMBER.c.person_id,
        RESTRICTION.c.brief_ref == brief.ref,
        RESTRICTION.c.until.is_(None),
    )
    first = sa.case({"design-lead": 0, "co-lead": 1, "design-team": 2}, value=BRIEF_MEMBER.c.role, else_=3)
    rows = session.execute(
        sa.select(
            *(BRIEF_MEMBER.c[name] for name in ("id", "role", "part", "days", "since")),
            PERSON.c.name,
            ORGANISATION.c.key.label("organisation"),
            RESTRICTION.c.kind,
        )
        .join_from(BRIEF_MEMBER, PERSON, PERSON.c.id == BRIEF_MEMBER.c.person_id)
        .join(ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation_id)
        .outerjoin(RESTRICTION, kept)
        .where(BRIEF_MEMBER.c.brief_id == brief.id, BRIEF_MEMBER.c.ended_at.is_(None))
        .order_by(first, PERSON.c.name, BRIEF_MEMBER.c.id, RESTRICTION.c.kind)
    ).all()
    kinds: dict[int, list[str]] = {}
    for row in rows:
        kinds.setdefault(row.id, []).extend([row.kind] if row.kind else [])
    members = {row.id: row for row in rows}
    names = ("name", "organisation", "role", "part", "days", "since")
    return tuple(
        InTeam(
            **{name: getattr(row, name) for name in names}, restrictions=tuple(dict.fromkeys(kinds[row_id]))
        )
        for row_id, row in members.items()
    )


def names(session: Session, logins: set[str]) -> dict[str, str]:
    """The names behind sign-in names that stand in an issued version. One statement, none without any."""
    if not logins:
        return {}
    rows = session.execute(sa.select(PERSON.c.login, PERSON.c.name).where(PERSON.c.login.in_(sorted(logins))))
    return {row.login: row.name for row in rows}
