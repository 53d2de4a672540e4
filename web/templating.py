"""What templates can use: GOV.UK's macros, dates and sizes in words, in London time."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from cip_workflow import clock

SERVICE = "Children’s Innovation Partnership"


def init_app(app: Flask) -> None:
    """Add the macros, the filters and the name of the service."""
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([app.jinja_loader, govuk])
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(service=SERVICE, settings=app.config["SETTINGS"])
    app.jinja_env.filters.update(
        stage=stage,
        day=day,
        short_day=short_day,
        time_of_day=time_of_day,
        moment=moment,
        days_away=days_away,
        size=size,
        party=party,
    )


def day(value: date | datetime) -> str:
    """23 November 2026."""
    value = _local(value)
    return f"{value.day} {value:%B %Y}"


def short_day(value: date | datetime) -> str:
    """23 Nov 2026."""
    value = _local(value)
    return f"{value.day} {value:%b %Y}"


def time_of_day(value: datetime) -> str:
    """10:42am, midday, midnight: as GOV.UK writes times."""
    value = value.astimezone(clock.LONDON)
    if (value.hour, value.minute) in {(0, 0), (12, 0)}:
        return "midday" if value.hour else "midnight"
    return f"{value.hour % 12 or 12}:{value:%M}{'am' if value.hour < 12 else 'pm'}"


def moment(value: datetime) -> str:
    """23 November 2026 at 10:42am."""
    return f"{day(value)} at {time_of_day(value)}"


def days_away(value: date | datetime) -> str:
    """How far from today, in calendar days: today, tomorrow, in 3 days, yesterday, 3 days ago."""
    distance = (_local(value) - _local(clock.now())).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(distance) or (f"in {distance} days" if distance > 0 else f"{-distance} days ago")


def size(count: int) -> str:
    """86KB, 1.2MB: of files."""
    if count < 1_000:
        return f"{count} bytes"
    if count < 1_000_000:
        return f"{round(count / 1_000)}KB"
    return f"{count / 1_000_000:.1f}".removesuffix(".0") + "MB"


def party(key: str) -> str:
    """An organisation's key as people say it: LCC, Barnardo’s."""
    return {"BARNARDOS": "Barnardo’s", "OTHER": "other organisation"}.get(key, key)


def _local(value: date | datetime) -> date:
    return value.astimezone(clock.LONDON).date() if isinstance(value, datetime) else value


def stage(key: str | None) -> str:
    """`brief-issue` -> Brief issue; co-design keeps its hyphen."""
    words = (key or "").replace("-", " ").replace("co design", "co-design")
    return words[:1].upper() + words[1:]
