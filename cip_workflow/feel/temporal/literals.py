"""Texts to dates, times and durations, as XML Schema and XPath write them (DMN 10.3.4.1)."""

from __future__ import annotations

import re
from datetime import tzinfo
from functools import lru_cache
from typing import Any

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.temporal import zones
from cip_workflow.feel.temporal.calendar import day_number, join, make_date, make_date_time, make_time
from cip_workflow.feel.values import (
    NANOSECONDS,
    AnyDate,
    AnyDateTime,
    AnyTime,
    DaysTimeDuration,
    YearsMonthsDuration,
)

_DATE = re.compile(r"(-?(?:\d{4}|[1-9]\d{4,8}))-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([zZ])|([+-])(\d\d):(\d\d)(?::(\d\d))?|@([\w+/-]+))?", re.ASCII
)
_MONTHS = re.compile(r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?", re.ASCII)
_DAYS = re.compile(r"(-?)P(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?", re.ASCII)
_LONGEST = 100


@lru_cache(maxsize=2000)
def parse_date(text: str) -> AnyDate:
    """`2026-03-01`

    Raises:
        NoValue: the text is no date.
    """
    match = _DATE.fullmatch(text) if len(text) < _LONGEST else None
    if match is None:
        raise NoValue(f"{_short(text)} is not a date such as 2026-03-01.")
    return make_date(int(match[1]), int(match[2]), int(match[3]))


@lru_cache(maxsize=2000)
def parse_time(text: str) -> AnyTime:
    """`09:30:00`, `09:30:00.5Z`, `09:30:00+01:00`, `09:30:00@Europe/London`

    Raises:
        NoValue: the text is no time.
    """
    nanoseconds, zone = _clock(text.removeprefix("T"))
    return make_time(nanoseconds % (24 * 3600 * NANOSECONDS), zone)


@lru_cache(maxsize=2000)
def parse_date_time(text: str) -> AnyDateTime:
    """`2026-03-01T09:30:00` with whatever a time may have; a date alone is midnight.

    Raises:
        NoValue: the text is no date and time.
    """
    day, separator, clock = text.partition("T")
    if not separator:
        return join(parse_date(day), make_time(0, None), None)
    nanoseconds, zone = _clock(clock)
    # 24:00:00 is the midnight that ends the day
    return make_date_time(day_number(parse_date(day)), nanoseconds, zone)


@lru_cache(maxsize=2000)
def parse_duration(text: str) -> DaysTimeDuration | YearsMonthsDuration:
    """`P3DT4H`, `-PT0.5S`, `P1Y2M`

    Raises:
        NoValue: the text is no duration, or mixes months and days.
    """
    if len(text) < _LONGEST:
        if (match := _MONTHS.fullmatch(text)) and (match[2] or match[3]):
            months = int(match[2] or 0) * 12 + int(match[3] or 0)
            return YearsMonthsDuration(-months if match[1] else months)
        if (match := _DAYS.fullmatch(text)) and not text.endswith(("P", "T")):
            return DaysTimeDuration(_nanoseconds(match))
    raise NoValue(
        f"{_short(text)} is not a duration such as P3DT4H (days and time) or P1Y2M (years and months)."
    )


@lru_cache(maxsize=2000)
def parse_any(text: str) -> Any:
    """The value of `@"..."`: a date, a time, a date and time, or a duration, told by its form.

    Raises:
        NoValue: it is none of these.
    """
    if "P" in text[:2]:
        return parse_duration(text)
    if _DATE.match(text):
        return parse_date_time(text) if "T" in text else parse_date(text)
    return parse_time(text)


def _clock(text: str) -> tuple[int, tzinfo | None]:
    match = _TIME.fullmatch(text) if len(text) < _LONGEST else None
    if match is None:
        raise NoValue(f"{_short(text)} is not a time such as 09:30:00 or 09:30:00@Europe/London.")
    hour, minute, second = int(match[1]), int(match[2]), int(match[3])
    seconds = (hour * 60 + minute) * 60 + second
    fraction = int((match[4] or "").ljust(9, "0")[:9] or 0)
    last = hour == 24 and seconds == 86_400 and fraction == 0
    if (hour > 23 and not last) or minute > 59 or second > 59:
        raise NoValue(f"There is no time {_short(text)}.")
    return seconds * NANOSECONDS + fraction, _zone(match)


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match[10]:
        return zones.named(match[10])
    if match[5]:
        return zones.fixed(0)
    if not match[6]:
        return None
    if int(match[8]) > 59 or int(match[9] or 0) > 59:
        raise NoValue(f"{match[0]} has no valid offset from UTC.")
    seconds = int(match[7]) * 3600 + int(match[8]) * 60 + int(match[9] or 0)
    return zones.fixed(-seconds if match[6] == "-" else seconds)


def _nanoseconds(match: re.Match[str]) -> int:
    days, hours, minutes, seconds = (int(match[group] or 0) for group in (2, 4, 5, 6))
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    fraction = int((match[7] or "").ljust(9, "0")[:9] or 0)
    return (total * NANOSECONDS + fraction) * (-1 if match[1] else 1)


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")
