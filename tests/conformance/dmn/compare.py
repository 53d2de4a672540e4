"""Whether a result is the expected one, by the rules of the kit: numbers to eight places, everything else exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

_NEAR = Decimal("1e-8")


def same(expected: Any, got: Any) -> bool:
    """True when `got` is what the case expects: same kind, same value, all the way down."""
    if expected is None or got is None:
        return expected is None and got is None
    if isinstance(expected, Decimal):
        return isinstance(got, Decimal) and _near(expected, got)
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and expected.keys() == got.keys()
            and all(same(expected[key], got[key]) for key in got)
        )
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(expected) == len(got)
            and all(same(one, other) for one, other in zip(expected, got, strict=True))
        )
    return type(expected) is type(got) and bool(expected == got)


def _near(expected: Decimal, got: Decimal) -> bool:
    if expected == got:
        return True
    return abs(expected - got) <= _NEAR * max(Decimal(1), abs(expected)) and not _whole(expected, got)


def _whole(expected: Decimal, got: Decimal) -> bool:
    """Two whole numbers are the same or they are not, however large."""
    return expected == expected.to_integral_value() and got == got.to_integral_value()
