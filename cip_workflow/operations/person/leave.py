"""Somebody leaves: their work goes back to their groups, and their account opens nothing from this moment on."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Conflict
from cip_workflow.operations import _accounts, _audit, _holdings
from cip_workflow.operations._work import Work
from cip_workflow.store.model import BriefMember, Group, Membership, Parked
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Left:
    """What became of the work of somebody who left."""

    name: str
    tasks: int  #: given back to their groups
    drafts: int  #: deleted
    groups: int  #: memberships that ended, roles in briefs included


def leave(session: Session, *, actor: Actor, person_id: int, version: int | None = None) -> Left:
    """Close an account. The row stays, because the audit trail refers to it.

    Open tasks go back to those they were offered to, drafts are deleted, memberships and roles end, every session ends.

    Raises:
        NotAllowed: the actor is no administrator.
        Conflict: the person has left already, or is the last administrator, or the page is stale.
    """
    _accounts.administers(actor)
    person = _accounts.person(session, person_id, version)
    if not person.active:
        raise Conflict(f"{person.name} has left already.")
    if _accounts.is_admin(session, person_id) and not _accounts.admins_besides(session, person_id):
        raise Conflict(
            f"{person.name} is the last platform administrator. "
            "Make somebody else one first, so that the accounts stay looked after."
        )
    work = Work(session=session, actor=actor)
    tasks = _holdings.give_back(work, person=person, why="left")
    drafts = _holdings.drop_drafts(work, person_id=person_id)
    groups = _end_memberships(session, person_id)
    session.execute(sa.delete(Parked).where(Parked.person_id == person_id))
    person.active = False
    person.left_at = clock.now()
    person.password_hash = None
    person.session_epoch += 1
    _audit.change(
        session,
        actor=actor,
        kind="person.left",
        subject=f"person:{person.id}",
        tasks=tasks,
        drafts=drafts,
        groups=groups,
    )
    return Left(name=person.name, tasks=tasks, drafts=drafts, groups=len(groups))


def _end_memberships(session: Session, person_id: int) -> list[str]:
    """End them all; their keys, for the audit trail."""
    ended = list(
        session.scalars(
            sa.select(Group.key)
            .join(Membership, Membership.group_id == Group.id)
            .where(Membership.person_id == person_id)
            .order_by(Group.key)
        )
    )
    session.execute(sa.delete(Membership).where(Membership.person_id == person_id))
    roles = session.scalars(
        sa.select(BriefMember).where(BriefMember.person_id == person_id, BriefMember.ended_at.is_(None))
    ).all()
    for role in roles:
        role.ended_at = clock.now()
        ended.append(f"{role.role}@{role.brief_id}")
    return ended
