"""The list functions that count with numbers (DMN table 75)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal, DecimalException
from functools import reduce
from typing import Any

from cip_workflow.feel.builtins.registry import declare
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.numbers import MATH

Numbers = list[Decimal]


def total(values: Numbers) -> Decimal | None:
    """The sum; null of nothing."""
    return reduce(MATH.add, values) if values else None


def mean(values: Numbers) -> Decimal | None:
    """The average; null of nothing."""
    return MATH.divide(reduce(MATH.add, values), Decimal(len(values))) if values else None


def product(values: Numbers) -> Decimal | None:
    """The product; null of nothing."""
    return reduce(MATH.multiply, values) if values else None


def median(values: Numbers) -> Decimal | None:
    """The one in the middle, or the average of the two in the middle; null of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else mean(ordered[middle - 1 : middle + 1])


def stddev(values: Numbers) -> Decimal:
    """The standard deviation of a sample."""
    average = mean(values)
    if average is None or len(values) < 2:
        raise NoValue("A standard deviation needs two numbers or more.")
    squares = [MATH.power(MATH.subtract(value, average), 2) for value in values]
    return MATH.sqrt(MATH.divide(reduce(MATH.add, squares), Decimal(len(values) - 1)))


def mode(values: Numbers) -> Numbers:
    """The most frequent ones, in ascending order."""
    counts = Counter(values)
    most = max(counts.values(), default=0)
    return sorted(value for value, count in counts.items() if count == most)


def _declare(name: str, function: Callable[[Numbers], Any]) -> None:
    """Declare a function both for a list and for several arguments."""

    def of_list(values: Numbers) -> Any:
        try:
            return function(values)
        except DecimalException as error:
            raise NoValue("The result is not a number that FEEL can hold.") from error

    def of_arguments(*values: Decimal) -> Any:
        if not values:
            raise NoValue("At least one number is needed.")
        return of_list(list(values))

    declare(name, "list: numbers", of_list)
    declare(name, "n: number*", of_arguments)


_declare("sum", total)
_declare("mean", mean)
_declare("product", product)
_declare("median", median)
_declare("stddev", stddev)
_declare("mode", mode)
