"""Names: one word, words side by side, or a longer spelling that the vocabulary knows."""

from __future__ import annotations

from cip_workflow.feel.syntax.cursor import Cursor
from cip_workflow.feel.syntax.lexer import Token
from cip_workflow.feel.syntax.vocabulary import KEYWORDS, Vocabulary, is_plain

#: Built-in names that hold a keyword.
BUILT_IN = Vocabulary(["date and time", "years and months duration", "days and time duration", "get or else"])

_SYMBOLS = frozenset([".", "/", "-", "+", "*", "'", "’", "**"])


class Names(Cursor):
    """A cursor that can read names."""

    def name(self) -> str:
        """Read a name that is used: the longest known one, else all words side by side.

        Raises:
            FeelSyntaxError: when no name comes next.
        """
        if self.token.kind != "word":
            raise self.error(self.surprise(), ["a name"])
        known = self.vocabulary.longest(self.tokens, self.index) or self._built_in()
        words = self._words()
        if known and known[0] >= words:
            self.index += known[0]
            return known[1]
        first = self.index
        self.index += words
        return self.slice(first, self.index)

    def _built_in(self) -> tuple[int, str] | None:
        # "date and time" is two variables unless it is called: then it can only be the function
        known = BUILT_IN.longest(self.tokens, self.index)
        return known if known and self.ahead(known[0]).text == "(" else None

    def _words(self) -> int:
        """How many tokens from here can only be one name."""
        count = 1
        while self._goes_on(self.ahead(count)):
            if self.ahead(count).text == "instance" and self.ahead(count + 1).text == "of":
                break
            count += 1
        return count

    @staticmethod
    def _goes_on(token: Token) -> bool:
        if token.kind == "word":
            return token.text != "?" and (token.text not in KEYWORDS or token.text == "instance")
        return token.kind == "number" and token.text.isalnum()

    def declared_name(self, *until: str) -> str:
        """Read a name that is declared here, up to one of the tokens `until`, and know it from here on.

        Raises:
            FeelSyntaxError: when no name, or something that cannot be part of one, comes next.
        """
        if self.token.kind != "word" or self.at(*until):
            raise self.error(self.surprise(), ["a name"])
        first = self.index
        while not self.at(*until):
            if not self._may_be_in_a_name():
                raise self.error(self.surprise(), [f"'{text}'" for text in until])
            self.index += 1
        name = self.slice(first, self.index)
        if not is_plain(name):
            self.vocabulary.add(name)
        return name

    def _may_be_in_a_name(self) -> bool:
        token = self.token
        return token.kind in ("word", "number") or token.text in _SYMBOLS

    def parameter_name(self) -> str | None:
        """Read `name :` when that comes next, as in `f(start position: 3)`."""
        ahead = 0
        while self.ahead(ahead).text != ":":
            token = self.ahead(ahead)
            if token.kind not in ("word", "number") and token.text not in _SYMBOLS:
                return None
            ahead += 1
        if ahead == 0 or self.token.kind != "word":
            return None
        name = self.slice(self.index, self.index + ahead)
        self.index += ahead + 1
        return name
