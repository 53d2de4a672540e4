"""Variables, expressions and times of the token game."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cip_workflow import feel


class Stuck(Exception):
    """The token cannot go on: a person has to put something right."""


class NotUnderstood(Exception):
    """Something that this game does not play."""


class Env:
    """Variables of a process, or local ones over others. Written where the name is, else at the bottom."""

    def __init__(self, own: dict[str, Any], under: Env | None = None) -> None:
        self.own = own
        self.under = under

    def see(self) -> dict[str, Any]:
        """Everything that is visible."""
        return {**(self.under.see() if self.under else {}), **self.own}

    def put(self, name: str, value: Any) -> None:
        """Write to a name, or to a path into an object."""
        head, _, path = name.partition(".")
        holder: Env = self
        while head not in holder.own and holder.under is not None:
            holder = holder.under
        holder.own[head] = _into(holder.own.get(head), path, value)


def _into(old: Any, path: str, value: Any) -> Any:
    if not path:
        return value
    head, _, rest = path.partition(".")
    kept = dict(old) if isinstance(old, dict) else {}
    kept[head] = _into(kept.get(head), rest, value)
    return kept


_COMPILED: dict[str, Any] = {}


def raw(text: str, seen: dict[str, Any]) -> Any:
    """What a text of the diagram stands for: FEEL behind a `=`, else itself."""
    if not text.startswith("="):
        return text
    if text not in _COMPILED:
        _COMPILED[text] = feel.compile(text[1:].strip())
    return _COMPILED[text].evaluate(seen)


def value(text: str, seen: dict[str, Any]) -> Any:
    """The same as plain data."""
    return feel.to_plain(raw(text, seen))


def true(text: str, seen: dict[str, Any]) -> bool:
    """A condition; Stuck when it is neither true nor false."""
    found = raw(text if text.startswith("=") else f"={text}", seen)
    if not isinstance(found, bool):
        raise Stuck(text)
    return found


_LENGTH = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")


def length(said: Any) -> timedelta:
    """A duration of days and less."""
    if said is None:
        raise Stuck("no time")
    if not isinstance(said, str):
        return timedelta(microseconds=said.to_timedelta() // timedelta(microseconds=1))
    found = _LENGTH.fullmatch(said)
    if found is None:
        raise Stuck(said)
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def first_due(kind: str, said: Any, now: datetime) -> tuple[datetime, timedelta | None, int]:
    """When a timer is due, how far apart it repeats and how often more (-1: without end)."""
    if kind == "timeDate":
        at = datetime.fromisoformat(said) if isinstance(said, str) else said
        return _instant(at), None, 0
    if kind == "timeDuration":
        return now + length(said), None, 0
    if not isinstance(said, str):
        return now + length(said), length(said), -1
    count, *parts = said.removeprefix("R").split("/")
    every = length(parts[-1])
    begin = _instant(datetime.fromisoformat(parts[0])) if len(parts) > 1 else now + every
    return begin, every, int(count) - 1 if count else -1


def _instant(at: datetime) -> datetime:
    """Without a zone it is local time; told in UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo("Europe/London"))).astimezone(UTC)
