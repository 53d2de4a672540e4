"""Our values in the form in which `run.mjs` writes those of feelin, and whether two of them are the same."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from cip_workflow.errors import ExpressionError
from cip_workflow.feel import DaysTimeDuration, Range, YearsMonthsDuration, evaluate, text_of
from cip_workflow.feel.values import FarDate, FarDateTime, FarTime, kind_of


def ours(expression: str, context: Mapping[str, Any]) -> Any:
    """What we make of an expression."""
    try:
        return _written(evaluate(expression, context))
    except ExpressionError as error:
        return {"error": str(error)}


def _written(value: Any) -> Any:
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return float(value)
        case list():
            return [_written(item) for item in value]
        case dict():
            return {key: _written(each) for key, each in value.items()}
        case Range():
            return {"range": text_of(value)}
        case (
            date()
            | time()
            | FarDate()
            | FarTime()
            | FarDateTime()
            | DaysTimeDuration()
            | YearsMonthsDuration()
        ):
            return {"@": text_of(value)}
    assert kind_of(value) == "function"
    return {"function": True}


def alike(one: Any, other: Any) -> bool:
    """Whether two written values are the same; numbers as far as JavaScript's reach."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-14, abs_tol=1e-300)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        if "error" in one and "error" in other:
            return True
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    return bool(one == other)
