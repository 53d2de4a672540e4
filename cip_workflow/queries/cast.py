"""The demonstration people, as the sign-in page shows them."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.model import BriefMember, Group, Membership, Organisation, Person


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
    """All active demonstration people, by organisation and name, in three statements."""
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
    # How many briefs somebody leads or works on, not each of them: the list is to choose a person by.
    number = sa.func.count(sa.distinct(BriefMember.brief_id))
    in_briefs = (
        sa.select(BriefMember.person_id, Group.name, number)
        .join(Group, Group.key == BriefMember.role)
        .join(Person, Person.id == BriefMember.person_id)
        .where(Person.demo, BriefMember.ended_at.is_(None))
        .group_by(BriefMember.person_id, Group.name)
        .order_by(Group.name)
    )
    found: dict[int, list[str]] = {}
    for person_id, name in session.execute(everywhere.order_by(Group.name)):
        found.setdefault(person_id, []).append(name)
    for person_id, name, briefs in session.execute(in_briefs):
        found.setdefault(person_id, []).append(f"{name} of {briefs} brief{'s' if briefs != 1 else ''}")
    return found
