"""The diary of the partnership's bodies in the demonstration: a year of meetings from the day of loading on."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from cip_workflow import clock, working_time
from cip_workflow.cli.opened import OPERATOR
from cip_workflow.operations.meeting import add

#: Body, weekday (Monday is 0), weeks between two meetings, where.
_HABITS = (
    ("cip-board", 2, 6, "County Hall"),
    ("delivery-group", 1, 4, "By video"),
    ("lcc-cabinet", 4, 5, "County Hall"),
    ("scrutiny", 0, 11, "County Hall"),
)
#: The first meetings are so far ahead that their papers can still be sent in time.
_FIRST = timedelta(days=16)
_YEAR = timedelta(days=365)


def plan(session: Session) -> int:
    """Put a year of meetings into the diary.

    Returns:
        How many.
    """
    today = clock.now().astimezone(clock.LONDON).date()
    planned = 0
    for body, weekday, weeks, place in _HABITS:
        day = today + _FIRST
        day += timedelta(days=(weekday - day.weekday()) % 7)
        while day < today + _YEAR:
            held_on = _open_day(day)
            add.add(
                session,
                actor=OPERATOR,
                body=body,
                held_on=held_on,
                place=place,
                reason="The diary of the demonstration",
            )
            planned += 1
            day += timedelta(weeks=weeks)
    return planned


def _open_day(day: date) -> date:
    """The day itself, or the next working day where offices are closed."""
    return day if working_time.is_working_day(day) else working_time.add_working_days(day, 1)
