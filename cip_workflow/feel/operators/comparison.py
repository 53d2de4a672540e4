"""Equality and order (DMN tables 52 to 54): true, false, or null between values that do not compare.

Times are compared by whole seconds, as the standard's `value` functions count them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import Run
from cip_workflow.feel.temporal.calendar import day_number, nanoseconds_of
from cip_workflow.feel.temporal.zones import instant, offset_of, offset_of_time, zone_name
from cip_workflow.feel.values import (
    MISSING,
    NANOSECONDS,
    AnyDateTime,
    AnyTime,
    DaysTimeDuration,
    FarDate,
    FarDateTime,
    FarTime,
    Range,
    YearsMonthsDuration,
    kind_of,
)

#: Steps of looking at one item.
_COST = 4
_DIRECT = frozenset([Decimal, str, bool, DaysTimeDuration, YearsMonthsDuration])
_ORDERED = frozenset([Decimal, str, DaysTimeDuration, YearsMonthsDuration])


def equal(left: Any, right: Any, run: Run | None = None) -> bool | None:
    """`left = right`; null when they are of different kinds and neither is null.

    What comparing lists and contexts costs is counted on `run`.

    Raises:
        FeelBudgetError: they are too large.
    """
    kind = type(left)
    if kind is type(right) and kind in _DIRECT:
        if kind is str and run is not None:
            run.read(left)
        return bool(left == right)
    if left is None or right is None:
        return left is right
    return _Walk(run or Run()).equal(left, right)


def less(left: Any, right: Any) -> bool | None:
    """`left < right`; null when they have no order."""
    kind = type(left)
    if kind is type(right) and kind in _ORDERED:
        return bool(left < right)
    keys = comparable(left, right)
    return None if keys is None else bool(keys[0] < keys[1])


def less_or_equal(left: Any, right: Any) -> bool | None:
    """`left <= right`; null when they have no order."""
    kind = type(left)
    if kind is type(right) and kind in _ORDERED:
        return bool(left <= right)
    keys = comparable(left, right)
    return None if keys is None else bool(keys[0] <= keys[1])


def comparable(left: Any, right: Any) -> tuple[Any, Any] | None:
    """Two Python values that are ordered as `left` and `right` are; nothing when those have no order."""
    kind = kind_of(left)
    if kind != kind_of(right):
        return None
    match kind:
        case "number" | "string" | "years and months duration":
            return left, right
        case "days and time duration":
            return _whole(left), _whole(right)
        case "date":
            return day_number(left), day_number(right)
        case "time":
            return _times(left, right)
        case "date and time":
            return _date_times(left, right)
    return None


def _whole(value: Any) -> int:
    duration = value if isinstance(value, DaysTimeDuration) else DaysTimeDuration.of(value)
    return duration.nanoseconds


def _times(left: AnyTime, right: AnyTime) -> tuple[int, int]:
    seconds = nanoseconds_of(left) // NANOSECONDS, nanoseconds_of(right) // NANOSECONDS
    if left.tzinfo is None or right.tzinfo is None or left.tzinfo == right.tzinfo:
        return seconds  # a local time takes the offset of the other
    offsets = offset_of_time(left) or 0, offset_of_time(right) or 0
    return seconds[0] - offsets[0], seconds[1] - offsets[1]


def _date_times(left: AnyDateTime, right: AnyDateTime) -> tuple[int, int]:
    return (
        instant(left, offset_of(right) or 0) // NANOSECONDS,
        instant(right, offset_of(left) or 0) // NANOSECONDS,
    )


def same(left: Any, right: Any) -> bool:
    """Whether both are the same element of the domain (the built-in `is`): never null, zones count."""
    if kind_of(left) != kind_of(right):
        return False
    match left:
        case datetime() | FarDateTime() | time() | FarTime():
            return bool(equal(left, right)) and _same_zone(left, right)
    return bool(equal(left, right))


def _same_zone(left: Any, right: Any) -> bool:
    if zone_name(left.tzinfo) != zone_name(right.tzinfo):
        return False
    offset = offset_of if isinstance(left, datetime | FarDateTime) else offset_of_time
    return bool(offset(left) == offset(right))


class _Walk:
    """A comparison of lists and contexts, which ends however they share their parts."""

    __slots__ = ("run",)

    def __init__(self, run: Run) -> None:
        self.run = run

    def equal(self, left: Any, right: Any) -> bool | None:
        if left is None or right is None:
            return left is right
        if isinstance(left, list | tuple) and isinstance(right, list | tuple):
            return self._lists(left, right)
        if isinstance(left, Mapping) and isinstance(right, Mapping):
            return self._contexts(left, right)
        left, right = inbound(left), inbound(right)
        kind = kind_of(left)
        if kind != kind_of(right):
            return left is right if left is None or right is None else None
        if kind == "range":
            return self._ranges(left, right)
        if isinstance(left, time | FarTime | datetime | FarDateTime | date | FarDate):
            keys = comparable(left, right)
            return None if keys is None else keys[0] == keys[1]
        return bool(left == right)

    def _lists(self, left: list[Any] | tuple[Any, ...], right: list[Any] | tuple[Any, ...]) -> bool:
        if left is right:
            return True
        if len(left) != len(right):
            return False
        self.run.spend(_COST)
        for mine, theirs in zip(left, right, strict=True):
            self.run.spend(_COST)
            if self.equal(mine, theirs) is not True:
                return False
        return True

    def _contexts(self, left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
        if left is right:
            return True
        if len(left) != len(right):
            return False
        self.run.spend(_COST)
        for key in left:
            self.run.spend(_COST)
            theirs = right.get(key, MISSING)
            if theirs is MISSING or self.equal(left[key], theirs) is not True:
                return False
        return True

    def _ranges(self, left: Range, right: Range) -> bool:
        return (
            (left.operator, left.low_included, left.high_included)
            == (right.operator, right.low_included, right.high_included)
            and self.equal(left.low, right.low) is True
            and self.equal(left.high, right.high) is True
        )
