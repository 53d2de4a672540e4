"""Numbers are decimal, with 34 digits, as IEEE 754 decimal128 has them (DMN 10.3.2.3.1)."""

from __future__ import annotations

from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

from cip_workflow.feel.errors import NoValue

#: Exact where decimal128 is exact; refuses what it cannot hold. Shared by threads: only flags are ever changed.
MATH = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    clamp=0,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
ZERO = Decimal(0)
ONE = Decimal(1)
#: A whole number outside this is not worth turning into an int.
_MAX_INTEGER_DIGITS = 40


def number(text: str) -> Decimal:
    """The number that a text spells, rounded to 34 digits.

    Raises:
        NoValue: the text spells no number, or one that decimal128 cannot hold.
    """
    try:
        return MATH.create_decimal(text)
    except DecimalException as error:
        raise NoValue(f"{text[:40]!r} is not a number that FEEL can hold.") from error


def of_float(value: float) -> Decimal | None:
    """A Python float as people read it (0.1 is 0.1); nothing for infinity and not-a-number."""
    found = MATH.create_decimal(repr(value))
    return found if found.is_finite() else None


def is_integer(value: Decimal) -> bool:
    """Whether a number is whole: 2, 2.0, 1E+3."""
    return value == value.to_integral_value()


def integer(value: Decimal, what: str) -> int:
    """The whole part of a number as an int.

    Raises:
        NoValue: it is too large to be a position, count or scale.
    """
    if value.adjusted() > _MAX_INTEGER_DIGITS:
        raise NoValue(f"The {what} {plain(value)[:20]}... is too large.")
    return int(value)


def plain(value: Decimal) -> str:
    """A number in digits: no exponent, no needless zeros."""
    text = format(value.normalize(MATH), "f")
    return "0" if text == "-0" else text
