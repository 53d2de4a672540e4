"""Persons: as whom somebody acts, and who is in a group (for forms and pickers). The admin list is in accounts.py."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import NotFound
from cip_workflow.store.model import Brief, BriefMember, Group, Membership, Organisation, Person, Throttle
from cip_workflow.types import Actor

SIGNED_OUT = "signed-out:"  #: a throttle row of this name and the session's id: the session was ended by hand


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person who may be signed in, and as whom they act."""

    actor: Actor
    organisation_name: str
    epoch: int  #: sessions begun in an earlier epoch are over
    email: str | None
    mail: bool
    demo: bool
    must_change_password: bool
    has_password: bool

    @property
    def person_id(self) -> int:
        """The row's id; an account always has one."""
        return self.actor.person_id or 0


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person as others see them, in lists and pickers; satisfies `forms.Person`."""

    person_id: int
    login: str
    name: str
    organisation: str


def account(session: Session, person_id: int, *, session_id: str | None = None) -> Account | None:
    """The account behind a session, in two statements; None when the person left or that session was ended by hand."""
    ended = sa.exists().where(Throttle.key == f"{SIGNED_OUT}{session_id}", Throttle.until > clock.now())
    row = session.execute(
        sa.select(Person, Organisation.key, Organisation.name)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Person.id == person_id, Person.active, ~ended)
    ).one_or_none()
    if row is None:
        return None
    person, organisation, organisation_name = row
    return Account(
        actor=_actor(person, organisation, _groups_of(session, person_id)),
        organisation_name=organisation_name,
        epoch=person.session_epoch,
        email=person.email,
        mail=person.mail,
        demo=person.demo,
        must_change_password=person.must_change_password,
        has_password=person.password_hash is not None,
    )


def actor_for(session: Session, person_id: int) -> Actor:
    """As whom a person acts: their global groups, and their roles as `design-lead@CIP-DB-2026-01`, in two statements.

    Raises:
        NotFound: there is no such person, or they have left.
    """
    found = account(session, person_id)
    if found is None:
        raise NotFound("There is no such person, or they have left.")
    return found.actor


def actor_by_login(session: Session, login: str) -> Actor:
    """`actor_for` by the name somebody signs in with, for the command line.

    Raises:
        NotFound: nobody signs in with that name.
    """
    person_id = session.scalar(sa.select(Person.id).where(Person.login == login.strip().lower()))
    if person_id is None:
        raise NotFound(f"Nobody signs in as {login}.")
    return actor_for(session, person_id)


def _actor(person: Person, organisation: str, groups: Iterable[str]) -> Actor:
    return Actor(
        person_id=person.id,
        login=person.login,
        name=person.name,
        organisation=organisation,
        groups=frozenset(groups),
    )


def _groups_of(session: Session, person_id: int) -> Sequence[str]:
    everywhere = (
        sa.select(Group.key)
        .join(Membership, Membership.group_id == Group.id)
        .where(Membership.person_id == person_id)
    )
    in_briefs = (
        sa.select((BriefMember.role + "@" + Brief.ref).label("key"))
        .join(Brief, Brief.id == BriefMember.brief_id)
        .where(BriefMember.person_id == person_id, BriefMember.ended_at.is_(None))
    )
    return session.scalars(everywhere.union_all(in_briefs)).all()


def members(session: Session, group: str | None = None) -> tuple[Member, ...]:
    """The active persons in a group (`lcc-finance`, `design-lead@CIP-DB-2026-01`), or all of them, by name."""
    query = (
        sa.select(Person.id, Person.login, Person.name, Organisation.key)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Person.active)
        .order_by(Person.name, Person.id)
    )
    role, at, ref = (group or "").partition("@")
    if at:
        query = query.where(
            sa.exists()
            .where(
                BriefMember.person_id == Person.id,
                BriefMember.role == role,
                BriefMember.ended_at.is_(None),
                BriefMember.brief_id == Brief.id,
                Brief.ref == ref,
            )
            .correlate(Person)
        )
    elif role:
        query = query.join(Membership, Membership.person_id == Person.id).join(
            Group, sa.and_(Group.id == Membership.group_id, Group.key == role)
        )
    return tuple(_member(row) for row in session.execute(query))


def by_ids(session: Session, ids: Iterable[int]) -> dict[int, Member]:
    """The persons with these ids, whether or not they have left: for histories."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = (
        sa.select(Person.id, Person.login, Person.name, Organisation.key)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Person.id.in_(wanted))
        .order_by(Person.id)
    )
    return {row.id: _member(row) for row in session.execute(query)}


def _member(row: Any) -> Member:
    return Member(person_id=row.id, login=row.login, name=row.name, organisation=row.key)


class Directory:
    """What forms ask for: the members of a group, read once a request. Satisfies `forms.People`."""

    def __init__(self, session: Session, brief: str | None = None) -> None:
        self._session = session
        self._brief = brief  #: groups within a brief (`design-team`) mean this one's
        self._known: dict[str, tuple[Member, ...]] = {}

    def members(self, group: str) -> tuple[Member, ...]:
        """The persons in `group`; all persons for an empty name."""
        if group not in self._known:
            found = members(self._session, group or None)
            if not found and self._brief and "@" not in group:
                found = members(self._session, f"{group}@{self._brief}")
            self._known[group] = found
        return self._known[group]


def anybody(session: Session) -> bool:
    """Whether there is any account at all."""
    return session.scalar(sa.select(sa.exists().where(Person.active))) or False
