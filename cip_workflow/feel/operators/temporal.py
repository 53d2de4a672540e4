"""Arithmetic with dates, times and durations (DMN table 57)."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Any

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.temporal import calendar
from cip_workflow.feel.temporal.calendar import add_months, day_number, join, nanoseconds_of
from cip_workflow.feel.temporal.zones import at_instant, instant, offset_of_time
from cip_workflow.feel.values import (
    DAY_NANOSECONDS,
    NANOSECONDS,
    AnyTime,
    DaysTimeDuration,
    YearsMonthsDuration,
    kind_of,
)

#: No duration is longer than the years that FEEL knows.
_MAX_NANOSECONDS = 2_000_000_000 * 366 * DAY_NANOSECONDS
#: 34 digits of a number and those of the nanoseconds of a long duration.
_EXACT = Context(prec=70, traps=[])


def moved(value: Any, duration: Any, sign: int) -> Any:
    """A date, time, or date and time moved by a duration, forward (`sign` 1) or back (-1).

    Raises:
        NoValue: a time moved by months, or a year outside what FEEL can hold.
    """
    kind = kind_of(value)
    if isinstance(duration, YearsMonthsDuration):
        if kind == "time":
            raise NoValue("A time cannot be moved by years and months.")
        day = add_months(value, sign * duration.total_months)
        return day if kind == "date" else join(day, calendar.time_part(value), value.tzinfo)
    by = sign * duration.nanoseconds
    if kind == "time":
        return calendar.make_time((nanoseconds_of(value) + by) % DAY_NANOSECONDS, value.tzinfo)
    if kind == "date":
        return calendar.date_of(day_number(value) + by // DAY_NANOSECONDS)
    return at_instant(instant(value) + by, value.tzinfo)


def between(start: Any, end: Any) -> DaysTimeDuration:
    """The duration from one date (and time) to another; a date counts as its midnight in UTC.

    Raises:
        NoValue: only one of them has a zone.
    """
    if _has_zone(start) != _has_zone(end):
        raise NoValue("Between a value with a time zone and one without there is no duration.")
    return DaysTimeDuration(_instant(end) - _instant(start))


def time_between(start: AnyTime, end: AnyTime) -> DaysTimeDuration:
    """The duration from one time of the day to another, negative when `end` is earlier.

    Raises:
        NoValue: only one of them has a zone.
    """
    if (start.tzinfo is None) != (end.tzinfo is None):
        raise NoValue("Between a time with a time zone and one without there is no duration.")
    offsets = 0
    if start.tzinfo != end.tzinfo:
        offsets = (offset_of_time(end) or 0) - (offset_of_time(start) or 0)
    return DaysTimeDuration(nanoseconds_of(end) - nanoseconds_of(start) - offsets * NANOSECONDS)


def scaled(duration: DaysTimeDuration, factor: Decimal) -> DaysTimeDuration:
    """A duration times a number, to the nanosecond.

    Raises:
        NoValue: longer than all the years that FEEL knows.
    """
    return _rounded(_EXACT.multiply(Decimal(duration.nanoseconds), factor))


def divided(duration: DaysTimeDuration, by: Decimal) -> DaysTimeDuration:
    """A duration divided by a number other than zero, to the nanosecond.

    Raises:
        NoValue: longer than all the years that FEEL knows.
    """
    return _rounded(_EXACT.divide(Decimal(duration.nanoseconds), by))


def _rounded(nanoseconds: Decimal) -> DaysTimeDuration:
    if abs(nanoseconds) > _MAX_NANOSECONDS:
        raise NoValue("This duration is too long.")
    return DaysTimeDuration(int(nanoseconds.to_integral_value()))


def _has_zone(value: Any) -> bool:
    return kind_of(value) == "date" or value.tzinfo is not None


def _instant(value: Any) -> int:
    return day_number(value) * DAY_NANOSECONDS if kind_of(value) == "date" else instant(value)
