"""A meeting goes into the diary of a body."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, working_time
from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations import _accounts, _audit, _notes
from cip_workflow.store.tables import GOVERNANCE_BODY, MEETING
from cip_workflow.types import Actor

#: So far ahead diaries are kept, in days.
_FARTHEST = 3 * 366


def add(session: Session, *, actor: Actor, body: str, held_on: date, reason: str, place: str = "") -> int:
    """Plan a meeting; one that was cancelled on the same day is planned again.

    Steps that wait for the next meeting see it from now on: a due date that stands already stays.

    Args:
        body: key of a governance body, `cip-board`.
        reason: why it is planned, or who decided so.

    Returns:
        Id of the meeting.

    Raises:
        NotAllowed: the actor is neither administrator nor governance lead.
        NotFound: there is no such body.
        Invalid: the day is past, more than three years ahead, no working day, or taken; one list of sentences per field.
    """
    _accounts.administers(actor, {"governance-lead"})
    body_id = session.execute(
        sa.select(GOVERNANCE_BODY.c.id).where(GOVERNANCE_BODY.c.key == body)
    ).scalar_one_or_none()
    if body_id is None:
        raise NotFound(f"There is no body {body}.")
    known = session.execute(
        sa.select(MEETING.c.id, MEETING.c.cancelled_at).where(
            MEETING.c.body_id == body_id, MEETING.c.held_on == held_on
        )
    ).one_or_none()
    today = clock.now().astimezone(clock.LONDON).date()
    said = None
    if held_on < today:
        said = "Enter a day that is not past"
    elif (held_on - today).days > _FARTHEST:
        said = "Enter a day in the next three years"
    elif not working_time.is_working_day(held_on):
        said = "Enter a working day. Offices are closed on this one"
    elif known is not None and known.cancelled_at is None:
        said = "This body meets on that day already"
    if said:
        raise Invalid(said + ".", fields={"held_on": [said]})
    why = _notes.needed(reason, what="why this meeting is planned, or who decided so")
    place = " ".join(place.split())[:200]
    if known is not None:
        session.execute(
            sa.update(MEETING).where(MEETING.c.id == known.id).values(cancelled_at=None, place=place)
        )
        meeting_id = int(known.id)
    else:
        values = {"body_id": body_id, "held_on": held_on, "place": place}
        meeting_id = session.execute(sa.insert(MEETING).values(**values).returning(MEETING.c.id)).scalar_one()
    _audit.change(
        session,
        actor=actor,
        kind="meeting.added",
        subject=f"body:{body}",
        held_on=held_on.isoformat(),
        reason=why[:1000],
    )
    return meeting_id
