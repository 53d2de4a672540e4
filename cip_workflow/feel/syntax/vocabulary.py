"""The names that the reader of an expression has to know beforehand.

`Monthly Salary` needs no knowledge: two words side by side can only be one name. `Pre-bureau risk`, `Profit and
loss`, `days in week` do: FEEL matches the tokens against the names in scope and prefers the longest (DMN 10.3.1.5).
Only such names are kept here, so most expressions are read with an empty vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from cip_workflow.errors import ExpressionError
from cip_workflow.feel.syntax.lexer import Token, tokens

#: Words that end a name made of words side by side, or that begin something other than a name.
KEYWORDS = frozenset(
    [
        *("and", "between", "else", "every", "external", "false", "for", "function", "if", "in", "instance"),
        *("null", "or", "return", "satisfies", "some", "then", "true"),
    ]
)
_PLAIN = re.compile(r"[^\W\d]\w*(?: \w+)*")
_LONGEST = 12
#: How far `names_in` looks into a context.
_DEEPEST = 4
_MOST_VALUES = 1_000
_CONTAINERS = (dict, list)


@lru_cache(maxsize=50_000)
def is_plain(name: str) -> bool:
    """Whether an expression that uses this name can be read without knowing it."""
    return _PLAIN.fullmatch(name) is not None and KEYWORDS.isdisjoint(name.split(" "))


def special(names: Iterable[str]) -> frozenset[str]:
    """Those of the names that must be known to read an expression rightly."""
    return frozenset(name for name in names if not is_plain(name))


def names_in(context: Mapping[str, Any], text: str) -> frozenset[str]:
    """The special names of a context and, when the text has paths, of the contexts in it."""
    found = special(context)
    if "." not in text:
        return found
    inner: set[str] = set()
    todo = [(value, 1) for value in context.values() if type(value) in _CONTAINERS]
    while todo and len(todo) < _MOST_VALUES:
        value, depth = todo.pop()
        if type(value) is list:
            value = value[0] if value and type(value[0]) is dict else {}
        inner |= special(value)
        if depth < _DEEPEST:
            todo.extend((each, depth + 1) for each in value.values() if type(each) in _CONTAINERS)
    return found | inner if inner else found


class Vocabulary:
    """Special names by the tokens that spell them."""

    __slots__ = ("_longest", "_names")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        #: How many tokens the longest name has that begins with a token.
        self._longest: dict[str, int] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Know `name` from now on; a name that no text could spell is left out."""
        try:
            spelling = tuple(token.text for token in tokens(name) if token.kind != "end")
        except ExpressionError:
            return
        if 0 < len(spelling) <= _LONGEST and name != spelling[0]:
            self._names[spelling] = name
            self._longest[spelling[0]] = max(len(spelling), self._longest.get(spelling[0], 0))

    def longest(self, stream: list[Token], index: int) -> tuple[int, str] | None:
        """The longest known name that starts at `index`: how many tokens it has, and its spelling."""
        for count in range(self._longest.get(stream[index].text, 0), 0, -1):
            ahead = stream[index : index + count]
            name = self._names.get(tuple(token.text for token in ahead))
            if name is not None and all(token.kind != "string" for token in ahead):
                return count, name
        return None
