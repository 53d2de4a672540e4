"""The proleptic Gregorian calendar for any year, and the making of dates and times from counts.

Python's own types are made whenever they can hold the value; the `Far` types are for the rest.
"""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.values import (
    DAY_NANOSECONDS,
    NANOSECONDS,
    AnyDate,
    AnyDateTime,
    AnyTime,
    FarDate,
    FarDateTime,
    FarTime,
)

MAX_YEAR = 999_999_999
_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_PYTHON_YEARS = range(1, 10_000)


def days_in_month(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def make_date(year: int, month: int, day: int) -> AnyDate:
    """The date of these numbers.

    Raises:
        NoValue: there is no such day, or the year is outside -999999999 to 999999999.
    """
    if not -MAX_YEAR <= year <= MAX_YEAR:
        raise NoValue(f"The year {year} is outside -{MAX_YEAR} to {MAX_YEAR}.")
    if not 1 <= month <= 12:
        raise NoValue(f"There is no month {month}.")
    if not 1 <= day <= days_in_month(year, month):
        raise NoValue(f"Month {month} of {year} has no day {day}.")
    return date(year, month, day) if year in _PYTHON_YEARS else FarDate(year, month, day)


def make_time(nanoseconds: int, zone: tzinfo | None) -> AnyTime:
    """The time so many nanoseconds after midnight."""
    seconds, fraction = divmod(nanoseconds, NANOSECONDS)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    if fraction % 1000:
        return FarTime(hour, minute, second, fraction, zone)
    return time(hour, minute, second, fraction // 1000, zone)


def make_date_time(days: int, nanoseconds: int, zone: tzinfo | None) -> AnyDateTime:
    """The date and time of a day number and the nanoseconds since its midnight (any number, also negative).

    Raises:
        NoValue: the year is outside -999999999 to 999999999.
    """
    more_days, nanoseconds = divmod(nanoseconds, DAY_NANOSECONDS)
    return join(date_of(days + more_days), make_time(nanoseconds, zone), zone)


def join(day: AnyDate, clock: AnyTime, zone: tzinfo | None) -> AnyDateTime:
    """A date and a time as one value."""
    if isinstance(day, date) and isinstance(clock, time):
        return datetime.combine(day, clock.replace(tzinfo=zone, fold=0))
    nanosecond = nanoseconds_of(clock) % NANOSECONDS
    return FarDateTime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second, nanosecond, zone)


def day_number(day: AnyDate | AnyDateTime) -> int:
    """Days since 1 January of the year 1 (which is 1, as Python counts)."""
    cycles, year = divmod(day.year - 1, _CYCLE_YEARS)
    return date(year + 1, day.month, day.day).toordinal() + cycles * _CYCLE_DAYS


def date_of(days: int) -> AnyDate:
    """The date of a day number.

    Raises:
        NoValue: the year is outside -999999999 to 999999999.
    """
    cycles, rest = divmod(days - 1, _CYCLE_DAYS)
    near = date.fromordinal(rest + 1)
    return make_date(near.year + cycles * _CYCLE_YEARS, near.month, near.day)


def nanoseconds_of(value: AnyTime | AnyDateTime) -> int:
    """Nanoseconds since midnight."""
    fraction = value.microsecond * 1000 if isinstance(value, time | datetime) else value.nanosecond
    return ((value.hour * 60 + value.minute) * 60 + value.second) * NANOSECONDS + fraction


def add_months(day: AnyDate | AnyDateTime, months: int) -> AnyDate:
    """The same day so many months later; the last of the month where that month is too short.

    Raises:
        NoValue: the year is outside -999999999 to 999999999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return make_date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def date_part(value: AnyDateTime) -> AnyDate:
    """The date of a date and time."""
    return make_date(value.year, value.month, value.day)


def time_part(value: AnyDateTime) -> AnyTime:
    """The time of a date and time, with its zone."""
    return make_time(nanoseconds_of(value), value.tzinfo)
