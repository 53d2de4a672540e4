"""Membership in a global group: the rule and the row, shared by adding a person and adding a member."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Invalid
from cip_workflow.operations import _audit
from cip_workflow.store.model import Group, Membership, Organisation, Person
from cip_workflow.types import Actor


def join(
    session: Session, *, actor: Actor, group: Group, person: Person, organisation: str, note: str = ""
) -> bool:
    """Put a person into a group; False when they were in it already.

    Raises:
        Invalid: the group has its members within each brief, or belongs to another organisation, or the person has left.
    """
    wrong = None
    if group.scoped:
        wrong = f"{group.name} has its members within each brief. Add {person.name} to the team of a brief."
    elif not person.active:
        wrong = f"{person.name} has left and cannot join a group."
    elif group.organisation_id is not None and group.organisation_id != person.organisation_id:
        owner = session.get_one(Organisation, group.organisation_id).name
        wrong = f"{group.name} is a group of {owner}, and {person.name} is not from there."
    if wrong:
        raise Invalid(wrong, fields={"person": [wrong]})
    there = sa.select(Membership).where(Membership.person_id == person.id, Membership.group_id == group.id)
    if session.scalar(there) is not None:
        return False
    session.add(
        Membership(
            person_id=person.id,
            group_id=group.id,
            since=clock.now(),
            added_by=actor.person_id,
            note=note[:200],
        )
    )
    _audit.change(
        session,
        actor=actor,
        kind="group.member-added",
        subject=f"group:{group.key}",
        person=person.id,
        organisation=organisation,
    )
    return True
