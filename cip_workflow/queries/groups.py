"""Groups, organisations, and the teams of briefs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries.people import Member
from cip_workflow.store.model import Brief, BriefMember, Group, Membership, Organisation, Person, Restriction


@dataclass(frozen=True, kw_only=True)
class OrganisationLine:
    """A party to the partnership."""

    key: str
    name: str
    people: int  #: active ones


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """A candidate group."""

    key: str
    name: str
    description: str
    organisation: str | None  #: members must belong to it
    scoped: bool  #: its members are named within each brief
    system: bool  #: about running the service, never a candidate of a task
    members: int = 0


@dataclass(frozen=True, kw_only=True)
class InGroup(Member):
    """A member of a group."""

    since: datetime
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class InBrief(Member):
    """A person in a role within a brief, with what they are kept from."""

    role: str
    part: str | None
    days: Decimal | None
    since: datetime
    ended_at: datetime | None
    restrictions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BriefLine:
    """A brief, with the size of its team."""

    ref: str
    title: str
    members: int  #: persons, whatever their roles


@dataclass(frozen=True, kw_only=True)
class Role:
    """One of a person's roles within a brief."""

    ref: str
    title: str
    role: str  #: key of the scoped group


def organisations(session: Session) -> tuple[OrganisationLine, ...]:
    """Every organisation with how many people it has, by name."""
    query = (
        sa.select(Organisation.key, Organisation.name, sa.func.count(Person.id))
        .outerjoin(Person, sa.and_(Person.organisation_id == Organisation.id, Person.active))
        .group_by(Organisation.id, Organisation.key, Organisation.name)
        .order_by(Organisation.name)
    )
    return tuple(
        OrganisationLine(key=key, name=name, people=count) for key, name, count in session.execute(query)
    )


def all_groups(session: Session) -> tuple[GroupLine, ...]:
    """Every group with how many active members it has, by name; roles within briefs count persons over all briefs."""
    everywhere = (
        sa.select(sa.func.count())
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.group_id == Group.id, Person.active)
        .correlate(Group)
        .scalar_subquery()
    )
    in_briefs = (
        sa.select(sa.func.count(sa.distinct(BriefMember.person_id)))
        .where(BriefMember.role == Group.key, BriefMember.ended_at.is_(None))
        .correlate(Group)
        .scalar_subquery()
    )
    count = sa.case((Group.scoped, in_briefs), else_=everywhere)
    query = (
        sa.select(Group, Organisation.key, count)
        .outerjoin(Organisation, Organisation.id == Group.organisation_id)
        .order_by(Group.name, Group.id)
    )
    return tuple(
        _line(group, organisation, members) for group, organisation, members in session.execute(query)
    )


def group(session: Session, key: str) -> GroupLine:
    """One group.

    Raises:
        NotFound: there is no group with this key.
    """
    row = session.execute(
        sa.select(Group, Organisation.key)
        .outerjoin(Organisation, Organisation.id == Group.organisation_id)
        .where(Group.key == key)
    ).one_or_none()
    if row is None:
        raise NotFound(f"There is no group {key}.")
    return _line(*row)


def names(session: Session) -> dict[str, str]:
    """The readable name of every group, by key."""
    rows = session.execute(sa.select(Group.key, Group.name).order_by(Group.key))
    return {row.key: row.name for row in rows}


def members(session: Session, key: str) -> tuple[InGroup, ...]:
    """The active members of a global group, by name, with since when."""
    query = (
        sa.select(Person, Organisation.key, Membership.since, Membership.note)
        .join(Membership, Membership.person_id == Person.id)
        .join(Group, Group.id == Membership.group_id)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Group.key == key, Person.active)
        .order_by(Person.name, Person.id)
    )
    return tuple(
        InGroup(
            person_id=person.id,
            login=person.login,
            name=person.name,
            organisation=organisation,
            since=since,
            note=note,
        )
        for person, organisation, since, note in session.execute(query)
    )


