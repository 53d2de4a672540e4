"""Numeric functions (DMN table 76)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    DecimalException,
)
from typing import Any

from cip_workflow.feel.builtins.registry import builtin, declare
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.numbers import MATH, ONE, ZERO, integer, is_integer
from cip_workflow.feel.values import DaysTimeDuration, YearsMonthsDuration

MIN_SCALE, MAX_SCALE = -6111, 6176


def rounded(value: Decimal, scale: Decimal, rounding: str) -> Decimal:
    """`value` with `scale` digits after the point (before it, when negative).

    Raises:
        NoValue: the scale is outside what decimal128 has.
    """
    digits = integer(scale, "scale")
    if not MIN_SCALE <= digits <= MAX_SCALE:
        raise NoValue(f"The scale must be between {MIN_SCALE} and {MAX_SCALE}.")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= digits:
        return value  # nothing to round
    return value.quantize(ONE.scaleb(-digits, MATH), rounding=rounding, context=MATH)


def _rounding(name: str, rounding: str, *, scale_optional: bool = False) -> None:
    declare(name, "n: number, scale: number", lambda n, scale: rounded(n, scale, rounding))
    if scale_optional:
        declare(name, "n: number", lambda n: rounded(n, ZERO, rounding))


_rounding("decimal", ROUND_HALF_EVEN)
_rounding("floor", ROUND_FLOOR, scale_optional=True)
_rounding("ceiling", ROUND_CEILING, scale_optional=True)
_rounding("round up", ROUND_UP)
_rounding("round down", ROUND_DOWN)
_rounding("round half up", ROUND_HALF_UP)
_rounding("round half down", ROUND_HALF_DOWN)


@builtin("abs", "n: number or duration")
def absolute(value: Any) -> Any:
    if isinstance(value, DaysTimeDuration):
        return DaysTimeDuration(abs(value.nanoseconds))
    if isinstance(value, YearsMonthsDuration):
        return YearsMonthsDuration(abs(value.total_months))
    return value.copy_abs()  # abs(value) would round to the 28 digits of Python's own context


@builtin("modulo", "dividend: number, divisor: number")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal:
    if divisor == ZERO:
        raise NoValue("Division by zero has no remainder.")
    rest = _result(MATH.remainder, dividend, divisor)
    # Python's remainder has the sign of the dividend, FEEL's that of the divisor
    return MATH.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest


@builtin("sqrt", "number: number")
def sqrt(value: Decimal) -> Decimal:
    if value < 0:
        raise NoValue("A negative number has no square root.")
    return MATH.sqrt(value)


@builtin("log", "number: number")
def log(value: Decimal) -> Decimal:
    if value <= 0:
        raise NoValue("Only a number greater than zero has a logarithm.")
    return MATH.ln(value)


@builtin("exp", "number: number")
def exp(value: Decimal) -> Decimal:
    return _result(MATH.exp, value)


@builtin("odd", "number: number")
def odd(value: Decimal) -> bool:
    return not even(value)


@builtin("even", "number: number")
def even(value: Decimal) -> bool:
    if not is_integer(value):
        raise NoValue("Only a whole number is odd or even.")
    return value.adjusted() >= 34 or int(value) % 2 == 0


def _result(function: Callable[..., Decimal], *arguments: Decimal) -> Decimal:
    try:
        return function(*arguments)
    except DecimalException as error:
        raise NoValue("The result is not a number that FEEL can hold.") from error
