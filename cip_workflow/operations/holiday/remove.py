"""A day is again what the published calendar says."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.operations import _accounts, _audit, _notes
from cip_workflow.store import calendar
from cip_workflow.store.tables import HOLIDAY
from cip_workflow.types import Actor


def remove(session: Session, *, actor: Actor, day: date, reason: str) -> None:
    """Take back what was set for a day.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: nothing was set for this day.
        Invalid: there is no reason.
    """
    _accounts.administers(actor)
    why = _notes.needed(reason, what="why this day is again what the published calendar says")
    gone = session.execute(
        sa.delete(HOLIDAY).where(HOLIDAY.c.day == day).returning(HOLIDAY.c.name)
    ).one_or_none()
    if gone is None:
        raise NotFound("Nothing was set for this day.")
    calendar.changed(session)
    _audit.change(
        session,
        actor=actor,
        kind="holiday.removed",
        subject=f"holiday:{day.isoformat()}",
        name=gone.name,
        reason=why[:1000],
    )
