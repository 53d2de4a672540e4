"""Values on their way in and out.

What the caller's variables hold is taken as it comes: an int or a float is a number, a tuple a list, a timedelta a
duration. Only what an expression touches is converted, so reading one field of a large context costs one field.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from cip_workflow.feel.errors import FeelBudgetError
from cip_workflow.feel.limits import MAX_STEPS
from cip_workflow.feel.numbers import MATH, of_float
from cip_workflow.feel.text import text_of
from cip_workflow.feel.values import (
    DaysTimeDuration,
    FarDate,
    FarDateTime,
    FarTime,
    Function,
    Range,
    YearsMonthsDuration,
)

#: Types whose values are FEEL values as they are. Not Decimal, which may be infinite or not a number.
NATIVE: frozenset[type] = frozenset(
    [
        *(str, bool, type(None), dict, list, date, datetime, time),
        *(DaysTimeDuration, YearsMonthsDuration, FarDate, FarTime, FarDateTime, Range, Function),
    ]
)
_MAX_BITS = 20_000


def inbound(value: Any) -> Any:
    """A value of the caller's as a value of FEEL; what is inside a list or context stays until it is read."""
    if type(value) is Decimal:
        return value if value.is_finite() else None
    if type(value) in NATIVE:
        return value
    if isinstance(value, bool | str | Mapping):
        return value
    if isinstance(value, int):
        return MATH.create_decimal(value) if value.bit_length() < _MAX_BITS else None
    if isinstance(value, float):
        return of_float(value)
    if isinstance(value, timedelta):
        return DaysTimeDuration.of(value)
    if isinstance(value, tuple):
        return list(value)
    return value


def items(values: list[Any]) -> list[Any]:
    """The items of a list as values of FEEL; the list itself when they all are."""
    for value in values:
        if inbound(value) is not value:
            return [inbound(value) for value in values]
    return values


def outbound(value: Any) -> Any:
    """A result with everything inside it converted: what `evaluate` returns."""
    return value if type(value) in _ATOMS else _Outbound().convert(value)


def to_plain(value: Any) -> Any:
    """A result as plain Python, for JSON and forms.

    Whole numbers become int, other numbers stay Decimal; durations, ranges and what Python's dates cannot hold
    become their FEEL text; a function becomes its name.

    Raises:
        FeelBudgetError: the value is too large.
    """
    return _Plain().convert(value)


_ATOMS: frozenset[type] = frozenset([Decimal, str, bool, type(None)])
_PLAIN: frozenset[type] = _ATOMS | {date, datetime, time}


class _Outbound:
    """Converts a value with all that is in it. A part that is shared counts each time: whoever stores it pays so."""

    def __init__(self) -> None:
        self._left = MAX_STEPS

    def convert(self, value: Any) -> Any:
        value = inbound(value)
        if isinstance(value, list):
            self._count(len(value))
            return [self.convert(item) for item in value]
        if isinstance(value, Mapping):
            self._count(len(value))
            return {key: self.convert(value[key]) for key in value}
        return self.atom(value)

    def atom(self, value: Any) -> Any:
        return value

    def _count(self, items: int) -> None:
        self._left -= items + 1
        if self._left < 0:
            raise FeelBudgetError("The result of this expression is too large.")


class _Plain(_Outbound):
    """As `_Outbound`, down to what JSON and forms know."""

    def atom(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return int(value) if value.adjusted() < 40 and value == value.to_integral_value() else value
        return value if type(value) in _PLAIN else text_of(value)
