"""One evaluation of a model: its budget, its notes, the rules that fire."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

from cip_workflow.dmn.outcome import Diagnostic, Evaluated, Fired
from cip_workflow.dmn.types import ANY, Type, fit
from cip_workflow.feel.errors import FeelBudgetError, NoValue
from cip_workflow.feel.limits import Run
from cip_workflow.feel.syntax.printer import print_tree

#: The names that an expression sees, with their values.
Scope = dict[str, Any]
Evaluate = Callable[[Scope, "Evaluation"], Any]

MAX_DIAGNOSTICS = 50
#: How deep functions and services may call each other; the call stack of Python is not endless.
MAX_CALLS = 60
#: What a call of a function of the model costs of the budget of steps: a scope, a frame, a look at its arguments.
CALL = 5


class Titled(Protocol):
    """A column of a table."""

    title: str


class Evaluation:
    """What is shared by everything that one call of `Model.evaluate` evaluates."""

    __slots__ = ("_calls", "columns", "decision", "diagnostics", "feel", "fired", "trace")

    def __init__(self, now: datetime | None = None) -> None:
        self.feel = Run(now)
        self.decision = ""
        self.diagnostics: list[Diagnostic] = []
        self.fired: list[Fired] = []
        self.columns: dict[str, Any] = {}
        self.trace: list[Evaluated] = []
        self._calls = 0

    def note(self, line: int, expression: str, sentence: str) -> Any:
        """Remember why something gave null; gives that null, so that `return run.note(..)` reads well."""
        if len(self.diagnostics) < MAX_DIAGNOSTICS:
            self.diagnostics.append(Diagnostic(self.decision, line, expression, sentence))
        return None

    def fit(self, value: Any, wanted: Type, line: int, expression: str = "", called: str = "") -> Any:
        """`value` fitted to the type `wanted`; null and a note, which names what is `called`, where it does not fit."""
        if wanted is ANY:
            return value
        try:
            return fit(wanted, value)
        except NoValue as mismatch:
            return self.note(
                line, expression, f"{called}: {mismatch.sentence}" if called else mismatch.sentence
            )

    def take_notes(self, line: int, expression: str) -> None:
        """Make what FEEL noted about the expression that was just evaluated into diagnostics."""
        for node, sentence in self.feel.notes:
            self.note(line, expression, f"{print_tree(node)}: {sentence}")
        self.feel.notes.clear()

    def read_by_table(self, columns: Sequence[Titled], values: Sequence[Any]) -> None:
        """Remember what a table looked at, for the trace."""
        for column, value in zip(columns, values, strict=True):
            self.columns[column.title] = value

    @contextmanager
    def deciding(self, name: str) -> Iterator[None]:
        """Inside, notes and fired rules belong to the decision `name`; afterwards to the one before."""
        before = self.decision, self.fired, self.columns
        self.decision, self.fired, self.columns = name, [], {}
        try:
            yield
        finally:
            self.decision, self.fired, self.columns = before

    @contextmanager
    def calling(self) -> Iterator[None]:
        """A call of a function of the model.

        Raises FeelBudgetError where calls are nested too deep or the budget of steps is spent.
        """
        self._calls += 1
        self.feel.spend(CALL)
        if self._calls > MAX_CALLS:
            raise FeelBudgetError(f"Functions of this model call each other more than {MAX_CALLS} deep.")
        try:
            yield
        finally:
            self._calls -= 1
