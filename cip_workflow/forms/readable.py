"""Values as people read them: 19 November 2026, £642,000, Yes. Used in labels, in what was submitted, and in print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from cip_workflow.clock import LONDON

#: Numbers below this are written without separators, so that years stay years.
_SEPARATE_FROM = 10_000
MONTHS = (
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


def readable(value: Any) -> str:
    """A value in words, whatever it is; empty for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal):
        return number(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock_time(value)
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {readable(item)}" for key, item in value.items() if item is not None)
    if isinstance(value, Sequence):
        return ", ".join(readable(item) for item in value)
    return str(value)


def number(value: Decimal | float, *, always: bool = False) -> str:
    """A number without exponent or needless zeros; thousands separated from 10,000 on, or `always`."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        return str(exact)
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        text = "0"
    whole, dot, rest = text.partition(".")
    if always or abs(exact) >= _SEPARATE_FROM:
        whole = f"{int(whole):,}" if whole != "-0" else whole
    return whole + dot + rest


def money(value: Decimal | float) -> str:
    """£642,000, or £1,500.50: pence only where there are any."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    amount = abs(exact)
    whole = number(amount, always=True)
    text = whole if amount == amount.to_integral_value() else f"{amount:,.2f}"
    return f"{'-' if exact < 0 else ''}£{text}"


def day(value: date) -> str:
    """19 November 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def clock_time(value: time) -> str:
    """10:42am, midday, midnight (the GOV.UK way of writing times)."""
    if (value.hour, value.minute) == (12, 0):
        return "midday"
    if (value.hour, value.minute) == (0, 0):
        return "midnight"
    return f"{value.hour % 12 or 12}:{value.minute:02}{'am' if value.hour < 12 else 'pm'}"


def moment(value: datetime) -> str:
    """19 November 2026 at 10:42am, in London's time when the value knows its zone."""
    local = value.astimezone(LONDON) if value.tzinfo else value
    return f"{day(local.date())} at {clock_time(local.time())}"


def size(count: int) -> str:
    """The size of a file: 1.2MB, 86KB."""
    for unit, bytes_ in (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024)):
        if count >= bytes_:
            found = Decimal(count) / bytes_
            return f"{number(found.quantize(Decimal('0.1') if found < 10 else Decimal(1)))}{unit}"
    return f"{count} bytes"


def listed(words: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _duration(value: timedelta) -> str:
    days, rest = divmod(int(value.total_seconds()), 86_400)
    hours, minutes = divmod(rest // 60, 60)
    named = ((days, "day"), (hours, "hour"), (minutes, "minute"))
    return listed([f"{count} {unit}{'s' * (count != 1)}" for count, unit in named if count]) or "0 minutes"
