"""Offsets and zones: `Z`, `+01:00`, `@Europe/London`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.temporal.calendar import day_number, join, make_date_time, make_time, nanoseconds_of
from cip_workflow.feel.values import DAY_NANOSECONDS, NANOSECONDS, AnyDate, AnyDateTime, AnyTime

#: As Java has it; XML Schema stops at 14 hours.
_MAX_OFFSET = 18 * 3600
_CYCLE = 400


def fixed(seconds: int) -> tzinfo:
    """The zone of an offset.

    Raises:
        NoValue: more than 18 hours.
    """
    if abs(seconds) > _MAX_OFFSET:
        raise NoValue("An offset from UTC has at most 18 hours.")
    return timezone(timedelta(seconds=seconds))


@lru_cache(maxsize=1000)
def named(name: str) -> tzinfo:
    """The zone of an IANA name.

    Raises:
        NoValue: the time zone database does not have it.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise NoValue(f"There is no time zone {name!r}.") from error


def zone_name(zone: tzinfo | None) -> str | None:
    """The IANA name of a zone that has one."""
    return getattr(zone, "key", None)


def offset_of(value: AnyDateTime) -> int | None:
    """Seconds that the zone of this value is ahead of UTC; nothing for a local date and time."""
    if value.tzinfo is None:
        return None
    if not isinstance(value, datetime):
        value = _stand_in(value)
    return _seconds(value.utcoffset())


def offset_of_time(value: AnyTime) -> int | None:
    """As `offset_of`; nothing either for a zone whose offset depends on the day."""
    if value.tzinfo is None:
        return None
    winter, summer = (value.tzinfo.utcoffset(datetime(2000, month, 1)) for month in (1, 7))  # noqa: DTZ001
    return _seconds(winter) if winter == summer else None


def instant(value: AnyDateTime, default_offset: int = 0) -> int:
    """Nanoseconds on the time line; a local value is taken to have the `default_offset`."""
    offset = offset_of(value)
    local = day_number(value) * DAY_NANOSECONDS + nanoseconds_of(value)
    return local - (default_offset if offset is None else offset) * NANOSECONDS


def at_instant(nanoseconds: int, zone: tzinfo | None) -> AnyDateTime:
    """The date and time that the clocks of a zone show at an instant (the reverse of `instant`).

    Raises:
        NoValue: the year is outside what FEEL can hold.
    """
    if zone is None:
        return make_date_time(0, nanoseconds, None)
    utc = make_date_time(0, nanoseconds, UTC)
    near = utc if isinstance(utc, datetime) else _stand_in(utc)
    try:
        offset = _seconds(near.astimezone(zone).utcoffset())
    except OverflowError:  # within hours of the first or the last day that Python knows
        offset = _seconds(zone.utcoffset(near.replace(tzinfo=None)))
    return make_date_time(0, nanoseconds + (offset or 0) * NANOSECONDS, zone)


def midnight(day: AnyDate) -> AnyDateTime:
    """A date as a date and time: its midnight in UTC (10.3.2.3.5)."""
    return join(day, make_time(0, None), fixed(0))


def _stand_in(value: AnyDateTime) -> datetime:
    # The rules of zones repeat with the calendar; before the year 1 there were none
    year = 2000 + value.year % _CYCLE if value.year > 0 else 1
    return datetime(year, value.month, min(value.day, 28), value.hour, value.minute, tzinfo=value.tzinfo)


def _seconds(offset: timedelta | None) -> int | None:
    return None if offset is None else offset.days * 86_400 + offset.seconds
