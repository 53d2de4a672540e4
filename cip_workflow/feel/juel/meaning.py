"""The operators of JUEL in FEEL."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from cip_workflow.feel.syntax import tree


def operation(operator: str, left: tree.Node, right: tree.Node) -> tree.Node:
    """`left operator right`"""
    match operator:
        case "||":
            return tree.Disjunction(_joined(left, right, tree.Disjunction))
        case "&&":
            return tree.Conjunction(_joined(left, right, tree.Conjunction))
        case "==":
            return tree.Comparison("=", left, right)
        case "%":
            return tree.Call(tree.Name("modulo"), (left, right))
        case "+" | "-" | "*" | "/":
            return tree.Arithmetic(operator, left, right)
    return tree.Comparison(operator, left, right)


def _joined(left: tree.Node, right: tree.Node, kind: Callable[..., tree.Node]) -> tuple[tree.Node, ...]:
    if isinstance(left, tree.Conjunction | tree.Disjunction) and type(left) is kind:
        return (*left.operands, right)
    return left, right


def element(source: tree.Node, index: tree.Node) -> tree.Node:
    """`source[index]`: an entry of a map, or an item of a list, which JUEL counts from 0."""
    if isinstance(index, tree.String):
        return tree.Call(tree.Name("get value"), (source, index))
    if isinstance(index, tree.Number):
        return tree.Filter(source, tree.Number(index.value + 1))
    return tree.Filter(source, tree.Arithmetic("+", index, tree.Number(Decimal(1))))
