"""List functions (DMN table 75), except for the numbers among them."""

from __future__ import annotations

from decimal import Decimal
from functools import cmp_to_key
from typing import Any

from cip_workflow.feel.builtins.calling import is_true
from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import Run, check_items
from cip_workflow.feel.numbers import integer
from cip_workflow.feel.operators.comparison import equal, less
from cip_workflow.feel.values import Function


@builtin("list contains", "list: list, element: any", needs_run=True)
def list_contains(run: Run, values: list[Any], element: Any) -> bool:
    run.spend(len(values))
    return any(equal(value, element, run) for value in values)


@builtin("count", "list: list")
def count(values: list[Any]) -> Decimal:
    return Decimal(len(values))


def _extreme(values: list[Any], *, greatest: bool) -> Any:
    found = values[0] if values else None
    for value in values[1:] if found is not None else ():
        is_less = less(value, found)
        if is_less is None:
            raise NoValue("These items do not all compare with each other.")
        if (less(found, value) is True) if greatest else is_less:
            found = value
    if found is not None and less(found, found) is None:
        raise NoValue("These items have no order.")
    return found


@builtin("min", "list: list")
def minimum(values: list[Any]) -> Any:
    return _extreme(values, greatest=False)


@builtin("min", "c: any*")
def minimum_of(*values: Any) -> Any:
    return _extreme(list(values), greatest=False)


@builtin("max", "list: list")
def maximum(values: list[Any]) -> Any:
    return _extreme(values, greatest=True)


@builtin("max", "c: any*")
def maximum_of(*values: Any) -> Any:
    return _extreme(list(values), greatest=True)


def _booleans(values: list[Any], decisive: bool) -> bool | None:
    if not all(value is None or isinstance(value, bool) for value in values):
        raise NoValue("Every item must be true, false or null.")
    if any(value is decisive for value in values):
        return decisive
    return None if None in values else not decisive


@builtin("all", "list: list")
def all_(values: list[Any]) -> bool | None:
    return _booleans(values, decisive=False)


@builtin("all", "b: any*")
def all_of(*values: Any) -> bool | None:
    return _booleans(_at_least_one(values), decisive=False)


@builtin("any", "list: list")
def any_(values: list[Any]) -> bool | None:
    return _booleans(values, decisive=True)


@builtin("any", "b: any*")
def any_of(*values: Any) -> bool | None:
    return _booleans(_at_least_one(values), decisive=True)


def _at_least_one(values: tuple[Any, ...]) -> list[Any]:
    if not values:
        raise NoValue("At least one value is needed.")
    return list(values)


@builtin("sublist", "list: list, start position: number, length: number?")
def sublist(values: list[Any], start_position: Decimal, length: Decimal | None = None) -> list[Any]:
    first = _index(values, start_position)
    if length is None:
        return values[first:]
    wanted = integer(length, "length")
    if wanted < 1 or first + wanted > len(values):
        raise NoValue(f"From there the list has no {wanted} items.")
    return values[first : first + wanted]


@builtin("append", "list: list, item: any*")
def append(values: list[Any], *items: Any) -> list[Any]:
    return [*values, *items]


@builtin("concatenate", "list: list*")
def concatenate(*lists: list[Any]) -> list[Any]:
    _at_least_one(lists)
    check_items(sum(map(len, lists)))
    return [value for values in lists for value in values]


@builtin("insert before", "list: list, position: number, newItem: any")
def insert_before(values: list[Any], position: Decimal, new_item: Any) -> list[Any]:
    index = _index(values, position)
    return [*values[:index], new_item, *values[index:]]


@builtin("remove", "list: list, position: number")
def remove(values: list[Any], position: Decimal) -> list[Any]:
    index = _index(values, position)
    return values[:index] + values[index + 1 :]


@builtin("list replace", "list: list, position: number, newItem: any")
def list_replace(values: list[Any], position: Decimal, new_item: Any) -> list[Any]:
    index = _index(values, position)
    return [*values[:index], new_item, *values[index + 1 :]]


@builtin("list replace", "list: list, match: function, newItem: any", needs_run=True)
def list_replace_matches(run: Run, values: list[Any], match: Function, new_item: Any) -> list[Any]:
    return [new_item if is_true(run, match, value, new_item) else value for value in values]


@builtin("reverse", "list: list")
def reverse(values: list[Any]) -> list[Any]:
    return values[::-1]


@builtin("index of", "list: list, match: any", needs_run=True)
def index_of(run: Run, values: list[Any], match: Any) -> list[Any]:
    run.spend(len(values))
    return [Decimal(position) for position, value in enumerate(values, 1) if equal(value, match, run)]


@builtin("union", "list: list*", needs_run=True)
def union(run: Run, *lists: list[Any]) -> list[Any]:
    return distinct_values(run, concatenate(*lists))


@builtin("distinct values", "list: list", needs_run=True)
def distinct_values(run: Run, values: list[Any]) -> list[Any]:
    found: list[Any] = []
    simple: set[Any] = set()
    for value in values:
        if isinstance(value, str | Decimal):
            if value not in simple:
                simple.add(value)
                found.append(value)
            continue
        run.spend(len(found))
        if not any(equal(value, known, run) for known in found):
            found.append(value)
    return found


@builtin("flatten", "list: list", needs_run=True)
def flatten(run: Run, values: list[Any]) -> list[Any]:
    found: list[Any] = []
    todo = [iter(values)]
    while todo:
        for value in todo[-1]:
            run.spend(1)
            if isinstance(value, list | tuple):
                todo.append(iter(value))
                break
            found.append(inbound(value))
        else:
            todo.pop()
    return found


@builtin("sort", "list: list, precedes: function", needs_run=True)
def sort(run: Run, values: list[Any], precedes: Function) -> list[Any]:
    def order(one: Any, other: Any) -> int:
        if is_true(run, precedes, one, other):
            return -1
        return 1 if is_true(run, precedes, other, one) else 0

    return sorted(values, key=cmp_to_key(order))


def _index(values: list[Any], position: Decimal) -> int:
    wanted = integer(position, "position")
    if wanted == 0 or abs(wanted) > len(values):
        raise NoValue(f"There is no position {wanted} in a list of {len(values)} items.")
    return wanted - 1 if wanted > 0 else len(values) + wanted
