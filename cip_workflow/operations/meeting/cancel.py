"""A meeting is taken out of the diary."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations import _accounts, _audit, _notes
from cip_workflow.store.tables import GOVERNANCE_BODY, MEETING
from cip_workflow.types import Actor


def cancel(session: Session, *, actor: Actor, meeting_id: int, reason: str) -> None:
    """Cancel a meeting that has not been held. Its row stays, so that it can be seen that it was planned.

    Raises:
        NotAllowed: the actor is neither administrator nor governance lead.
        NotFound: there is no such meeting, or it is cancelled already.
        Conflict: its day is past.
        Invalid: there is no reason.
    """
    _accounts.administers(actor, {"governance-lead"})
    row = session.execute(
        sa.select(MEETING.c.held_on, GOVERNANCE_BODY.c.key)
        .join_from(MEETING, GOVERNANCE_BODY, GOVERNANCE_BODY.c.id == MEETING.c.body_id)
        .where(MEETING.c.id == meeting_id, MEETING.c.cancelled_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such meeting, or it is cancelled already.")
    if row.held_on < clock.now().astimezone(clock.LONDON).date():
        raise Conflict("The day of this meeting is past, so it cannot be cancelled.")
    why = _notes.needed(reason, what="why this meeting is cancelled")
    session.execute(sa.update(MEETING).where(MEETING.c.id == meeting_id).values(cancelled_at=clock.now()))
    _audit.change(
        session,
        actor=actor,
        kind="meeting.cancelled",
        subject=f"body:{row.key}",
        held_on=row.held_on.isoformat(),
        reason=why[:1000],
    )
