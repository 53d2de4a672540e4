"""The log of what changed outside of cases: accounts, groups, settings, deployments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from cip_workflow.store.model import Change, Person


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One change: who did what to what, when."""

    seq: int
    at: datetime
    kind: str
    actor: str | None  #: a name; None is the system
    subject: str
    person: str | None  #: the name behind `person:12` or behind `person` in the data
    data: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """A page of them, the newest first; `after` is the key of the next page, None at the end."""

    rows: tuple[ChangeLine, ...]
    after: int | None


def page(
    session: Session, *, subject: str | None = None, after: int | None = None, limit: int = 50
) -> Changes:
    """A page of changes, of one subject (`person:12`) or of all, in two statements."""
    actor = aliased(Person)
    query = (
        sa.select(Change, actor.name)
        .outerjoin(actor, actor.id == Change.actor_id)
        .order_by(Change.seq.desc())
        .limit(limit + 1)
    )
    if subject is not None:
        query = query.where(Change.subject == subject)
    if after is not None:
        query = query.where(Change.seq < after)
    found = session.execute(query).all()
    named = {_person_id(change) for change, _ in found} - {None}
    names: dict[int | None, str] = {}
    if named:
        asked = sa.select(Person.id, Person.name).where(Person.id.in_(named)).order_by(Person.id)
        names = {row.id: row.name for row in session.execute(asked)}
    rows = tuple(
        ChangeLine(
            seq=change.seq,
            at=change.at,
            kind=change.kind,
            actor=name,
            subject=change.subject,
            person=names.get(_person_id(change)),
            data=change.data,
        )
        for change, name in found[:limit]
    )
    return Changes(rows=rows, after=rows[-1].seq if len(found) > limit else None)


def _person_id(change: Change) -> int | None:
    kind, _, number = change.subject.partition(":")
    if kind == "person" and number.isdecimal():
        return int(number)
    person = change.data.get("person")
    return person if isinstance(person, int) else None
