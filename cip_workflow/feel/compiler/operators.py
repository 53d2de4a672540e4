"""Arithmetic, comparison, logic, `if`."""

from __future__ import annotations

from typing import Any

from cip_workflow.feel.compiler.dispatch import Unit, compile_node, compiles
from cip_workflow.feel.compiler.scope import Code, Scope
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.operators.arithmetic import OPERATIONS, negate
from cip_workflow.feel.operators.comparison import equal, less, less_or_equal
from cip_workflow.feel.operators.ranges import between as lies_between
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.values import described


@compiles(tree.Arithmetic)
def arithmetic(node: tree.Arithmetic, unit: Unit) -> Code:
    left, right = compile_node(node.left, unit), compile_node(node.right, unit)
    operation = OPERATIONS[node.operator]

    def run(scope: Scope) -> Any:
        try:
            result = operation(left(scope), right(scope))
            if type(result) is str:
                scope.run.read(result)
            return result
        except NoValue as nothing:
            scope.run.note(node, nothing.sentence)
            return None

    return run


@compiles(tree.Negation)
def negation(node: tree.Negation, unit: Unit) -> Code:
    operand = compile_node(node.operand, unit)

    def run(scope: Scope) -> Any:
        try:
            return negate(operand(scope))
        except NoValue as nothing:
            scope.run.note(node, nothing.sentence)
            return None

    return run


@compiles(tree.Comparison)
def comparison(node: tree.Comparison, unit: Unit) -> Code:
    left, right = compile_node(node.left, unit), compile_node(node.right, unit)
    if node.operator in ("=", "!="):
        return _equality(node, left, right)
    if node.operator in (">", ">="):  # a > b is b < a; the sides are still evaluated in their order
        return _order(node, left, right, swapped=True)
    return _order(node, left, right, swapped=False)


def _equality(node: tree.Comparison, left: Code, right: Code) -> Code:
    wanted = node.operator == "="

    def run(scope: Scope) -> bool | None:
        one, other = left(scope), right(scope)
        answer = equal(one, other, scope.run)
        if answer is None:
            _incomparable(node, scope, one, other)
            return None
        return answer is wanted

    return run


def _order(node: tree.Comparison, left: Code, right: Code, *, swapped: bool) -> Code:
    compare = less_or_equal if node.operator in ("<=", ">=") else less

    def run(scope: Scope) -> bool | None:
        one, other = left(scope), right(scope)
        answer = compare(other, one) if swapped else compare(one, other)
        if answer is None:
            _incomparable(node, scope, one, other)
        return answer

    return run


def _incomparable(node: tree.Node, scope: Scope, one: Any, other: Any) -> None:
    scope.run.note(node, f"{described(one).capitalize()} does not compare with {described(other)}.")


@compiles(tree.Between)
def between(node: tree.Between, unit: Unit) -> Code:
    value, low, high = (compile_node(part, unit) for part in (node.value, node.low, node.high))

    def run(scope: Scope) -> bool | None:
        held, lowest, highest = value(scope), low(scope), high(scope)
        answer = lies_between(held, lowest, True, highest, True)
        if answer is None:
            scope.run.note(
                node,
                f"{described(held).capitalize()} does not lie between {described(lowest)} and {described(highest)}.",
            )
        return answer

    return run


@compiles(tree.Conjunction)
def conjunction(node: tree.Conjunction, unit: Unit) -> Code:
    return _row(node, "and", [compile_node(operand, unit) for operand in node.operands], decisive=False)


@compiles(tree.Disjunction)
def disjunction(node: tree.Disjunction, unit: Unit) -> Code:
    return _row(node, "or", [compile_node(operand, unit) for operand in node.operands], decisive=True)


def _row(node: tree.Node, word: str, codes: list[Code], *, decisive: bool) -> Code:
    otherwise = not decisive

    def run(scope: Scope) -> bool | None:
        answer: bool | None = otherwise
        for code in codes:
            value = code(scope)
            if value is decisive:
                return not otherwise
            if value is not otherwise:
                answer = None
                if value is not None:
                    scope.run.note(node, f"'{word}' joins true and false, not {described(value)}.")
        return answer

    return run


@compiles(tree.If)
def if_(node: tree.If, unit: Unit) -> Code:
    condition, then, otherwise = (
        compile_node(part, unit) for part in (node.condition, node.then, node.otherwise)
    )

    def run(scope: Scope) -> Any:
        value = condition(scope)
        if value is True:
            return then(scope)
        if value is not False and value is not None:
            scope.run.note(node, f"The condition is {described(value)}, not true or false.")
        return otherwise(scope)

    return run
