"""`in` and unary tests: whether a value passes a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cip_workflow.feel.compiler.dispatch import Unit, compile_node, compiles
from cip_workflow.feel.compiler.scope import Code, Scope, inner
from cip_workflow.feel.operators.ranges import between, compare, is_in
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.values import described

#: Whether a value passes, in a scope.
Test = Callable[[Any, Scope], bool | None]


@compiles(tree.In)
def in_(node: tree.In, unit: Unit) -> Code:
    value = compile_node(node.value, unit)
    tests = [_test(test, unit, strict=True) for test in node.tests]

    def run(scope: Scope) -> bool | None:
        held = value(scope)
        answer = _any(tests, held, scope)
        if answer is None:
            scope.run.note(node, f"{described(held).capitalize()} cannot be tested like that.")
        return answer

    return run


@compiles(tree.UnaryTests)
def unary_tests(node: tree.UnaryTests, unit: Unit) -> Code:
    """Code that tests what `?` is in its scope."""
    tests = [_test(test, unit, strict=False) for test in node.tests]

    def run(scope: Scope) -> bool | None:
        return _any(tests, scope.names["?"], scope)

    def run_negated(scope: Scope) -> bool | None:
        answer = _any(tests, scope.names["?"], scope)
        return None if answer is None else not answer

    if not tests:
        return lambda scope: True
    return run_negated if node.negated else run


def _any(tests: list[Test], value: Any, scope: Scope) -> bool | None:
    answer: bool | None = False
    for test in tests:
        passed = test(value, scope)
        if passed:
            return True
        if passed is None:
            answer = None
    return answer


def _test(node: tree.Node, unit: Unit, *, strict: bool) -> Test:
    if isinstance(node, tree.ComparisonRange):
        operator, operand = node.operator, compile_node(node.operand, unit)
        return lambda value, scope: compare(operator, value, operand(scope), scope.run)
    if isinstance(node, tree.RangeLiteral):
        low, high = compile_node(node.low, unit), compile_node(node.high, unit)
        from_low, to_high = node.low_included, node.high_included
        return lambda value, scope: between(value, low(scope), from_low, high(scope), to_high)
    code = compile_node(node, unit)
    if _uses_input(node):
        return lambda value, scope: _truth(code(inner({"?": value}, scope)), value, scope)
    if strict:
        return lambda value, scope: is_in(value, code(scope), scope.run)
    return lambda value, scope: _passes(value, code(scope), scope)


def _passes(value: Any, answer: Any, scope: Scope) -> bool | None:
    # a cell such as `count(bids) > 2` decides by itself, whatever the input is
    if isinstance(answer, bool) and not isinstance(value, bool):
        return answer
    return is_in(value, answer, scope.run)


def _truth(answer: Any, value: Any, scope: Scope) -> bool | None:
    if isinstance(answer, bool) or answer is None:
        return answer
    return is_in(value, answer, scope.run)


def _uses_input(node: tree.Node) -> bool:
    return (isinstance(node, tree.Name) and node.name == "?") or any(map(_uses_input, node.children()))
