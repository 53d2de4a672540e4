"""A person's role within a brief ends; what they hold because of it goes back to the team."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations import _accounts, _audit, _holdings
from cip_workflow.operations._work import Work
from cip_workflow.queries import people
from cip_workflow.store.model import Brief, BriefMember
from cip_workflow.types import Actor


def remove_member(session: Session, *, actor: Actor, ref: str, person_id: int, role: str) -> int:
    """End a role; the row stays as history.

    Returns:
        How many open tasks went back to the team.

    Raises:
        NotAllowed: the actor is neither the system, an administrator nor a governance lead.
        NotFound: no such brief, or no such person.
        Conflict: they do not have this role now.
    """
    _accounts.administers(actor, also=("governance-lead",))
    person = _accounts.person(session, person_id)
    brief_id = session.scalar(sa.select(Brief.id).where(Brief.ref == ref))
    if brief_id is None:
        raise NotFound(f"There is no brief {ref}.")
    member = session.scalar(
        sa.select(BriefMember).where(
            BriefMember.brief_id == brief_id,
            BriefMember.person_id == person.id,
            BriefMember.role == role,
            BriefMember.ended_at.is_(None),
        )
    )
    if member is None:
        raise Conflict(f"{person.name} does not have this role in {ref}.")
    member.ended_at = clock.now()
    session.flush()
    _audit.change(
        session, actor=actor, kind="brief.member-removed", subject=f"brief:{ref}", person=person.id, role=role
    )
    if not person.active:
        return 0
    left_with = people.actor_for(session, person_id).principals
    work = Work(session=session, actor=actor)
    return _holdings.give_back(work, person=person, why="brief.member-removed", keep=left_with)
