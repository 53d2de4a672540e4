"""Expressions as they are used: read once, kept, evaluated often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from cip_workflow.errors import ExpressionError
from cip_workflow.feel.builtins import BUILTINS
from cip_workflow.feel.compiler import compile_tree
from cip_workflow.feel.compiler.scope import Code, Scope
from cip_workflow.feel.errors import Diagnostic, FeelBudgetError, line_and_column
from cip_workflow.feel.inbound import inbound, outbound
from cip_workflow.feel.limits import Run
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.free_names import free_names
from cip_workflow.feel.syntax.parser import parse, parse_unary
from cip_workflow.feel.syntax.printer import print_tree
from cip_workflow.feel.syntax.vocabulary import names_in, special

Types = Mapping[str, tree.Type]

_NOTHING: Mapping[str, Any] = {}
_LONGEST_PIECE = 80


@dataclass(frozen=True, slots=True)
class Result:
    """What an expression gave, and why parts of it gave null."""

    value: Any
    diagnostics: tuple[Diagnostic, ...] = ()


class _Compiled:
    """A text that was read and compiled."""

    def __init__(self, text: str, tree_: tree.Node, code: Code) -> None:
        self.text = text
        self.tree = tree_
        self._code = code

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The variables that are read from the context, as paths: `("applicant.age", "limit")`."""
        return free_names(self.tree, BUILTINS)

    def _value(self, scope: Scope) -> Any:
        try:
            return outbound(self._code(scope))
        except RecursionError as error:
            raise FeelBudgetError("This expression goes too deep.") from error
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            # a variable that is no value of FEEL and does not behave, such as an object of some library
            raise ExpressionError(
                f"A variable of {self.text[:_LONGEST_PIECE]!r} cannot be used in FEEL: {error}."
            ) from error

    def _result(self, scope: Scope) -> Result:
        value = self._value(scope)
        return Result(value, tuple(self._diagnostic(node, said) for node, said in scope.run.notes))

    def _diagnostic(self, node: tree.Node, sentence: str) -> Diagnostic:
        piece = print_tree(node)
        if len(piece) > _LONGEST_PIECE:
            piece = piece[: _LONGEST_PIECE - 3] + "..."
        return Diagnostic(piece, *line_and_column(self.text, node.at), sentence)


class Expression(_Compiled):
    """An expression, ready to be evaluated."""

    def evaluate(self, context: Mapping[str, Any] | None = None, *, now: datetime | None = None) -> Any:
        """The value of the expression with these variables.

        Args:
            context: the variables; any mapping, which is only read.
            now: the instant that `now()` and `today()` give (aware), instead of the clock's.

        Raises:
            FeelBudgetError: the expression takes too many steps, or makes too large a value.
        """
        return self._value(Scope(_NOTHING if context is None else context, None, Run(now)))

    def run(self, context: Mapping[str, Any] | None = None, *, now: datetime | None = None) -> Result:
        """As `evaluate`, with the reasons for the nulls that came from mistakes."""
        return self._result(Scope(_NOTHING if context is None else context, None, Run(now)))


class UnaryTests(_Compiled):
    """The cell of a decision table, ready to test values."""

    def evaluate(
        self, value: Any, context: Mapping[str, Any] | None = None, *, now: datetime | None = None
    ) -> bool | None:
        """Whether `value` passes; null when that cannot be said.

        Raises:
            FeelBudgetError: as for expressions.
        """
        answer: bool | None = self._value(self._scope(value, context, now))
        return answer

    def run(
        self, value: Any, context: Mapping[str, Any] | None = None, *, now: datetime | None = None
    ) -> Result:
        """As `evaluate`, with the reasons for the nulls that came from mistakes."""
        return self._result(self._scope(value, context, now))

    @staticmethod
    def _scope(value: Any, context: Mapping[str, Any] | None, now: datetime | None) -> Scope:
        run = Run(now)
        outer = Scope(_NOTHING if context is None else context, None, run)
        return Scope({"?": inbound(value)}, outer, run)


def compile(  # noqa: A001 - the name that the standard library uses for the same thing
    expression: str, *, names: Iterable[str] = (), types: Types | None = None
) -> Expression:
    """Read an expression once, to evaluate it often.

    Args:
        expression: the text.
        names: the variables that will be there. Needed only for names that look like an operation
            ("Pre-bureau risk", "Profit and loss"); with others ("Monthly Salary") it does no harm.
        types: types by name that `instance of` and parameters may use besides FEEL's own.

    Raises:
        FeelSyntaxError: the text is not FEEL; says where, and what was expected.
        FeelBudgetError: the text is too long.
    """
    if types:
        return Expression(expression, *_compiled(parse(expression, special(names)), types))
    return _expression(expression, special(names))


def compile_unary(test: str, *, names: Iterable[str] = (), types: Types | None = None) -> UnaryTests:
    """Read the cell of a decision table; arguments and errors as for `compile`."""
    if types:
        return UnaryTests(test, *_compiled(parse_unary(test, special(names)), types))
    return _unary(test, special(names))


def evaluate(
    expression: str, context: Mapping[str, Any] | None = None, *, now: datetime | None = None
) -> Any:
    """The value of an expression with these variables; reading it is done once and kept.

    Raises:
        FeelSyntaxError: the text is not FEEL.
        FeelBudgetError: the expression is too much work.
    """
    if context is None:
        return _expression(expression, _NO_NAMES).evaluate(now=now)
    return _expression(expression, names_in(context, expression)).evaluate(context, now=now)


def unary(
    test: str, value: Any, context: Mapping[str, Any] | None = None, *, now: datetime | None = None
) -> bool | None:
    """Whether a value passes the test of a decision table's cell.

    Raises:
        FeelSyntaxError: the text is not FEEL.
        FeelBudgetError: the test is too much work.
    """
    return _unary(test, names_in(context or {}, test)).evaluate(value, context, now=now)


_NO_NAMES: frozenset[str] = frozenset()


@lru_cache(maxsize=10_000)
def _expression(text: str, names: frozenset[str]) -> Expression:
    return Expression(text, *_compiled(parse(text, names), {}))


@lru_cache(maxsize=10_000)
def _unary(text: str, names: frozenset[str]) -> UnaryTests:
    return UnaryTests(text, *_compiled(parse_unary(text, names), {}))


def _compiled(tree_: tree.Node, types: Types) -> tuple[tree.Node, Code]:
    return tree_, compile_tree(tree_, types)
