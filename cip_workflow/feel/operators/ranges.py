"""Making ranges, and asking whether a value lies in one (DMN table 55)."""

from __future__ import annotations

from typing import Any

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import Run
from cip_workflow.feel.operators.comparison import comparable, equal, less, less_or_equal
from cip_workflow.feel.values import Range, described


def make_range(low: Any, low_included: bool, high: Any, high_included: bool) -> Range:
    """`[low..high]`; an endpoint may be null, then nothing is known to be in it.

    Raises:
        NoValue: the endpoints do not compare, or stand the wrong way round.
    """
    if low is None or high is None:
        if low is high:
            raise NoValue("A range needs an endpoint.")
    elif comparable(low, high) is None:
        raise NoValue(f"{described(low).capitalize()} and {described(high)} are no endpoints of one range.")
    elif less(high, low):
        raise NoValue("The end of a range must not lie before its start.")
    return Range(low, low_included, high, high_included)


def make_comparison_range(operator: str, operand: Any) -> Range:
    """`< 10` and its like as a value.

    Raises:
        NoValue: the operand has no order.
    """
    if operator in ("=", "!="):
        return Range(operand, operator == "=", operand, operator == "=", operator)
    if comparable(operand, operand) is None:
        raise NoValue(f"{described(operand).capitalize()} has no order.")
    if operator.startswith("<"):
        return Range(None, False, operand, operator == "<=", operator)
    return Range(operand, operator == ">=", None, False, operator)


def compare(operator: str, left: Any, right: Any, run: Run | None = None) -> bool | None:
    """`left operator right` for the six operators of comparison."""
    match operator:
        case "=":
            return equal(left, right, run)
        case "!=":
            return not_(equal(left, right, run))
        case "<":
            return less(left, right)
        case "<=":
            return less_or_equal(left, right)
        case ">":
            return less(right, left)
    return less_or_equal(right, left)


def within(value: Any, held: Range, run: Run | None = None) -> bool | None:
    """Whether a value lies in a range; null when it does not compare."""
    if held.operator != "..":
        return compare(held.operator, value, held.low if held.high is None else held.high, run)
    return between(value, held.low, held.low_included, held.high, held.high_included)


def between(value: Any, low: Any, low_included: bool, high: Any, high_included: bool) -> bool | None:
    """Whether a value lies between two others."""
    above = less_or_equal(low, value) if low_included else less(low, value)
    below = less_or_equal(value, high) if high_included else less(value, high)
    return both(above, below)


def both(one: bool | None, other: bool | None) -> bool | None:
    """`one and other`"""
    if one is False or other is False:
        return False
    return True if one and other else None


def not_(value: bool | None) -> bool | None:
    """`not(value)`"""
    return None if value is None else not value


def is_in(value: Any, test: Any, run: Run | None = None) -> bool | None:
    """`value in test` for a test that was evaluated: a range, a list of values and ranges, or a single value."""
    if isinstance(test, Range):
        return within(value, test, run)
    if isinstance(test, list):
        if isinstance(value, list) and equal(value, test, run):
            return True
        return _in_list(value, test, run or Run())
    return equal(value, test, run)


def _in_list(value: Any, tests: list[Any], run: Run) -> bool | None:
    unknown = False
    for test in tests:
        run.spend(1)
        if isinstance(test, Range):
            answer = within(value, test, run)
            unknown = unknown or answer is None
        else:
            answer = equal(value, test, run)
        if answer:
            return True
    return None if unknown else False
