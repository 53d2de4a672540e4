"""Values to text, as the built-in `string` writes them: what FEEL could read again, except for functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from cip_workflow.feel.errors import FeelBudgetError
from cip_workflow.feel.limits import MAX_CHARACTERS
from cip_workflow.feel.numbers import plain
from cip_workflow.feel.syntax.quoting import key_text, quoted
from cip_workflow.feel.temporal.text import temporal_text
from cip_workflow.feel.values import (
    DaysTimeDuration,
    FarDate,
    FarDateTime,
    FarTime,
    Function,
    Range,
    YearsMonthsDuration,
)


def text_of(value: Any) -> str:
    """The text of a value: of a string itself, of anything else its literal.

    Raises:
        FeelBudgetError: the text is too long.
    """
    if isinstance(value, str):
        return value
    return _Writer().write(value)


class _Writer:
    """Writes one value, and gives up when the text grows too long."""

    def __init__(self) -> None:
        self._written = 0

    def write(self, value: Any) -> str:
        if isinstance(value, list | tuple):
            text = f"[{', '.join([self.inner(item) for item in value])}]"
        elif isinstance(value, Mapping):
            entries = [f"{key_text(str(key))}: {self.inner(value[key])}" for key in value]
            text = f"{{{', '.join(entries)}}}"
        elif isinstance(value, Range):
            text = self._range(value)
        else:
            text = _atom(value)
        self._written += len(text)
        if self._written > MAX_CHARACTERS:
            raise FeelBudgetError("This value is too large to be written as text.")
        return text

    def inner(self, value: Any) -> str:
        """The text of a value inside another one: strings in quotes, dates as literals."""
        if isinstance(value, str):
            return self.write(_Verbatim(quoted(value)))
        if isinstance(value, date | time | FarDate | FarTime | FarDateTime):
            return f'@"{temporal_text(value)}"'
        if isinstance(value, DaysTimeDuration | YearsMonthsDuration):
            return f'@"{value}"'
        return self.write(value)

    def _range(self, value: Range) -> str:
        if value.operator != "..":
            return f"{value.operator} {self.inner(value.low if value.high is None else value.high)}"
        opening, closing = "(["[value.low_included], ")]"[value.high_included]
        return f"{opening}{self.inner(value.low)}..{self.inner(value.high)}{closing}"


class _Verbatim(str):
    """A text that is already a literal."""

    __slots__ = ()


def _atom(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return plain(value) if value.is_finite() else "null"
        case int() | float():
            return plain(Decimal(repr(value)))
        case date() | time() | datetime() | FarDate() | FarTime() | FarDateTime():
            return temporal_text(value)
        case Function():
            return f"function({', '.join(parameter.name for parameter in value.parameters)})"
    return str(value)
