"""FEEL texts of a model compiled: expressions, unary tests, restrictions of types. The one door from DMN to FEEL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from cip_workflow.dmn.columns import CellTest
from cip_workflow.dmn.dialects import CELL_INPUT, Reader
from cip_workflow.dmn.elements import (
    Boxed,
    Context,
    Definitions,
    Element,
    Entry,
    Item,
    Literal,
    Relation,
    Table,
)
from cip_workflow.dmn.evaluation import Evaluate, Evaluation, Scope
from cip_workflow.dmn.item_types import Complain, Types
from cip_workflow.dmn.types import Test
from cip_workflow.errors import ExpressionError
from cip_workflow.feel.compiler import compile_tree
from cip_workflow.feel.compiler.scope import Code
from cip_workflow.feel.compiler.scope import Scope as FeelScope
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import Run
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.vocabulary import special

Names = frozenset[str]


class Expressions:
    """Compiles the FEEL of one model. What cannot be read is a problem of the model and null when it is evaluated."""

    types: Types

    def __init__(self, model: Definitions, complain: Complain) -> None:
        self.complain = complain
        self._reader = Reader(model.language, model.lenient)
        self._members: Names = frozenset()
        self._feel_types: dict[str, tree.Type] = {}

    def know(self, types: Types, models: Iterable[Definitions]) -> None:
        """Know the model's types, and the names of components, outputs, entries that cannot be read unknown.

        `Score . Pre-bureau risk` is such a name: without knowing it, it is a subtraction.
        """
        self.types = types
        self._feel_types = types.for_feel()
        found = {part for name in self._feel_types for part in name.split(".")}
        for model in models:
            for item in model.items:
                found.update(_component_names(item))
            for boxed in (each.logic for each in model.decisions):
                found.update(_part_names(boxed))
            for boxed in (each.logic.body for each in model.knowledge):
                found.update(_part_names(boxed))
        self._members = special(found)

    def literal(self, literal: Literal, names: Names) -> Evaluate:
        """The function that evaluates a literal expression in a scope with these names."""
        if not literal.text:
            return lambda scope, run: None
        known = self._known(names)
        code = self._code(
            literal, literal.text, lambda text: self._reader.expression(text, literal.language, known)
        )

        def evaluate(scope: Scope, run: Evaluation) -> Any:
            try:
                value = code(FeelScope(scope, None, run.feel))
            except NoValue as nothing:
                return run.note(literal.line, literal.text, nothing.sentence)
            if run.feel.notes:
                run.take_notes(literal.line, literal.text)
            return value

        return evaluate

    def tests(self, text: str, names: Names, at: Element, language: str = "") -> CellTest:
        """The function that says whether a value passes the unary tests in `text`."""
        known = self._known(names)
        code = self._code(at, text, lambda text: self._reader.cell(text, language, known))

        def test(value: Any, scope: Scope, run: Evaluation) -> bool:
            given = {"?": value, CELL_INPUT: value} if self._reader.lenient else {"?": value}
            try:
                passed = code(FeelScope(given, FeelScope(scope, None, run.feel), run.feel))
            except NoValue as nothing:
                passed = run.note(at.line, text, nothing.sentence)
            if run.feel.notes:
                run.take_notes(at.line, text)
            return passed is True

        return test

    def restriction(self, text: str, item: Item) -> Test:
        """The test of allowed values or of a type constraint: like the cell of a table, without any names."""
        code = self._code(item, text, lambda text: self._reader.cell(text, "", self._members))

        def test(value: Any) -> bool:
            try:
                return code(FeelScope({"?": value}, None, Run())) is True
            except NoValue:
                return True  # a restriction that cannot be read is a problem of the model, not of every value

        return test

    def _known(self, names: Names) -> Names:
        return special(names) | self._members

    def _code(self, at: Element, text: str, read: Callable[[str], tree.Node]) -> Code:
        try:
            return compile_tree(read(text), self._feel_types)
        except ExpressionError as error:
            return self._unreadable(at, f"{error.message} The expression is: {text[:100]}")

    def _unreadable(self, at: Element, sentence: str) -> Code:
        self.complain(at.line, at.called, sentence)

        def refuse(scope: FeelScope) -> Any:
            raise NoValue(sentence)

        return refuse


def _component_names(item: Item) -> Iterable[str]:
    for part in item.components:
        yield part.name
        yield from _component_names(part)


def _part_names(boxed: Boxed | None) -> Iterable[str]:
    if isinstance(boxed, Table):
        yield from (output.name for output in boxed.outputs if output.name)
    elif isinstance(boxed, Relation):
        yield from (column.name for column in boxed.columns)
    elif isinstance(boxed, Context):
        for entry in boxed.entries:
            yield from _entry_names(entry)


def _entry_names(entry: Entry) -> Iterable[str]:
    if entry.name:
        yield entry.name
    yield from _part_names(entry.value)
