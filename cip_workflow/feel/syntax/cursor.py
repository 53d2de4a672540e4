"""Walking along the tokens: look, take, expect, and say in plain words what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cip_workflow.feel.errors import FeelSyntaxError
from cip_workflow.feel.limits import MAX_NESTING
from cip_workflow.feel.syntax.lexer import Token, tokens
from cip_workflow.feel.syntax.vocabulary import Vocabulary

Item = TypeVar("Item")

#: What people write who know other languages.
_HINTS = {
    "&&": "FEEL joins conditions with the word 'and'.",
    "||": "FEEL joins conditions with the word 'or'.",
    "!": "FEEL negates with not(...).",
    "'": "FEEL puts strings in double quotes.",
    "${": "This is JUEL; in FEEL there is no ${...} around an expression.",
    "#{": "This is JUEL; in FEEL there is no #{...} around an expression.",
    "?": "FEEL chooses with if ... then ... else.",
    "%": "FEEL has the function modulo(...) for this.",
    ";": "FEEL has no semicolons; separate items with commas.",
    "/*": "This comment has no end.",
    '"': "This string has no end.",
}


class Cursor:
    """A place in the tokens of one expression."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.tokens = tokens(text)
        self.index = 0
        self._nesting = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def ahead(self, distance: int = 1) -> Token:
        """The token some places further on, at most the end."""
        return self.tokens[min(self.index + distance, len(self.tokens) - 1)]

    def next(self) -> Token:
        """Take one token."""
        token = self.tokens[self.index]
        if token.kind != "end":
            self.index += 1
        return token

    def at(self, *texts: str) -> bool:
        """Whether one of these symbols or keywords comes next."""
        token = self.token
        return token.text in texts and token.kind in ("symbol", "word")

    def take(self, *texts: str) -> Token | None:
        """Take one of these symbols or keywords if it comes next."""
        return self.next() if self.at(*texts) else None

    def expect(self, *texts: str) -> Token:
        """Take one of these symbols or keywords.

        Raises:
            FeelSyntaxError: when something else comes next.
        """
        if not self.at(*texts):
            raise self.error(self.surprise(), [f"'{text}'" for text in texts])
        return self.next()

    def separated(self, closing: str, read: Callable[[], Item]) -> list[Item]:
        """Read items with commas between them up to `closing`, which is taken as well."""
        found: list[Item] = []
        if not self.at(closing):
            found.append(read())
            while self.take(","):
                found.append(read())
        self.expect(closing)
        return found

    def surprise(self) -> str:
        """What stands here, for the sentence of an error; with the cure, where the mistake is a common one."""
        token = self.token
        if token.kind == "end":
            return "The expression ends too early." if self.text.strip() else "The expression is empty."
        hint = _HINTS.get(token.text) or _HINTS.get(token.text[:1])
        if hint:
            return hint
        return f"{token.text!r} {'has no meaning' if token.kind == 'unknown' else 'is not expected'} here."

    def error(
        self, sentence: str, expected: list[str] | None = None, at: int | None = None
    ) -> FeelSyntaxError:
        """An error at this place (or at `at`), to be raised by the caller."""
        return FeelSyntaxError(sentence, self.text, self.token.at if at is None else at, expected or [])

    def enter(self) -> None:
        """Go one level deeper.

        Raises:
            FeelSyntaxError: deeper than anybody can read (or Python can follow).
        """
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise self.error(f"This expression is nested more than {MAX_NESTING} deep. Take it apart.")

    def leave(self) -> None:
        """Come back one level."""
        self._nesting -= 1

    def slice(self, first: int, end: int) -> str:
        """The text of the tokens from `first` up to `end`, with single spaces."""
        return " ".join(self.text[self.tokens[first].at : self.tokens[end - 1].end].split())
