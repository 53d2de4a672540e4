"""Functions that the standard lacks and Camunda 8 has, so that its files mean the same here."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import Run
from cip_workflow.feel.numbers import integer
from cip_workflow.feel.operators.comparison import equal
from cip_workflow.feel.temporal.calendar import days_in_month, make_date
from cip_workflow.feel.values import AnyDate, AnyDateTime


@builtin("is defined", "value: any")
def is_defined(value: Any) -> bool:
    return value is not None


@builtin("get or else", "value: any, default: any")
def get_or_else(value: Any, default: Any) -> Any:
    return default if value is None else value


@builtin("is empty", "value: any")
def is_empty(value: Any) -> bool:
    """Null, an empty string, list, or context."""
    return value is None or (isinstance(value, str | list | Mapping) and len(value) == 0)


@builtin("is blank", "string: string")
def is_blank(text: str) -> bool:
    return not text.strip()


@builtin("trim", "string: string")
def trim(text: str) -> str:
    return text.strip()


@builtin("duplicate values", "list: list", needs_run=True)
def duplicate_values(run: Run, values: list[Any]) -> list[Any]:
    found: list[Any] = []
    for index, value in enumerate(values):
        run.spend(len(values))
        again = any(equal(value, other, run) for other in values[index + 1 :])
        if again and not any(equal(value, known, run) for known in found):
            found.append(value)
    return found


@builtin("partition", "list: list, size: number")
def partition(values: list[Any], size: Decimal) -> list[list[Any]]:
    each = integer(size, "size")
    if each < 1:
        raise NoValue("The size of a part must be at least 1.")
    return [values[start : start + each] for start in range(0, len(values), each)]


@builtin("last day of month", "date: day")
def last_day_of_month(day: AnyDate | AnyDateTime) -> AnyDate:
    return make_date(day.year, day.month, days_in_month(day.year, day.month))


@builtin("get value", "context: context, keys: list")
def get_value_deep(context: Mapping[str, Any], keys: list[Any]) -> Any:
    value: Any = context
    for key in keys:
        if not isinstance(value, Mapping):
            return None
        value = inbound(value.get(key))
    return value
