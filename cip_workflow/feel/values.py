"""The values of FEEL that Python has no type for, and what kind each value is.

A number is a Decimal, a string a str, a boolean a bool, null None, a list a list, a context a Mapping (a dict when
an expression made it), a date, time, date and time Python's own. What Python's own cannot hold (years outside 1 to
9999, nanoseconds) is in the `Far` types. Nothing here is ever changed once made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Any

NANOSECONDS = 1_000_000_000
DAY_NANOSECONDS = 86_400 * NANOSECONDS


@dataclass(frozen=True, slots=True, order=True)
class YearsMonthsDuration:
    """`duration("P1Y2M")`"""

    total_months: int

    @property
    def years(self) -> int:
        return _divided(self.total_months, 12)[0]

    @property
    def months(self) -> int:
        return _divided(self.total_months, 12)[1]

    def __str__(self) -> str:
        years, months = divmod(abs(self.total_months), 12)
        body = f"{years}Y" * bool(years) + f"{months}M" * bool(months)
        return f"{'-' * (self.total_months < 0)}P{body or '0M'}"


@dataclass(frozen=True, slots=True, order=True)
class DaysTimeDuration:
    """`duration("P3DT4H")`, exact to the nanosecond."""

    nanoseconds: int

    @classmethod
    def of(cls, duration: timedelta) -> DaysTimeDuration:
        """The same duration as a Python timedelta."""
        return cls((duration.days * 86_400 + duration.seconds) * NANOSECONDS + duration.microseconds * 1000)

    def to_timedelta(self) -> timedelta:
        """The same duration as a Python timedelta.

        Raises:
            OverflowError: longer than Python can hold (999999999 days).
        """
        return timedelta(microseconds=self.nanoseconds // 1000)

    @property
    def parts(self) -> tuple[int, int, int, Decimal]:
        """Days, hours, minutes, seconds; all negative when the duration is."""
        sign = -1 if self.nanoseconds < 0 else 1
        minutes, rest = divmod(abs(self.nanoseconds), 60 * NANOSECONDS)
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        return sign * days, sign * hours, sign * minutes, sign * Decimal(rest).scaleb(-9)

    def __str__(self) -> str:
        days, hours, minutes, seconds = self.parts
        clock = f"{abs(hours)}H" * bool(hours) + f"{abs(minutes)}M" * bool(minutes)
        if seconds:
            clock += f"{abs(seconds).normalize():f}S"
        day = f"{abs(days)}D" * bool(days)
        body = f"{day}T{clock}" if clock else (day or "T0S")
        return f"{'-' * (self.nanoseconds < 0)}P{body}"


@dataclass(frozen=True, slots=True)
class FarDate:
    """A date before the year 1 or after 9999."""

    year: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class FarTime:
    """A time with nanoseconds."""

    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: tzinfo | None = None


@dataclass(frozen=True, slots=True)
class FarDateTime:
    """A date and time with a far year or with nanoseconds."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    nanosecond: int
    tzinfo: tzinfo | None = None


AnyDate = date | FarDate
AnyTime = time | FarTime
AnyDateTime = datetime | FarDateTime


@dataclass(frozen=True, slots=True)
class Range:
    """`[low..high]`, or (with an `operator`) `< 10`, where the side that is not given is null."""

    low: Any
    low_included: bool
    high: Any
    high_included: bool
    operator: str = ".."


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function: its name, the name of its type, and what fits an argument to that type."""

    name: str
    type: str = "Any"
    fit: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function as a value: user-defined, built-in, or made by a business knowledge model.

    `call` takes the arguments in the order of `parameters`; it may raise NoValue for null.
    """

    name: str
    parameters: tuple[Parameter, ...]
    call: Callable[..., Any]
    #: The name of the type of its results, where that is known.
    result_type: str = ""


#: What stands for "no such entry".
MISSING: Any = object()

_KINDS: dict[type, str] = {
    Decimal: "number",
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    type(None): "Null",
    list: "list",
    tuple: "list",
    dict: "context",
    date: "date",
    FarDate: "date",
    time: "time",
    FarTime: "time",
    datetime: "date and time",
    FarDateTime: "date and time",
    DaysTimeDuration: "days and time duration",
    timedelta: "days and time duration",
    YearsMonthsDuration: "years and months duration",
    Range: "range",
    Function: "function",
}


def kind_of(value: Any) -> str:
    """The FEEL type of a value, without its parameters: "number", "list", "date and time"."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    for known in (bool, str, datetime, date, time, Decimal, int, float, list, tuple):
        if isinstance(value, known):
            return _KINDS[known]
    if isinstance(value, Mapping):
        return "context"
    return getattr(value, "feel_kind", "unknown")


def described(value: Any) -> str:
    """A value in words, for diagnostics: "null", "a number", "a date and time"."""
    kind = kind_of(value)
    return "null" if kind == "Null" else f"a {kind}"


def _divided(total: int, by: int) -> tuple[int, int]:
    whole, rest = divmod(abs(total), by)
    return (whole, rest) if total >= 0 else (-whole, -rest)
