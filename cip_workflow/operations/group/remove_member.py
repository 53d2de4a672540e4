"""A person leaves a group; what they hold because of it goes back to the group."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict
from cip_workflow.operations import _accounts, _audit, _holdings
from cip_workflow.operations._work import Work
from cip_workflow.queries import people
from cip_workflow.store.model import Membership
from cip_workflow.types import Actor


def remove_member(session: Session, *, actor: Actor, group: str, person_id: int) -> int:
    """Take a person out of a global group.

    Returns:
        How many open tasks went back to the group.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: no such group, or no such person.
        Conflict: they are not in it, or it would leave nobody to administer.
    """
    _accounts.administers(actor)
    row = _accounts.group(session, group)
    person = _accounts.person(session, person_id)
    there = session.scalar(
        sa.select(Membership).where(Membership.person_id == person.id, Membership.group_id == row.id)
    )
    if there is None:
        raise Conflict(f"{person.name} is not in the group {row.name}.")
    if group == _accounts.ADMIN and not _accounts.admins_besides(session, person_id):
        raise Conflict(f"{person.name} is the last platform administrator. Make somebody else one first.")
    session.delete(there)
    session.flush()
    _audit.change(
        session, actor=actor, kind="group.member-removed", subject=f"group:{group}", person=person.id
    )
    if not person.active:
        return 0
    left_with = people.actor_for(session, person_id).principals
    work = Work(session=session, actor=actor)
    return _holdings.give_back(work, person=person, why="group.member-removed", keep=left_with)
