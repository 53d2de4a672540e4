"""A day becomes one on which offices are closed, or one on which they are open although it is a bank holiday."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, working_time
from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit, _notes
from cip_workflow.store import calendar
from cip_workflow.store.tables import HOLIDAY
from cip_workflow.types import Actor


def set_holiday(session: Session, *, actor: Actor, day: date, closed: bool, name: str, reason: str) -> None:
    """Make a day differ from the published bank holidays of England; what was set for it before is replaced.

    Due dates that are worked out from now on take it into account; those that stand already stay.

    Args:
        closed: offices are closed on it (a closure by the council); False: open, although it is a bank holiday.
        name: what it is called, `Royal funeral`.

    Raises:
        NotAllowed: the actor is no administrator.
        Invalid: nothing would differ (a weekend, a bank holiday that is closed, a working day that is open), or words
            are missing; one list of sentences per field.
    """
    _accounts.administers(actor)
    name = " ".join(name.split())
    wrong: dict[str, list[str]] = {}
    if not name or len(name) > 200:
        wrong["name"] = ["Enter a name of 200 characters or fewer"]
    published = day in working_time.bank_holidays(day.year)
    if day.weekday() >= 5:
        wrong["day"] = [
            "This day is a Saturday or Sunday. Offices are closed on it anyway, and cannot be opened"
        ]
    elif closed and published:
        wrong["day"] = ["This day is a bank holiday. Offices are closed on it anyway"]
    elif not closed and not published:
        wrong["day"] = ["This day is no bank holiday. Offices are open on it anyway"]
    if wrong:
        raise Invalid(fields=wrong)
    why = _notes.needed(reason, what="why offices are closed or open on this day")
    session.execute(sa.delete(HOLIDAY).where(HOLIDAY.c.day == day))
    session.execute(
        sa.insert(HOLIDAY),
        {
            "day": day,
            "name": name,
            "closed": closed,
            "set_by": actor.person_id,
            "set_at": clock.now(),
            "reason": why[:1000],
        },
    )
    calendar.changed(session)
    _audit.change(
        session,
        actor=actor,
        kind="holiday.set",
        subject=f"holiday:{day.isoformat()}",
        closed=closed,
        name=name,
        reason=why[:1000],
    )
