"""The demonstration people, as the sign-in page shows them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.model import Brief, BriefMember, Group, Membership, Organisation, Person


@dataclass(frozen=True, kw_only=True)
class Player:
    """One of them, with what they do in words."""

    person_id: int
    login: str
    name: str
    groups: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Troupe:
    """Those of one organisation."""

    organisation: str
    players: tuple[Player, ...]


def by_organisation(session: Session) -> tuple[Troupe, ...]:
    """All active demonstration people, by organisation and name, in two statements."""
    query = (
        sa.select(Person.id, Person.login, Person.name, Organisation.name.label("organisation"))
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Person.active, Person.demo)
        .order_by(Organisation.id, Person.name, Person.id)
    )
    rows = session.execute(query).all()
    groups = _groups(session)
    found: dict[str, list[Player]] = {}
    for row in rows:
        player = Player(
            person_id=row.id, login=row.login, name=row.name, groups=tuple(groups.get(row.id, ()))
        )
        found.setdefault(row.organisation, []).append(player)
    return tuple(Troupe(organisation=name, players=tuple(players)) for name, players in found.items())


def _groups(session: Session) -> dict[int, list[str]]:
    everywhere = (
        sa.select(Membership.person_id, Group.name)
        .join(Group, Group.id == Membership.group_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.demo)
    )
    in_briefs = (
        sa.select(BriefMember.person_id, (Group.name + " of " + Brief.ref).label("name"))
        .join(Group, Group.key == BriefMember.role)
        .join(Brief, Brief.id == BriefMember.brief_id)
        .join(Person, Person.id == BriefMember.person_id)
        .where(Person.demo, BriefMember.ended_at.is_(None))
    )
    found: dict[int, list[str]] = {}
    for person_id, name in session.execute(everywhere.union_all(in_briefs).order_by("name")):
        found.setdefault(person_id, []).append(name)
    return found
