"""Boxed expressions compiled to functions of a scope: each element to one closure (DMN 1.5, chapter 7.3 and 10.2.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cip_workflow.dmn.elements import (
    Boxed,
    Conditional,
    Context,
    Element,
    Filter,
    FunctionOf,
    Invocation,
    Iteration,
    ListOf,
    Literal,
    Relation,
    Table,
)
from cip_workflow.dmn.evaluation import Evaluate, Evaluation, Scope
from cip_workflow.dmn.functions import function_value
from cip_workflow.dmn.literals import Expressions
from cip_workflow.dmn.tables import compile_table
from cip_workflow.dmn.types import ANY, Type, fit
from cip_workflow.feel.builtins.calling import call_named
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import check_items

Names = frozenset[str]


def compile_boxed(boxed: Boxed | None, names: Names, on: Expressions) -> Evaluate:
    """The function that evaluates `boxed` in a scope with these names; of nothing, null."""
    if boxed is None:
        return _null
    compiled = _COMPILERS[type(boxed)](boxed, names, on)
    return checked(compiled, boxed.type, boxed, on)


def checked(evaluate: Evaluate, type_name: str, at: Element, on: Expressions) -> Evaluate:
    """`evaluate` with its value fitted to the type called `type_name`: null and a note where it does not conform."""
    wanted = on.types.find(type_name, at.line, at.called)
    if wanted is ANY:
        return evaluate

    def fitted(scope: Scope, run: Evaluation) -> Any:
        return fit_or_note(evaluate(scope, run), wanted, at, run)

    return fitted


def fit_or_note(value: Any, wanted: Type, at: Element, run: Evaluation) -> Any:
    """`value` fitted to `wanted`, or null and a note."""
    try:
        return fit(wanted, value)
    except NoValue as mismatch:
        return run.note(at.line, "", mismatch.sentence)


def _null(scope: Scope, run: Evaluation) -> Any:
    return None


def _literal(boxed: Literal, names: Names, on: Expressions) -> Evaluate:
    return on.literal(boxed, names)


def _table(boxed: Table, names: Names, on: Expressions) -> Evaluate:
    return compile_table(boxed, names, on)


def _context(boxed: Context, names: Names, on: Expressions) -> Evaluate:
    entries: list[tuple[str, Evaluate]] = []
    for entry in boxed.entries:
        value = checked(compile_boxed(entry.value, names, on), entry.type, entry, on)
        entries.append((entry.name, value))
        names = names | {entry.name} if entry.name else names

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        inner = dict(scope)
        result: dict[str, Any] = {}
        for name, value in entries:
            found = value(inner, run)
            if not name:
                return found
            inner[name] = result[name] = found
        return result

    return evaluate


def _invocation(boxed: Invocation, names: Names, on: Expressions) -> Evaluate:
    function = compile_boxed(boxed.function, names, on)
    bindings = [
        (entry.name, checked(compile_boxed(entry.value, names, on), entry.type, entry, on))
        for entry in boxed.bindings
    ]

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        called = function(scope, run)
        arguments = {name: value(scope, run) for name, value in bindings}
        try:
            return call_named(run.feel, called, arguments)
        except NoValue as problem:
            return run.note(boxed.line, _text(boxed.function), problem.sentence)

    return evaluate


def _text(boxed: Boxed | None) -> str:
    return boxed.text if isinstance(boxed, Literal) else ""


def _list(boxed: ListOf, names: Names, on: Expressions) -> Evaluate:
    items = [compile_boxed(item, names, on) for item in boxed.items]
    return lambda scope, run: [item(scope, run) for item in items]


def _relation(boxed: Relation, names: Names, on: Expressions) -> Evaluate:
    rows = [
        [
            (column.name, checked(compile_boxed(cell, names, on), column.type, column, on))
            for column, cell in zip(boxed.columns, row, strict=True)
        ]
        for row in boxed.rows
    ]
    return lambda scope, run: [{name: cell(scope, run) for name, cell in row} for row in rows]


def _function(boxed: FunctionOf, names: Names, on: Expressions) -> Evaluate:
    return function_value(boxed, names, on, compile_boxed)


def _conditional(boxed: Conditional, names: Names, on: Expressions) -> Evaluate:
    condition, then, otherwise = (
        compile_boxed(part, names, on) for part in (boxed.condition, boxed.then, boxed.otherwise)
    )

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        return (then if condition(scope, run) is True else otherwise)(scope, run)

    return evaluate


def _iteration(boxed: Iteration, names: Names, on: Expressions) -> Evaluate:
    over = compile_boxed(boxed.over, names, on)
    body = compile_boxed(boxed.result, names | {boxed.variable, "partial"}, on)
    collect = _ITERATIONS[boxed.kind]

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        domain = run.items(over(scope, run))
        if domain is None:
            return run.note(boxed.line, _text(boxed.over), "There is no list to go through.")
        inner = dict(scope)

        def turn(item: Any) -> Any:
            run.feel.spend(1)
            inner[boxed.variable] = item
            # a function made in a turn keeps the item of that turn, so each turn has a scope of its own
            return body(dict(inner), run)

        return collect(domain, turn, inner)

    return evaluate


def _for(domain: list[Any], turn: Callable[[Any], Any], inner: Scope) -> list[Any]:
    partial: list[Any] = []
    for item in domain:
        inner["partial"] = list(partial)
        partial.append(turn(item))
        check_items(len(partial))
    return partial


def _some(domain: list[Any], turn: Callable[[Any], Any], inner: Scope) -> bool | None:
    found: list[Any] = []
    for item in domain:
        found.append(turn(item))
        if found[-1] is True:
            return True
    return False if all(answer is False for answer in found) else None


def _every(domain: list[Any], turn: Callable[[Any], Any], inner: Scope) -> bool | None:
    found: list[Any] = []
    for item in domain:
        found.append(turn(item))
        if found[-1] is False:
            return False
    return True if all(answer is True for answer in found) else None


_ITERATIONS: Mapping[str, Callable[[list[Any], Callable[[Any], Any], Scope], Any]] = {
    "for": _for,
    "some": _some,
    "every": _every,
}


def _filter(boxed: Filter, names: Names, on: Expressions) -> Evaluate:
    over = compile_boxed(boxed.over, names, on)
    match = compile_boxed(boxed.match, names | {"item"}, on)

    def evaluate(scope: Scope, run: Evaluation) -> Any:
        domain = run.items(over(scope, run))
        if domain is None:
            return run.note(boxed.line, _text(boxed.over), "There is no list to filter.")
        kept = []
        for item in domain:
            run.feel.spend(1)
            inner = scope | item if isinstance(item, Mapping) else dict(scope)
            inner["item"] = item
            answer = match(inner, run)
            if answer is True:
                kept.append(item)
        return kept

    return evaluate


_COMPILERS: Mapping[type[Boxed], Callable[[Any, Names, Expressions], Evaluate]] = {
    Literal: _literal,
    Table: _table,
    Context: _context,
    Invocation: _invocation,
    ListOf: _list,
    Relation: _relation,
    FunctionOf: _function,
    Conditional: _conditional,
    Iteration: _iteration,
    Filter: _filter,
}
