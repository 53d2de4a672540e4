"""Persons: as whom somebody acts, and who is in a group (for forms and pickers). The admin list is in accounts.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import NotFound
from cip_workflow.store.model import Brief, BriefMember, Group, Membership, Organisation, Person
from cip_workflow.store.tables import (
    BRIEF,
    BRIEF_MEMBER,
    GROUP,
    MEMBERSHIP,
    ORGANISATION,
    PERSON,
    RESTRICTION,
    THROTTLE,
)
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


# Built once: every request asks these two, and building a statement takes longer than the database takes to answer.
_ENDED = (
    sa.select(sa.literal(1))
    .where(THROTTLE.c.key == sa.bindparam("ended"), THROTTLE.c.until > sa.bindparam("now"))
    .exists()
)
_ACCOUNT = (
    sa.select(
        PERSON.c.id,
        PERSON.c.login,
        PERSON.c.name,
        PERSON.c.email,
        PERSON.c.session_epoch,
        PERSON.c.mail,
        PERSON.c.demo,
        PERSON.c.must_change_password,
        PERSON.c.password_hash.is_not(None).label("has_password"),
        ORGANISATION.c.key,
        ORGANISATION.c.name.label("organisation_name"),
    )
    .join_from(PERSON, ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation_id)
    .where(PERSON.c.id == sa.bindparam("person_id"), PERSON.c.active, ~_ENDED)
)
#: A member who may do nothing in a brief for now acts in none of its roles (`cip:suspend-member`); what is assigned stays.
_SUSPENDED = (
    sa.exists()
    .where(
        RESTRICTION.c.person_id == BRIEF_MEMBER.c.person_id,
        RESTRICTION.c.brief_ref == BRIEF.c.ref,
        RESTRICTION.c.kind == "all",
        RESTRICTION.c.until.is_(None),
    )
    .correlate(BRIEF_MEMBER, BRIEF)
)
_GROUPS = (
    sa.select(GROUP.c.key)
    .join_from(GROUP, MEMBERSHIP, MEMBERSHIP.c.group_id == GROUP.c.id)
    .where(MEMBERSHIP.c.person_id == sa.bindparam("person_id"))
    .union_all(
        sa.select((BRIEF_MEMBER.c.role + "@" + BRIEF.c.ref).label("key"))
        .join_from(BRIEF_MEMBER, BRIEF, BRIEF.c.id == BRIEF_MEMBER.c.brief_id)
        .where(
            BRIEF_MEMBER.c.person_id == sa.bindparam("person_id"),
            BRIEF_MEMBER.c.ended_at.is_(None),
            ~_SUSPENDED,
        )
    )
)


def account(session: Session, person_id: int, *, session_id: str | None = None) -> Account | None:
    """The account behind a session, in two statements; None when the person left or that session was ended by hand."""
    asked = {"person_id": person_id, "ended": f"{SIGNED_OUT}{session_id}", "now": clock.now()}
    row = session.execute(_ACCOUNT, asked).one_or_none()
    if row is None:
        return None
    return Account(
        actor=Actor(
            person_id=row.id,
            login=row.login,
            name=row.name,
            organisation=row.key,
            groups=frozenset(session.execute(_GROUPS, {"person_id": person_id}).scalars()),
        ),
        organisation_name=row.organisation_name,
        epoch=row.session_epoch,
        email=row.email,
        mail=row.mail,
        demo=row.demo,
        must_change_password=row.must_change_password,
        has_password=row.has_password,
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
