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
from cip_workflow.dmn.loops import compile_filter, compile_iteration
from cip_workflow.dmn.tables import compile_table
from cip_workflow.dmn.types import ANY, ListType
from cip_workflow.feel.builtins.calling import call_named
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.values import described

Names = frozenset[str]


def compile_boxed(boxed: Boxed | None, names: Names, on: Expressions) -> Evaluate:
    """The function that evaluates `boxed` in a scope with these names; of nothing, null."""
    if boxed is None:
        return _null
    compiled = _COMPILERS[type(boxed)](boxed, names, on)
    return compiled if _is_listing(boxed, on) else checked(compiled, boxed.type, boxed, on)


def _is_listing(boxed: Boxed, on: Expressions) -> bool:
    """Whether this is a table that lists several rules but has the type of one: some tools write that of its rows."""
    if not isinstance(boxed, Table) or not boxed.listing:
        return False
    return not isinstance(on.types.find(boxed.type).base, ListType)


def checked(evaluate: Evaluate, type_name: str, at: Element, on: Expressions) -> Evaluate:
    """`evaluate` with its value fitted to the type called `type_name`: null and a note where it does not conform."""
    wanted = on.types.find(type_name, at.line, at.called)
    if wanted is ANY:
        return evaluate

    return lambda scope, run: run.fit(evaluate(scope, run), wanted, at.line)


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
            return run.note(boxed.line, text_of(boxed.function), problem.sentence)

    return evaluate


def text_of(boxed: Boxed | None) -> str:
    """The text of a literal expression, for a diagnostic; empty for any other."""
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
        answer = condition(scope, run)
        if answer is None or isinstance(answer, bool):
            return (then if answer else otherwise)(scope, run)
        return run.note(
            boxed.line, text_of(boxed.condition), f"The condition is {described(answer)}, not true or false."
        )

    return evaluate


def _iteration(boxed: Iteration, names: Names, on: Expressions) -> Evaluate:
    return compile_iteration(boxed, names, on, compile_boxed)


def _filter(boxed: Filter, names: Names, on: Expressions) -> Evaluate:
    return compile_filter(boxed, names, on, compile_boxed)


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
