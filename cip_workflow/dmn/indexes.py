"""Indexes of constant cells: from a value to the bits of the rules whose cell holds it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from cip_workflow.dmn.cells import Constant, Interval, Numbers, Strings, Truth


class ByValue:
    """Strings or truths, by a dictionary; `others` are the bits for a value that no cell names."""

    def __init__(self, kind: type, known: dict[Any, int], others: int) -> None:
        self.kind = kind
        self._known = known
        self._others = others

    def bits(self, value: Any) -> int:
        """The bits of the rules whose cell holds `value`."""
        return self._known.get(value, self._others)


class ByPlace:
    """Numbers, by their place among the ends of all intervals: a segment before each end, on it, after the last."""

    kind: type = Decimal

    def __init__(self, points: list[Decimal], segments: list[int]) -> None:
        self._points = points
        self._segments = segments

    def bits(self, value: Decimal) -> int:
        """The bits of the rules whose cell holds `value`."""
        at = bisect_left(self._points, value)
        on = at < len(self._points) and self._points[at] == value
        return self._segments[2 * at + on]


Index = ByValue | ByPlace


def index_of(kind: type, cells: Sequence[Constant | None]) -> Index:
    """The index of all cells whose constants are of this kind; other cells are left out."""
    if kind is str:
        return _strings(cells)
    if kind is Decimal:
        return _numbers(cells)
    known = {True: 0, False: 0}
    for rule, cell in enumerate(cells):
        if isinstance(cell, Truth):
            known[cell.value] |= 1 << rule
    return ByValue(bool, known, 0)


def _strings(cells: Sequence[Constant | None]) -> ByValue:
    named: dict[str, int] = {}
    excluded: dict[str, int] = {}
    others = 0
    for rule, cell in enumerate(cells):
        if isinstance(cell, Strings):
            others |= cell.negated << rule
            into = excluded if cell.negated else named
            for text in cell.values:
                into[text] = into.get(text, 0) | 1 << rule
    texts = named.keys() | excluded.keys()
    return ByValue(
        str, {text: named.get(text, 0) | others & ~excluded.get(text, 0) for text in texts}, others
    )


def _numbers(cells: Sequence[Constant | None]) -> ByPlace:
    intervals = [
        (rule, each)
        for rule, cell in enumerate(cells)
        if isinstance(cell, Numbers)
        for each in cell.intervals
    ]
    points = sorted({end for _, each in intervals for end in (each.low, each.high) if end is not None})
    place = {point: 2 * at + 1 for at, point in enumerate(points)}
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for rule, each in intervals:
        first, last = _span(each, place, 2 * len(points))
        if first <= last:
            begins.setdefault(first, []).append(rule)
            ends.setdefault(last, []).append(rule)
    # walk along the segments: a rule is on while at least one of its intervals is
    running: Counter[int] = Counter()
    bits = 0
    segments: list[int] = []
    for segment in range(2 * len(points) + 1):
        for rule in begins.get(segment, ()):
            running[rule] += 1
            bits |= 1 << rule
        segments.append(bits)
        for rule in ends.get(segment, ()):
            running[rule] -= 1
            if not running[rule]:
                bits &= ~(1 << rule)
    return ByPlace(points, segments)


def _span(interval: Interval, place: dict[Decimal, int], last: int) -> tuple[int, int]:
    """The first and the last segment that lie inside the interval."""
    first = 0 if interval.low is None else place[interval.low] + (not interval.low_included)
    end = last if interval.high is None else place[interval.high] - (not interval.high_included)
    return first, end
