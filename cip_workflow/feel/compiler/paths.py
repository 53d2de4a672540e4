"""Paths and filters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cip_workflow.feel.compiler.dispatch import Unit, compile_node, compiles, guarded, size
from cip_workflow.feel.compiler.scope import Code, Scope, inner
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import NATIVE, inbound
from cip_workflow.feel.numbers import integer, is_integer
from cip_workflow.feel.operators.properties import select
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.values import MISSING, described


@compiles(tree.Path)
def path(node: tree.Path, unit: Unit) -> Code:
    source = compile_node(node.source, unit)
    name = node.name

    def run(scope: Scope) -> Any:
        held = source(scope)
        if type(held) is dict:
            value = held.get(name, MISSING)
            if value is not MISSING:
                return value if type(value) in NATIVE else inbound(value)
        elif type(held) is list:
            scope.run.spend(len(held))
        try:
            return select(held, name)
        except NoValue as nothing:
            scope.run.note(node, nothing.sentence)
            return None

    return run


@compiles(tree.Filter)
def filter_(node: tree.Filter, unit: Unit) -> Code:
    source = compile_node(node.source, unit)
    if isinstance(node.condition, tree.Number):
        position = node.condition.value
        return guarded(node, lambda scope: _at(_as_list(source(scope)), position))
    condition = compile_node(node.condition, unit)
    cost = size(node.condition)
    return guarded(node, lambda scope: _filtered(_as_list(source(scope)), condition, scope, cost))


def _filtered(values: list[Any], condition: Code, scope: Scope, cost: int) -> Any:
    kept: list[Any] = []
    for value in values or [None]:
        scope.run.spend(cost)
        item = inbound(value)
        answer = condition(_item_scope(item, scope))
        if type(answer) is Decimal:  # a position, which is the same for every item
            return _at(values, answer)
        if answer is True and values:
            kept.append(item)
        elif answer is not False and answer is not None and values:
            raise NoValue(f"A filter needs true, false or a position, not {described(answer)}.")
    return kept


def _item_scope(item: Any, scope: Scope) -> Scope:
    around = inner({"item": item}, scope)
    return inner(item, around) if isinstance(item, Mapping) else around


def _as_list(value: Any) -> list[Any]:
    if type(value) is list:
        return value
    if value is None:
        raise NoValue("Null cannot be filtered.")
    return [value]


def _at(values: list[Any], position: Decimal) -> Any:
    if not is_integer(position):
        raise NoValue("A position must be a whole number.")
    wanted = integer(position, "position")
    if wanted == 0 or abs(wanted) > len(values):
        raise NoValue(f"There is no position {wanted} in a list of {len(values)} items.")
    return inbound(values[wanted - 1 if wanted > 0 else wanted])
