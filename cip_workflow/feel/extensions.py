"""Our own functions: working days by the calendar of England (docs/feel.md tells process owners about them).

Where a date is wanted, a date and time will do: with a time zone it counts as its date in London.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from cip_workflow import working_time
from cip_workflow.errors import Invalid
from cip_workflow.feel.builtins import register
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import Run
from cip_workflow.feel.numbers import integer
from cip_workflow.feel.values import described

Answer = TypeVar("Answer")

#: Steps of looking at one day.
_DAY = 10


def add_working_days(run: Run, day: Any, days: Decimal, holidays: list[Any] | None = None) -> date:
    """The working day so many working days after a day (before it, when negative)."""
    start, count = _date(day), integer(days, "number of days")
    run.spend(_DAY * abs(count))
    return _asked(lambda: working_time.add_working_days(start, count, holidays=_dates(holidays)))


def clear_working_days(run: Run, published: Any, days: Decimal, holidays: list[Any] | None = None) -> date:
    """The last of so many working days after a publication, whose own day does not count."""
    start, count = _date(published), integer(days, "number of days")
    run.spend(_DAY * abs(count))
    return _asked(lambda: working_time.clear_working_days(start, count, holidays=_dates(holidays)))


def standstill_end(
    run: Run, published: Any, days: Decimal | None = None, holidays: list[Any] | None = None
) -> date:
    """The last day of a standstill that begins with the day of publication."""
    start = _date(published)
    count = working_time.STANDSTILL_DAYS if days is None else integer(days, "number of days")
    run.spend(_DAY * abs(count))
    return _asked(lambda: working_time.standstill_end(start, count, holidays=_dates(holidays)))


def count_working_days(run: Run, start: Any, end: Any, holidays: list[Any] | None = None) -> Decimal:
    """How many working days after one day up to and with another."""
    first, last = _date(start), _date(end)
    run.spend(_DAY * abs((last - first).days))
    return Decimal(_asked(lambda: working_time.working_days_between(first, last, holidays=_dates(holidays))))


def is_working_day(day: Any, holidays: list[Any] | None = None) -> bool:
    """Whether offices are open on a day."""
    return working_time.is_working_day(_date(day), holidays=_dates(holidays))


def next_meeting(run: Run, after: Any, meetings: list[Any], notice: Decimal | None = None) -> date:
    """The first meeting after a day; with `notice`, the first whose papers can still be sent in time."""
    earliest = _date(after)
    days = 0 if notice is None else integer(notice, "notice")
    run.spend(_DAY * abs(days) * len(meetings))
    late_enough = [
        each for each in map(_date, meetings) if each > earliest and _papers(each, days) >= earliest
    ]
    if not late_enough:
        raise NoValue("None of these meetings is late enough.")
    return min(late_enough)


def _papers(meeting: date, days: int) -> date:
    """The last day on which the papers of a meeting can be sent."""
    return _asked(lambda: working_time.add_working_days(meeting, -days))


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        return value.astimezone(working_time.LONDON).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    raise NoValue(f"A date is wanted here, not {described(value)}.")


def _dates(values: list[Any] | None) -> AbstractSet[date] | None:
    return None if values is None else frozenset(map(_date, values))


def _asked(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except Invalid as refusal:
        raise NoValue(refusal.message) from refusal


register("add working days", "day: day, days: number, holidays: list?", add_working_days, needs_run=True)
register(
    "clear working days", "published: day, days: number, holidays: list?", clear_working_days, needs_run=True
)
register("standstill end", "published: day, days: number?, holidays: list?", standstill_end, needs_run=True)
register("count working days", "start: day, end: day, holidays: list?", count_working_days, needs_run=True)
register("is working day", "day: day, holidays: list?", is_working_day)
register("next meeting", "after: day, meetings: list, notice: number?", next_meeting, needs_run=True)