def of_person(session: Session, person_id: int) -> tuple[GroupLine, ...]:
    """The global groups of a person, by name."""
    query = (
        sa.select(Group, Organisation.key)
        .join(Membership, Membership.group_id == Group.id)
        .outerjoin(Organisation, Organisation.id == Group.organisation_id)
        .where(Membership.person_id == person_id)
        .order_by(Group.name, Group.id)
    )
    return tuple(_line(*row) for row in session.execute(query))


def roles_of(session: Session, person_id: int) -> tuple[Role, ...]:
    """The roles a person has within briefs now, the newest brief first."""
    query = (
        sa.select(Brief.ref, Brief.title, BriefMember.role)
        .join(BriefMember, BriefMember.brief_id == Brief.id)
        .where(BriefMember.person_id == person_id, BriefMember.ended_at.is_(None))
        .order_by(Brief.id.desc(), BriefMember.role)
    )
    return tuple(Role(ref=ref, title=title, role=role) for ref, title, role in session.execute(query))


def briefs(
    session: Session, *, after: int | None = None, limit: int = 25
) -> tuple[tuple[BriefLine, ...], int | None]:
    """A page of briefs, the newest first, and the key of the next page."""
    people = sa.func.count(sa.distinct(BriefMember.person_id))
    query = (
        sa.select(Brief.id, Brief.ref, Brief.title, people)
        .outerjoin(BriefMember, sa.and_(BriefMember.brief_id == Brief.id, BriefMember.ended_at.is_(None)))
        .group_by(Brief.id, Brief.ref, Brief.title)
        .order_by(Brief.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(Brief.id < after)
    rows = session.execute(query).all()
    lines = tuple(BriefLine(ref=ref, title=title, members=members) for _, ref, title, members in rows[:limit])
    return lines, rows[limit - 1].id if len(rows) > limit else None


def brief(session: Session, ref: str) -> BriefLine:
    """One brief.

    Raises:
        NotFound: there is no brief with this reference.
    """
    row = session.execute(sa.select(Brief.ref, Brief.title).where(Brief.ref == ref)).one_or_none()
    if row is None:
        raise NotFound(f"There is no brief {ref}.")
    return BriefLine(ref=row.ref, title=row.title, members=len({one.person_id for one in team(session, ref)}))


def team(session: Session, ref: str, *, with_former: bool = False) -> tuple[InBrief, ...]:
    """Who has which role in a brief, leads first, with what the conflicts register keeps them from."""
    query = (
        sa.select(Person, Organisation.key, BriefMember)
        .join(BriefMember, BriefMember.person_id == Person.id)
        .join(Brief, Brief.id == BriefMember.brief_id)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Brief.ref == ref)
        .order_by(
            sa.case({"design-lead": 0, "co-lead": 1, "design-team": 2}, value=BriefMember.role, else_=3),
            Person.name,
            BriefMember.id,
        )
    )
    if not with_former:
        query = query.where(BriefMember.ended_at.is_(None))
    rows = session.execute(query).all()
    kept_from: dict[int, list[str]] = {}
    asked = sa.select(Restriction.person_id, Restriction.kind).where(
        Restriction.brief_ref == ref,
        Restriction.until.is_(None),
        Restriction.person_id.in_({person.id for person, _, _ in rows}),
    )
    for person_id, kind in session.execute(asked.order_by(Restriction.kind)):
        kept_from.setdefault(person_id, []).append(kind)
    return tuple(
        InBrief(
            person_id=person.id,
            login=person.login,
            name=person.name,
            organisation=organisation,
            role=member.role,
            part=member.part,
            days=member.days,
            since=member.since,
            ended_at=member.ended_at,
            restrictions=tuple(dict.fromkeys(kept_from.get(person.id, ()))),
        )
        for person, organisation, member in rows
    )


def _line(group: Group, organisation: str | None, members: int = 0) -> GroupLine:
    return GroupLine(
        key=group.key,
        name=group.name,
        description=group.description,
        organisation=organisation,
        scoped=group.scoped,
        system=group.system,
        members=members,
    )
