"""`+ - * / **` and the minus sign (DMN tables 56 to 62)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal, DecimalException
from typing import Any

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import check_characters
from cip_workflow.feel.numbers import MATH, ZERO
from cip_workflow.feel.operators import temporal
from cip_workflow.feel.values import DaysTimeDuration, YearsMonthsDuration, described, kind_of

Operation = Callable[[Any, Any], Any]

_MAX_EXPONENT = Decimal(999_999_999)
_TEMPORAL = frozenset(["date", "date and time", "time"])
_DURATIONS = frozenset(["days and time duration", "years and months duration"])


def add(left: Any, right: Any) -> Any:
    """`left + right`

    Raises:
        NoValue: these two cannot be added.
    """
    if type(left) is Decimal and type(right) is Decimal:
        return _number(MATH.add, left, right)
    kinds = kind_of(left), kind_of(right)
    match kinds:
        case ("string", "string"):
            check_characters(len(left) + len(right))
            return left + right
        case (day, duration) if day in _TEMPORAL and duration in _DURATIONS:
            return temporal.moved(left, right, 1)
        case (duration, day) if day in _TEMPORAL and duration in _DURATIONS:
            return temporal.moved(right, left, 1)
        case (one, other) if one == other and one in _DURATIONS:
            return _durations(operator.add, left, right)
    raise _undefined("add", "and", left, right)


def subtract(left: Any, right: Any) -> Any:
    """`left - right`

    Raises:
        NoValue: these two cannot be subtracted.
    """
    if type(left) is Decimal and type(right) is Decimal:
        return _number(MATH.subtract, left, right)
    kinds = kind_of(left), kind_of(right)
    match kinds:
        case ("time", "time"):
            return temporal.time_between(right, left)
        case (("date" | "date and time"), ("date" | "date and time")):
            return temporal.between(right, left)
        case (day, duration) if day in _TEMPORAL and duration in _DURATIONS:
            return temporal.moved(left, right, -1)
        case (one, other) if one == other and one in _DURATIONS:
            return _durations(operator.sub, left, right)
    raise NoValue(f"{_capital(described(right))} cannot be subtracted from {described(left)}.")


def multiply(left: Any, right: Any) -> Any:
    """`left * right`

    Raises:
        NoValue: these two cannot be multiplied.
    """
    if type(left) is Decimal and type(right) is Decimal:
        return _number(MATH.multiply, left, right)
    if type(left) is Decimal and kind_of(right) in _DURATIONS:
        left, right = right, left
    if type(right) is Decimal:
        if isinstance(left, DaysTimeDuration):
            return temporal.scaled(left, right)
        if isinstance(left, YearsMonthsDuration):
            return YearsMonthsDuration(_whole_months(MATH.multiply(left.total_months, right)))
    raise _undefined("multiply", "and", left, right)


def divide(left: Any, right: Any) -> Any:
    """`left / right`

    Raises:
        NoValue: these two cannot be divided, or `right` is zero.
    """
    if type(left) is Decimal and type(right) is Decimal:
        return _quotient(left, right)
    if isinstance(left, DaysTimeDuration):
        if isinstance(right, DaysTimeDuration):
            return _quotient(Decimal(left.nanoseconds), Decimal(right.nanoseconds))
        if type(right) is Decimal:
            if right == ZERO:
                raise _no_division()
            return temporal.divided(left, right)
    if isinstance(left, YearsMonthsDuration):
        if isinstance(right, YearsMonthsDuration):
            return _quotient(Decimal(left.total_months), Decimal(right.total_months))
        if type(right) is Decimal:
            return YearsMonthsDuration(_whole_months(_quotient(Decimal(left.total_months), right)))
    raise _undefined("divide", "by", left, right)


def power(left: Any, right: Any) -> Any:
    """`left ** right`

    Raises:
        NoValue: not numbers, or a result outside what FEEL can hold.
    """
    if type(left) is not Decimal or type(right) is not Decimal:
        raise NoValue(f"Only numbers have powers, not {described(left)} and {described(right)}.")
    if abs(right) > _MAX_EXPONENT:
        raise NoValue("An exponent is between -999999999 and 999999999.")
    if left == ZERO and right <= ZERO:
        if right == ZERO:
            return Decimal(1)
        raise NoValue("Zero has no negative power.")
    return _number(MATH.power, left, right)


def negate(value: Any) -> Any:
    """`-value`

    Raises:
        NoValue: neither a number nor a duration.
    """
    if type(value) is Decimal:
        return MATH.minus(value)
    if isinstance(value, DaysTimeDuration):
        return DaysTimeDuration(-value.nanoseconds)
    if isinstance(value, YearsMonthsDuration):
        return YearsMonthsDuration(-value.total_months)
    raise NoValue(f"{_capital(described(value))} has no negative.")


def _quotient(left: Decimal, right: Decimal) -> Decimal:
    if right == ZERO:
        raise _no_division()
    return _number(MATH.divide, left, right)


def _number(operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal) -> Decimal:
    try:
        return operation(left, right)
    except DecimalException as error:
        raise NoValue("The result is not a number that FEEL can hold.") from error


def _no_division() -> NoValue:
    return NoValue("Division by zero has no result.")


def _durations(operation: Operation, left: Any, right: Any) -> Any:
    if isinstance(left, YearsMonthsDuration):
        return YearsMonthsDuration(operation(left.total_months, right.total_months))
    return DaysTimeDuration(operation(left.nanoseconds, right.nanoseconds))


def _whole_months(value: Decimal) -> int:
    if value.adjusted() > 30:
        raise NoValue("This duration is too long.")
    return int(value)


def _undefined(verb: str, joined: str, left: Any, right: Any) -> NoValue:
    return NoValue(f"FEEL cannot {verb} {described(left)} {joined} {described(right)}.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


#: The operators by their sign.
OPERATIONS: dict[str, Operation] = {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}
