"""Literals, names, lists, contexts, ranges."""

from __future__ import annotations

from typing import Any

from cip_workflow.feel.builtins.registry import BUILTINS
from cip_workflow.feel.compiler.dispatch import Unit, compile_node, compiles, constant, guarded
from cip_workflow.feel.compiler.scope import Code, Scope, inner
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import NATIVE, inbound
from cip_workflow.feel.operators.ranges import make_comparison_range, make_range
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.temporal.literals import parse_any
from cip_workflow.feel.values import MISSING


@compiles(tree.Number)
def number(node: tree.Number, unit: Unit) -> Code:
    return constant(node.value)


@compiles(tree.String)
def string(node: tree.String, unit: Unit) -> Code:
    return constant(node.value)


@compiles(tree.Boolean)
def boolean(node: tree.Boolean, unit: Unit) -> Code:
    return constant(node.value)


@compiles(tree.Null)
def null(node: tree.Null, unit: Unit) -> Code:
    return constant(None)


@compiles(tree.AtLiteral)
def at_literal(node: tree.AtLiteral, unit: Unit) -> Code:
    return guarded(node, lambda scope: parse_any(node.text))


@compiles(tree.Name)
def name(node: tree.Name, unit: Unit) -> Code:
    key = node.name

    def read(scope: Scope) -> Any:
        value = scope.names.get(key, MISSING)
        if value is MISSING:
            value = _further(scope, node)
        return value if type(value) in NATIVE else inbound(value)

    return read


def _further(scope: Scope, node: tree.Name) -> Any:
    outer = scope.parent
    while outer is not None:
        value = outer.names.get(node.name, MISSING)
        if value is not MISSING:
            return value
        outer = outer.parent
    builtin = BUILTINS.get(node.name)
    if builtin is None:
        scope.run.note(node, f"Nothing here is called {node.name!r}.")
    return builtin


@compiles(tree.ListLiteral)
def list_literal(node: tree.ListLiteral, unit: Unit) -> Code:
    codes = [compile_node(item, unit) for item in node.items]
    return lambda scope: [code(scope) for code in codes]


@compiles(tree.ContextLiteral)
def context_literal(node: tree.ContextLiteral, unit: Unit) -> Code:
    entries = [(key, compile_node(value, unit)) for key, value in node.entries]
    keys = [key for key, _ in entries]
    if len(set(keys)) != len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)

        def refuse(scope: Scope) -> Any:
            raise NoValue(f"The key {twice!r} comes twice.")

        return guarded(node, refuse)

    def make(scope: Scope) -> Any:
        made: dict[str, Any] = {}
        here = inner(made, scope)
        for key, code in entries:
            made[key] = code(here)
        return made

    return make


@compiles(tree.RangeLiteral)
def range_literal(node: tree.RangeLiteral, unit: Unit) -> Code:
    low, high = compile_node(node.low, unit), compile_node(node.high, unit)
    return guarded(
        node, lambda scope: make_range(low(scope), node.low_included, high(scope), node.high_included)
    )


@compiles(tree.ComparisonRange)
def comparison_range(node: tree.ComparisonRange, unit: Unit) -> Code:
    operand = compile_node(node.operand, unit)
    return guarded(node, lambda scope: make_comparison_range(node.operator, operand(scope)))
