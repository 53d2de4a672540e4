"""Repetitions in cron notation: five fields (minute first), six (second first) or a name such as `@daily`.

Only what every engine reads alike is read: days of the week by name where there are six fields, because some count from
Sunday and others from Monday; and either days of the month or days of the week, because some take both, others one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMED = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * SUN",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_LOOKS = re.compile(r"@\w+|\S+( +\S+){4,6}")
#: Name, least, most, and what the numbers may be called.
_FIELDS: tuple[tuple[str, int, int, dict[str, int]], ...] = (
    ("second", 0, 59, {}),
    ("minute", 0, 59, {}),
    ("hour", 0, 23, {}),
    ("day of the month", 1, 31, {}),
    ("month", 1, 12, {name: number for number, name in enumerate(_MONTHS, 1)}),
    ("day of the week", 0, 7, {name: number for number, name in enumerate(_DAYS)}),
)


@dataclass(frozen=True, slots=True)
class Cron:
    """What each field allows; days of the week count from Sunday, 0."""

    seconds: tuple[int, ...]
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]


def looks_like_cron(text: str) -> bool:
    """Whether it is meant to be cron."""
    return bool(_LOOKS.fullmatch(text.strip()))


def read_cron(text: str) -> Cron:
    """Raises ValueError with what is wrong."""
    said = text.strip()
    fields = _NAMED.get(said.lower(), said).upper().split()
    if len(fields) not in {5, 6}:
        raise ValueError(f"“{said}” is no cron expression of five or six fields")
    if len(fields) == 6 and re.search(r"\d", fields[5].partition("/")[0]):
        raise ValueError(f"“{said}” counts days of the week; name them, such as MON-FRI")
    if fields[-1] not in {"*", "?"} and fields[-3] not in {"*", "?"}:
        raise ValueError(f"“{said}” names days of the month and of the week; leave one of them open")
    fields = ["0", *fields] if len(fields) == 5 else fields
    found = [_field(written, *known) for written, known in zip(fields, _FIELDS, strict=True)]
    seconds, minutes, hours, days, months, weekdays = found
    if all(day > _longest(month) for day in days for month in months):
        raise ValueError(f"“{said}” names a day that no month has")
    return Cron(
        seconds=tuple(sorted(seconds)),
        minutes=tuple(sorted(minutes)),
        hours=tuple(sorted(hours)),
        days=frozenset(days),
        months=frozenset(months),
        weekdays=frozenset(day % 7 for day in weekdays),
    )


def _longest(month: int) -> int:
    return 29 if month == 2 else 30 if month in {4, 6, 9, 11} else 31


def _field(written: str, what: str, least: int, most: int, names: dict[str, int]) -> set[int]:
    found: set[int] = set()
    for part in written.split(","):
        span, slash, step = part.partition("/")
        first, dash, last = span.partition("-")
        if span == "*" or (span == "?" and what.startswith("day")):
            low, high = least, most
        else:
            low = _number(first, what, least, most, names)
            high = _number(last, what, least, most, names) if dash else most if slash else low
        if low > high or (slash and (not step.isdecimal() or int(step) == 0)):
            raise ValueError(f"{part!r} is no {what}")
        found.update(range(low, high + 1, int(step) if slash else 1))
    return found


def _number(written: str, what: str, least: int, most: int, names: dict[str, int]) -> int:
    number = names.get(written, int(written) if written.isascii() and written.isdecimal() else -1)
    if not least <= number <= most:
        raise ValueError(f"{written!r} is no {what}")
    return number
