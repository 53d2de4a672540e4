"""What the small forms of the register take: dates in three parts, amounts, as people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from flask import request

Errors = dict[str, list[str]]


def day_of(name: str, errors: Errors, *, what: str, needed: bool = True) -> date | None:
    """The date in `<name>-day`, `-month`, `-year`; what is wrong with it goes into `errors` under the name.

    Args:
        what: how a sentence calls it, `the day of the meeting`.
    """
    parts = [request.form.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")]
    if not any(parts):
        if needed:
            errors[name] = [f"Enter {what}"]
        return None
    try:
        year, month, day = (int(part) for part in parts)
        if not 1900 <= year <= 2200:
            raise ValueError
        return date(year, month, day)
    except ValueError:
        errors[name] = [f"Enter {what} as a real date, like 27 3 2027"]
        return None


def amount_of(name: str, errors: Errors, *, what: str) -> Decimal | None:
    """The amount in a field, with or without £ and commas; what is wrong with it goes into `errors`."""
    text = request.form.get(name, "").replace("£", "").replace(",", "").replace(" ", "")
    try:
        amount = Decimal(text)
        if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")):
            raise InvalidOperation
    except InvalidOperation:
        errors[name] = [f"Enter {what} in pounds, like 704,000,000"]
        return None
    return amount


def shown_day(name: str, value: date | None) -> dict[str, str]:
    """The three parts of a date as they were typed, or as they stand."""
    typed = {part: request.form.get(f"{name}-{part}") for part in ("day", "month", "year")}
    if any(one is not None for one in typed.values()):
        return {part: one or "" for part, one in typed.items()}
    if value is None:
        return dict.fromkeys(typed, "")
    return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
