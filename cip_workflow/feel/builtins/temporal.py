"""Temporal functions (DMN table 79)."""

from __future__ import annotations

from decimal import Decimal

from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.temporal.calendar import date_of, day_number, make_date
from cip_workflow.feel.values import AnyDate, AnyDateTime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@builtin("day of year", "date: day")
def day_of_year(day: AnyDate | AnyDateTime) -> Decimal:
    return Decimal(day_number(day) - day_number(make_date(day.year, 1, 1)) + 1)


@builtin("day of week", "date: day")
def day_of_week(day: AnyDate | AnyDateTime) -> str:
    return _DAYS[_weekday(day)]


@builtin("month of year", "date: day")
def month_of_year(day: AnyDate | AnyDateTime) -> str:
    return _MONTHS[day.month - 1]


@builtin("week of year", "date: day")
def week_of_year(day: AnyDate | AnyDateTime) -> Decimal:
    # ISO 8601: a week belongs to the year of its Thursday
    thursday = date_of(day_number(day) - _weekday(day) + 3)
    return Decimal((int(day_of_year(thursday)) - 1) // 7 + 1)


def _weekday(day: AnyDate | AnyDateTime) -> int:
    return (day_number(day) - 1) % 7
