"""What can go wrong in an expression: two errors that are raised, and the note left by a null that hides one.

FEEL answers most mistakes with null (DMN 10.3.2.15, "Error Handling"): adding a number to a string, calling a
function that does not exist. Such a null leaves a `Diagnostic`. What cannot be read at all, or does not end, is
raised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cip_workflow.errors import ExpressionError


class FeelSyntaxError(ExpressionError):
    """This expression cannot be read as FEEL.

    Attributes:
        expression: the whole text that was read.
        line, column: where reading stopped, both counted from 1.
        expected: what would have been right there, in words.
        sentence: what is wrong, without the place.
    """

    def __init__(
        self, sentence: str, expression: str = "", at: int = 0, expected: Sequence[str] = ()
    ) -> None:
        self.sentence = sentence
        self.expression = expression
        self.line, self.column = line_and_column(expression, at)
        self.expected = tuple(expected)
        wanted = f" Expected {_listed(self.expected)}." if self.expected else ""
        super().__init__(f"Line {self.line}, column {self.column}: {sentence}{wanted}")


class FeelBudgetError(ExpressionError):
    """This expression is too much work to evaluate."""


class JuelError(ExpressionError):
    """This JUEL expression has no equivalent in FEEL."""


class NoValue(Exception):  # a signal, never an error that callers see
    """Raised inside a function whose answer is null, with the sentence for the diagnostic."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Why a part of an expression gave null: the part, its place (from 1), and a sentence."""

    piece: str
    line: int
    column: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.piece} (line {self.line}, column {self.column}): {self.sentence}"


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """The line and column, both from 1, of a position in a text."""
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
