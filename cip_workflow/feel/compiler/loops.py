"""`for`, `some`, `every`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from cip_workflow.feel.compiler.dispatch import Unit, compile_node, compiles, guarded, size
from cip_workflow.feel.compiler.scope import Code, Scope, inner
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import check_items
from cip_workflow.feel.numbers import integer, is_integer
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.temporal.calendar import date_of, day_number
from cip_workflow.feel.values import Range, described, kind_of

#: The scopes of all turns of a loop, one after the other.
Turns = Callable[[Scope], Iterator[Scope]]


@compiles(tree.For)
def for_(node: tree.For, unit: Unit) -> Code:
    turns = _turns(node.iterations, unit)
    body = compile_node(node.body, unit)
    cost = size(node.body)
    uses_partial = _mentions(node.body, "partial")

    def run(scope: Scope) -> list[Any]:
        results: list[Any] = []
        budget = scope.run
        for turn in turns(scope):
            budget.spend(cost)
            if uses_partial:
                budget.spend(len(results))
                results.append(body(inner({"partial": results.copy()}, turn)))
            else:
                results.append(body(turn))
        check_items(len(results))
        return results

    return guarded(node, run)


@compiles(tree.Quantified)
def quantified(node: tree.Quantified, unit: Unit) -> Code:
    turns = _turns(node.iterations, unit)
    condition = compile_node(node.condition, unit)
    cost = size(node.condition)
    decisive = node.quantifier == "some"
    otherwise = not decisive

    def run(scope: Scope) -> bool | None:
        answer: bool | None = otherwise
        for turn in turns(scope):
            scope.run.spend(cost)
            value = condition(turn)
            if value is decisive:
                return not otherwise
            if not isinstance(value, bool):
                answer = None
                if value is not None:
                    scope.run.note(node, f"The condition is {described(value)}, not true or false.")
        return answer

    return guarded(node, run)


def _turns(iterations: tuple[tree.Iteration, ...], unit: Unit) -> Turns:
    outer: Turns | None = None
    for iteration in iterations:
        outer = _iteration(iteration, outer, unit)
    assert outer is not None
    return outer


def _iteration(iteration: tree.Iteration, outer: Turns | None, unit: Unit) -> Turns:
    name = iteration.name
    domain = compile_node(iteration.domain, unit)
    end = compile_node(iteration.end, unit) if iteration.end is not None else None

    def items(scope: Scope) -> Iterable[Any]:
        first = domain(scope)
        return _in_order(first) if end is None else _counting(first, end(scope))

    def run(scope: Scope) -> Iterator[Scope]:
        for around in (scope,) if outer is None else outer(scope):
            for item in items(around):
                around.run.spend(1)
                yield inner({name: inbound(item)}, around)

    return run


def _in_order(domain: Any) -> Iterable[Any]:
    if isinstance(domain, list):
        return domain
    if isinstance(domain, Range):
        return _of_range(domain)
    if domain is None:
        raise NoValue("There is no list to go through, but null.")
    return [domain]


def _of_range(domain: Range) -> Iterable[Any]:
    if domain.low is None or domain.high is None:
        raise NoValue("A range without two endpoints cannot be counted through.")
    return _counting(
        domain.low, domain.high, skip_first=not domain.low_included, skip_last=not domain.high_included
    )


def _counting(first: Any, last: Any, *, skip_first: bool = False, skip_last: bool = False) -> Iterable[Any]:
    """Whole numbers or days from one to the other, up or down."""
    kind = kind_of(first)
    if kind == "number" and kind_of(last) == kind and is_integer(first) and is_integer(last):
        make: Callable[[int], Any] = Decimal
        start, stop = integer(first, "first number"), integer(last, "last number")
    elif kind == "date" and kind_of(last) == kind:
        make, start, stop = date_of, day_number(first), day_number(last)
    else:
        raise NoValue(
            f"From {described(first)} to {described(last)} there is nothing to count; use whole numbers or dates."
        )
    step = 1 if start <= stop else -1
    numbers = range(start + step * skip_first, stop + step - step * skip_last, step)
    return map(make, numbers)


def _mentions(node: tree.Node, name: str) -> bool:
    return (isinstance(node, tree.Name) and node.name == name) or any(
        _mentions(child, name) for child in node.children()
    )
