"""Working days in England, and the due dates that follow from them (docs/feel.md has the rules in words).

Everything here is arithmetic with dates: a working day is a Monday to Friday that is no bank holiday. The holidays
are the published ones of England (the `holidays` package), and the days that administrators closed or opened against
them (`differing`, which every transaction fills from the table of holidays), unless a set of dates is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays as published

from cip_workflow.errors import Invalid

LONDON = ZoneInfo("Europe/London")
#: When the office closes: tasks are due at this time of the day, in London.
CLOSE_OF_BUSINESS = time(17, 0)
#: A notice may be challenged for eight working days (Procurement Act 2023, section 51).
STANDSTILL_DAYS = 8

_DAY = timedelta(days=1)
_SLA = re.compile(r"\s*(\d{1,4})\s*(wd|d)\s*", re.ASCII)
_MAX_DAYS = 10_000
#: Days on which the calendar of this installation differs from the published one: closed (True) or open (False).
_DIFFERS: ContextVar[Mapping[date, bool] | None] = ContextVar("differs", default=None)


@contextmanager
def differing(days: Mapping[date, bool]) -> Iterator[None]:
    """Inside this block the offices are closed (True) or open (False) on these days, whatever the published calendar says.

    Weekends stay weekends. A set of holidays that is given to a function still wins.
    """
    token = _DIFFERS.set(days)
    try:
        yield
    finally:
        _DIFFERS.reset(token)


@lru_cache(maxsize=200)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year."""
    return frozenset(published.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date, *, holidays: AbstractSet[date] | None = None) -> bool:
    """Whether offices are open on a day.

    Args:
        day: the day.
        holidays: the days on which they are closed, besides weekends; default the bank holidays of England with what
            differs from them here.
    """
    if day.weekday() >= 5:
        return False
    if holidays is not None:
        return day not in holidays
    closed = (_DIFFERS.get() or {}).get(day)
    return day not in bank_holidays(day.year) if closed is None else not closed


def add_working_days(day: date, days: int, *, holidays: AbstractSet[date] | None = None) -> date:
    """The working day so many working days after a day; before it, when `days` is negative.

    The day itself never counts, so 0 gives it back whatever day it is.

    Raises:
        Invalid: more than 10000 days, or outside the calendar.
    """
    _check(days)
    step = _DAY if days > 0 else -_DAY
    left = abs(days)
    while left:
        day = _moved(day, step)
        left -= is_working_day(day, holidays=holidays)
    return day


def clear_working_days(published_on: date, days: int, *, holidays: AbstractSet[date] | None = None) -> date:
    """The last of so many clear working days after a publication, whose own day does not count.

    A decision published on Friday 20 November 2026 may be called in for five clear working days: until the 27th.
    Act from the working day after that.

    Raises:
        Invalid: `days` is negative or too large.
    """
    if days < 0:
        raise Invalid("The number of clear working days must not be negative.")
    return add_working_days(published_on, days, holidays=holidays)


def standstill_end(
    published_on: date, days: int = STANDSTILL_DAYS, *, holidays: AbstractSet[date] | None = None
) -> date:
    """The last day of a standstill that begins with the day of publication, when that is a working day.

    A notice published on Monday 10 August 2026 stands until the 19th. Sign from the working day after that.

    Raises:
        Invalid: `days` is less than 1 or too large.
    """
    if days < 1:
        raise Invalid("A standstill has at least one working day.")
    counts = is_working_day(published_on, holidays=holidays)
    return add_working_days(published_on, days - counts, holidays=holidays)


def working_days_between(start: date, end: date, *, holidays: AbstractSet[date] | None = None) -> int:
    """How many working days after `start` up to and with `end`; negative when `end` is earlier.

    The reverse of `add_working_days`: Friday to Monday is 1.

    Raises:
        Invalid: more than about 27 years apart.
    """
    if end < start:
        return -working_days_between(end, start, holidays=holidays)
    apart = (end - start).days
    _check(apart)
    return sum(is_working_day(start + _DAY * ahead, holidays=holidays) for ahead in range(1, apart + 1))


def close_of_business(day: date) -> datetime:
    """17:00 in London on a day, as an instant in UTC."""
    return datetime.combine(day, CLOSE_OF_BUSINESS, LONDON).astimezone(UTC)


def due(start: datetime, sla: str, *, holidays: AbstractSet[date] | None = None) -> datetime:
    """When a task is due that started at `start` and has the service level `sla`.

    Args:
        start: when it started, aware; what counts is the date in London.
        sla: "10wd" for ten working days, "5d" for five days.
        holidays: as for `is_working_day`.

    Returns:
        17:00 in London on that day, as an instant in UTC.

    Raises:
        Invalid: a service level that is neither.
    """
    match = _SLA.fullmatch(sla)
    if match is None:
        raise Invalid(f"{sla!r} is not a service level; write 10wd for ten working days or 5d for five days.")
    count, unit = int(match[1]), match[2]
    day = start.astimezone(LONDON).date()
    if unit == "wd":
        return close_of_business(add_working_days(day, count, holidays=holidays))
    return close_of_business(_moved(day, _DAY * count))


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError as error:
        raise Invalid("That day is outside the calendar.") from error


def _check(days: int) -> None:
    if abs(days) > _MAX_DAYS:
        raise Invalid(f"{days} days are too many; at most {_MAX_DAYS} can be counted.")
