"""The list of accounts and the page of one, for administrators."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries.people import Member
from cip_workflow.store.model import Group, Membership, Organisation, Person, Task


@dataclass(frozen=True, kw_only=True)
class PersonLine(Member):
    """One row of the list of persons."""

    organisation_name: str
    active: bool
    email: str | None
    signed_in_at: datetime | None
    groups: tuple[str, ...] = ()  #: names


@dataclass(frozen=True, kw_only=True)
class PersonDetail(Member):
    """Everything the admin page of a person shows."""

    organisation_name: str
    email: str | None
    mail: bool
    active: bool
    demo: bool
    has_password: bool
    must_change_password: bool
    created_at: datetime
    left_at: datetime | None
    erased_at: datetime | None
    signed_in_at: datetime | None
    version: int


@dataclass(frozen=True, kw_only=True)
class People:
    """A page of persons; `after` is the key of the next one, None at the end."""

    rows: tuple[PersonLine, ...]
    after: tuple[str, int] | None


def get(session: Session, person_id: int) -> PersonDetail:
    """One person for the admin page.

    Raises:
        NotFound: there is no such person.
    """
    row = session.execute(
        sa.select(Person, Organisation.key, Organisation.name)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Person.id == person_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such person.")
    person, key, organisation_name = row
    same = ("login", "name", "email", "mail", "active", "demo", "must_change_password", "version")
    instants = ("created_at", "left_at", "erased_at", "signed_in_at")
    return PersonDetail(
        person_id=person.id,
        organisation=key,
        organisation_name=organisation_name,
        has_password=person.password_hash is not None,
        **{name: getattr(person, name) for name in (*same, *instants)},
    )


def page(
    session: Session,
    *,
    search: str = "",
    left: bool = False,
    after: tuple[str, int] | None = None,
    limit: int = 25,
) -> People:
    """A page of persons by name, with the names of their global groups, in two statements.

    Args:
        search: part of a name, login or e-mail address.
        left: those who have left, in place of those who have not.
        after: the key that the page before gave.
    """
    query = (
        sa.select(Person, Organisation.key, Organisation.name)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Person.active == sa.false() if left else Person.active)
        .order_by(Person.name, Person.id)
        .limit(limit + 1)
    )
    for word in search.lower().split():
        like = "%" + re.sub(r"([\\%_])", r"\\\1", word) + "%"
        fields = (Person.name, Person.login, sa.func.coalesce(Person.email, ""))
        query = query.where(sa.or_(*(sa.func.lower(field).like(like, escape="\\") for field in fields)))
    if after is not None:
        query = query.where(sa.tuple_(Person.name, Person.id) > sa.tuple_(*after))
    found = session.execute(query).all()
    shown = found[:limit]
    groups = _group_names(session, [person.id for person, _, _ in shown])
    rows = tuple(
        PersonLine(
            person_id=person.id,
            login=person.login,
            name=person.name,
            organisation=organisation,
            organisation_name=organisation_name,
            active=person.active,
            email=person.email,
            signed_in_at=person.signed_in_at,
            groups=tuple(groups.get(person.id, ())),
        )
        for person, organisation, organisation_name in shown
    )
    more = len(found) > limit
    return People(rows=rows, after=(rows[-1].name, rows[-1].person_id) if more else None)


def _group_names(session: Session, ids: Sequence[int]) -> dict[int, list[str]]:
    query = (
        sa.select(Membership.person_id, Group.name)
        .join(Group, Group.id == Membership.group_id)
        .where(Membership.person_id.in_(ids))
        .order_by(Group.name)
    )
    found: dict[int, list[str]] = {}
    for person_id, name in session.execute(query):
        found.setdefault(person_id, []).append(name)
    return found


def holds(session: Session, person_id: int) -> int:
    """How many open tasks a person holds: they go back to their groups when the person leaves."""
    query = sa.select(sa.func.count()).select_from(Task)
    return session.scalar(query.where(Task.assignee_id == person_id, Task.status == "open")) or 0
