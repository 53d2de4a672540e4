"""The boxed iterators of DMN 1.4: `for`, `some`, `every` and filters, whose parts may be any boxed expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from cip_workflow.dmn.elements import Boxed, Filter, Iteration, Literal
from cip_workflow.dmn.evaluation import Evaluate, Evaluation, Scope
from cip_workflow.dmn.literals import Expressions
from cip_workflow.feel.limits import check_items
from cip_workflow.feel.values import Range, described

Names = frozenset[str]
Compile = Callable[[Boxed | None, Names, Expressions], Evaluate]
Turn = Callable[[Scope], Any]

_DOMAIN = "the list to go through"


def compile_iteration(boxed: Iteration, names: Names, on: Expressions, compile_boxed: Compile) -> Evaluate:
    """A boxed `for`, `some` or `every`; what is null has no turns and gives null."""
    domain = _domain(boxed.over, names, on, compile_boxed)
    body = compile_boxed(boxed.result, names | {boxed.variable, "partial"}, on)
    collect = _COLLECT[boxed.kind]

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        items = domain(scope, run)
        if items is None:
            return run.note(boxed.line, "", "There is no list to go through.")

        def turn(item: Any, partial: list[Any]) -> Any:
            run.feel.spend(1 + len(partial))
            return body({**scope, "partial": list(partial), boxed.variable: item}, run)

        return collect(items, turn)

    return evaluate


def compile_filter(boxed: Filter, names: Names, on: Expressions, compile_boxed: Compile) -> Evaluate:
    """A boxed filter: the match sees `item`, and the entries of an item that is a context, as in FEEL."""
    domain = _domain(boxed.over, names, on, compile_boxed)
    match = compile_boxed(boxed.match, names | {"item"}, on)

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        items = domain(scope, run)
        if items is None:
            return run.note(boxed.line, "", "There is no list to filter.")
        kept: list[Any] = []
        for item in items:
            run.feel.spend(1)
            entries = item if isinstance(item, Mapping) else {}
            answer = match({**scope, **entries, "item": item}, run)
            if isinstance(answer, Decimal):
                return _at(items, answer)
            if answer is True:
                kept.append(item)
            elif answer is not None and answer is not False:
                return run.note(boxed.line, "", f"The match is {described(answer)}, not true or false.")
        return kept

    return evaluate


def _domain(over: Boxed | None, names: Names, on: Expressions, compile_boxed: Compile) -> Evaluate:
    """The items of the `in` part: of a list, of a range counted through, or one single value."""
    value_of = compile_boxed(over, names, on)
    counted = on.literal(Literal(text="for item in domain return item", name=_DOMAIN), frozenset(["domain"]))

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        value = value_of(scope, run)
        if isinstance(value, Range):
            return counted({"domain": value}, run)
        return value if value is None or isinstance(value, list) else [value]

    return evaluate


def _for(items: list[Any], turn: Callable[[Any, list[Any]], Any]) -> list[Any]:
    partial: list[Any] = []
    for item in items:
        partial.append(turn(item, partial))
        check_items(len(partial))
    return partial


def _some(items: list[Any], turn: Callable[[Any, list[Any]], Any]) -> bool | None:
    return _until(items, turn, decisive=True)


def _every(items: list[Any], turn: Callable[[Any, list[Any]], Any]) -> bool | None:
    return _until(items, turn, decisive=False)


def _until(items: list[Any], turn: Callable[[Any, list[Any]], Any], *, decisive: bool) -> bool | None:
    answer: bool | None = not decisive
    for item in items:
        value: object = turn(item, [])
        if value is decisive:
            return decisive
        if not isinstance(value, bool):
            answer = None
    return answer


_COLLECT: Mapping[str, Callable[[list[Any], Callable[[Any, list[Any]], Any]], Any]] = {
    "for": _for,
    "some": _some,
    "every": _every,
}


def _at(items: list[Any], position: Decimal) -> Any:
    if position != position.to_integral_value() or not 1 <= abs(position) <= len(items):
        return None
    at = int(position)
    return items[at - 1 if at > 0 else at]
