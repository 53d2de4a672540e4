"""Range functions (DMN table 78), for points and ranges, and `range` itself."""

from __future__ import annotations

from typing import Any

from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.operators.comparison import comparable
from cip_workflow.feel.values import Range


def _compare(one: Any, other: Any) -> int:
    keys = comparable(one, other)
    if keys is None:
        raise NoValue("These values do not compare with each other.")
    return int(keys[0] > keys[1]) - int(keys[0] < keys[1])


def _starts(one: Range, other: Range) -> int:
    """Order of the starts; a range without a start starts before all others."""
    if one.low is None or other.low is None:
        return _open(one, "<") * -1 + _open(other, "<")
    return _compare(one.low, other.low) or other.low_included - one.low_included


def _ends(one: Range, other: Range) -> int:
    """Order of the ends; a range without an end ends after all others."""
    if one.high is None or other.high is None:
        return _open(one, ">") - _open(other, ">")
    return _compare(one.high, other.high) or one.high_included - other.high_included


def _open(value: Range, side: str) -> int:
    endpoint = value.low if side == "<" else value.high
    if endpoint is not None:
        return 0
    if value.operator.startswith(side):
        return 1
    raise NoValue("A range with a null endpoint does not compare.")


def _gap(first: Range, second: Range) -> int:
    """Where the end of `first` lies before the start of `second` (-1), touches it (0), or after (1)."""
    if _open(first, ">") or _open(second, "<"):
        return 1
    return _compare(first.high, second.low)


def _around(value: Range, point: Any) -> bool:
    if not _open(value, "<"):
        order = _compare(value.low, point)
        if order > 0 or (order == 0 and not value.low_included):
            return False
    if not _open(value, ">"):
        order = _compare(value.high, point)
        if order < 0 or (order == 0 and not value.high_included):
            return False
    return True


@builtin("before", "point1: point, point2: point")
def before(point1: Any, point2: Any) -> bool:
    return _compare(point1, point2) < 0


@builtin("before", "point: point, range: range")
def point_before(point: Any, value: Range) -> bool:
    if _open(value, "<"):
        return False
    return _compare(point, value.low) < (not value.low_included)


@builtin("before", "range: range, point: point")
def range_before_point(value: Range, point: Any) -> bool:
    if _open(value, ">"):
        return False
    return _compare(value.high, point) < (not value.high_included)


@builtin("before", "range1: range, range2: range")
def range_before(range1: Range, range2: Range) -> bool:
    return _gap(range1, range2) < (not (range1.high_included and range2.low_included))


@builtin("after", "point1: point, point2: point")
def after(point1: Any, point2: Any) -> bool:
    return before(point2, point1)


@builtin("after", "point: point, range: range")
def point_after(point: Any, value: Range) -> bool:
    return range_before_point(value, point)


@builtin("after", "range: range, point: point")
def range_after_point(value: Range, point: Any) -> bool:
    return point_before(point, value)


@builtin("after", "range1: range, range2: range")
def range_after(range1: Range, range2: Range) -> bool:
    return range_before(range2, range1)


@builtin("meets", "range1: range, range2: range")
def meets(range1: Range, range2: Range) -> bool:
    return range1.high_included and range2.low_included and _gap(range1, range2) == 0


@builtin("met by", "range1: range, range2: range")
def met_by(range1: Range, range2: Range) -> bool:
    return meets(range2, range1)


@builtin("overlaps", "range1: range, range2: range")
def overlaps(range1: Range, range2: Range) -> bool:
    return not range_before(range1, range2) and not range_before(range2, range1)


@builtin("overlaps before", "range1: range, range2: range")
def overlaps_before(range1: Range, range2: Range) -> bool:
    return _starts(range1, range2) < 0 and not range_before(range1, range2) and _ends(range1, range2) <= 0


@builtin("overlaps after", "range1: range, range2: range")
def overlaps_after(range1: Range, range2: Range) -> bool:
    return overlaps_before(range2, range1)


@builtin("finishes", "point: point, range: range")
def finishes_point(point: Any, value: Range) -> bool:
    return value.high_included and _compare(value.high, point) == 0


@builtin("finishes", "range1: range, range2: range")
def finishes(range1: Range, range2: Range) -> bool:
    return _ends(range1, range2) == 0 and _starts(range1, range2) >= 0


@builtin("finished by", "range: range, point: point")
def finished_by_point(value: Range, point: Any) -> bool:
    return finishes_point(point, value)


@builtin("finished by", "range1: range, range2: range")
def finished_by(range1: Range, range2: Range) -> bool:
    return finishes(range2, range1)


@builtin("includes", "range: range, point: point")
def includes_point(value: Range, point: Any) -> bool:
    return _around(value, point)


@builtin("includes", "range1: range, range2: range")
def includes(range1: Range, range2: Range) -> bool:
    return _starts(range1, range2) <= 0 and _ends(range1, range2) >= 0


@builtin("during", "point: point, range: range")
def during_point(point: Any, value: Range) -> bool:
    return _around(value, point)


@builtin("during", "range1: range, range2: range")
def during(range1: Range, range2: Range) -> bool:
    return includes(range2, range1)


@builtin("starts", "point: point, range: range")
def starts_point(point: Any, value: Range) -> bool:
    return value.low_included and _compare(value.low, point) == 0


@builtin("starts", "range1: range, range2: range")
def starts(range1: Range, range2: Range) -> bool:
    return _starts(range1, range2) == 0 and _ends(range1, range2) <= 0


@builtin("started by", "range: range, point: point")
def started_by_point(value: Range, point: Any) -> bool:
    return starts_point(point, value)


@builtin("started by", "range1: range, range2: range")
def started_by(range1: Range, range2: Range) -> bool:
    return starts(range2, range1)


@builtin("coincides", "point1: point, point2: point")
def coincides_points(point1: Any, point2: Any) -> bool:
    return _compare(point1, point2) == 0


@builtin("coincides", "range1: range, range2: range")
def coincides(range1: Range, range2: Range) -> bool:
    return _starts(range1, range2) == 0 and _ends(range1, range2) == 0
