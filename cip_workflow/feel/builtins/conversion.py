"""Conversion functions (DMN table 72)."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import Run
from cip_workflow.feel.numbers import integer, is_integer
from cip_workflow.feel.numbers import number as spelled
from cip_workflow.feel.temporal import literals, zones
from cip_workflow.feel.temporal.calendar import date_part, join, make_date, make_time, time_part
from cip_workflow.feel.text import text_of
from cip_workflow.feel.values import (
    DAY_NANOSECONDS,
    NANOSECONDS,
    AnyDate,
    AnyDateTime,
    AnyTime,
    DaysTimeDuration,
    FarDateTime,
    YearsMonthsDuration,
)

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@builtin("date", "from: string")
def date_from_text(text: str) -> AnyDate:
    return literals.parse_date(text)


@builtin("date", "from: day")
def date_from(day: AnyDate | AnyDateTime) -> AnyDate:
    return date_part(day) if isinstance(day, datetime | FarDateTime) else day


@builtin("date", "year: number, month: number, day: number")
def date_of_numbers(year: Decimal, month: Decimal, day: Decimal) -> AnyDate:
    return make_date(_whole(year, "year"), _whole(month, "month"), _whole(day, "day"))


@builtin("date and time", "from: string")
def date_and_time_from_text(text: str) -> AnyDateTime:
    return literals.parse_date_time(text)


@builtin("date and time", "from: day")
def date_and_time_from(day: AnyDate | AnyDateTime) -> AnyDateTime:
    return day if isinstance(day, datetime | FarDateTime) else zones.midnight(day)


@builtin("date and time", "date: day, time: time")
def date_and_time(day: AnyDate | AnyDateTime, clock: AnyTime) -> AnyDateTime:
    return join(date_from(day), clock, clock.tzinfo)


@builtin("time", "from: string")
def time_from_text(text: str) -> AnyTime:
    return literals.parse_time(text)


@builtin("time", "from: time")
def time_from_time(clock: AnyTime) -> AnyTime:
    return clock


@builtin("time", "from: day")
def time_from(day: AnyDate | AnyDateTime) -> AnyTime:
    return time_part(day if isinstance(day, datetime | FarDateTime) else zones.midnight(day))


@builtin("time", "hour: number, minute: number, second: number, offset: days duration?")
def time_of_numbers(
    hour: Decimal, minute: Decimal, second: Decimal, offset: DaysTimeDuration | None = None
) -> AnyTime:
    hours, minutes = _whole(hour, "hour"), _whole(minute, "minute")
    if not (0 <= hours <= 23 and 0 <= minutes <= 59 and 0 <= second < 60):
        raise NoValue(f"There is no time {hour}:{minute}:{second}.")
    zone = None if offset is None else zones.fixed(offset.nanoseconds // NANOSECONDS)
    nanoseconds = (hours * 60 + minutes) * 60 * NANOSECONDS + int(second.scaleb(9))
    return make_time(nanoseconds % DAY_NANOSECONDS, zone)


@builtin("number", "from: string")
def number_from(text: str) -> Decimal:
    return _number(text, None, None)


@builtin("number", "from: string, grouping separator: string?, decimal separator: string?")
def number(text: str, grouping: str | None = None, decimal: str | None = None) -> Decimal:
    if grouping not in (None, " ", ",", "."):
        raise NoValue("The grouping separator is a space, a comma, a full stop, or null.")
    if decimal not in (None, ",", "."):
        raise NoValue("The decimal separator is a comma, a full stop, or null.")
    if grouping is not None and grouping == decimal:
        raise NoValue("The grouping separator and the decimal separator must differ.")
    return _number(text, grouping, decimal)


def _number(text: str, grouping: str | None, decimal: str | None) -> Decimal:
    cleaned = text.replace(grouping, "") if grouping else text
    if decimal == ",":
        cleaned = cleaned.replace(".", "?").replace(",", ".")
    if not _NUMBER.fullmatch(cleaned):
        raise NoValue(f"{text[:40]!r} is not a number.")
    return spelled(cleaned)


@builtin("string", "from: any", needs_run=True)
def string(run: Run, value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    text = text_of(value)
    run.spend(len(text) >> 3)
    return text


@builtin("duration", "from: string")
def duration_from_text(text: str) -> DaysTimeDuration | YearsMonthsDuration:
    return literals.parse_duration(text)


@builtin("duration", "from: duration")
def duration_from(duration: DaysTimeDuration | YearsMonthsDuration) -> Any:
    return duration


@builtin("years and months duration", "from: day, to: day")
def years_and_months_duration(
    start: AnyDate | AnyDateTime, end: AnyDate | AnyDateTime
) -> YearsMonthsDuration:
    months = (end.year - start.year) * 12 + end.month - start.month
    # only full months count, towards zero
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return YearsMonthsDuration(months)


def _whole(value: Decimal, what: str) -> int:
    if not is_integer(value):
        raise NoValue(f"The {what} must be a whole number.")
    return integer(value, what)
