"""Dates and times to texts, in the form that reading them takes."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo

from cip_workflow.feel.temporal.calendar import nanoseconds_of
from cip_workflow.feel.temporal.zones import offset_of, offset_of_time, zone_name
from cip_workflow.feel.values import NANOSECONDS, AnyDate, AnyDateTime, AnyTime, FarDate, FarDateTime, FarTime


def date_text(value: AnyDate | AnyDateTime) -> str:
    """`2026-03-01`"""
    sign = "-" if value.year < 0 else ""
    return f"{sign}{abs(value.year):04}-{value.month:02}-{value.day:02}"


def time_text(value: AnyTime) -> str:
    """`09:30:00`, with fraction, offset or zone where it has them"""
    return _clock(value) + _zone(value.tzinfo, offset_of_time(value))


def date_time_text(value: AnyDateTime) -> str:
    """`2026-03-01T09:30:00`, with fraction, offset or zone where it has them"""
    return f"{date_text(value)}T{_clock(value)}{_zone(value.tzinfo, offset_of(value))}"


def temporal_text(value: object) -> str:
    """The text of any date, time, or date and time."""
    if isinstance(value, datetime | FarDateTime):
        return date_time_text(value)
    if isinstance(value, date | FarDate):
        return date_text(value)
    if isinstance(value, time | FarTime):
        return time_text(value)
    raise TypeError(type(value).__name__)


def _clock(value: AnyTime | AnyDateTime) -> str:
    fraction = nanoseconds_of(value) % NANOSECONDS
    text = f"{value.hour:02}:{value.minute:02}:{value.second:02}"
    return f"{text}.{fraction:09}".rstrip("0") if fraction else text


def _zone(zone: tzinfo | None, offset: int | None) -> str:
    name = zone_name(zone)
    if name:
        return f"@{name}"
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    minutes, seconds = divmod(abs(offset), 60)
    text = f"{'-' if offset < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text
