"""A pattern of the form editor (JavaScript RegExp) as a Python one, and whether it could take for ever.

A person types the text, a process owner writes the pattern: together they must not be able to stop the server. Python
tries alternatives one after the other, so a repeat inside a repeat that can share the same text is refused
(`(a+)+`, `(a|ab)*`); what is separated by something else passes (`(\\w+-)*\\w+`).
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from re import _constants as codes  # type: ignore[attr-defined]  # the only way to see a pattern's structure
from re import _parser  # type: ignore[attr-defined]
from typing import Any

#: A repeat with at most this many turns is not counted as one that can run away.
_SMALL = 12
_PROBES = string.printable
_MAX_OPEN = 4


class BadPattern(ValueError):
    """This pattern cannot be used."""


def compile_pattern(text: str) -> re.Pattern[str]:
    """The pattern as Python's, matched anywhere in a text as form-js does.

    Raises:
        BadPattern: it is not a regular expression, or could take for ever; the message says which.
    """
    translated = re.sub(r"\(\?<([A-Za-z_]\w*)>", r"(?P<\1>", text)
    translated = re.sub(r"(?<!\\)\\\/", "/", translated)
    try:
        compiled = re.compile(translated, re.ASCII)
        tree = _parser.parse(translated, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadPattern(f"it is not a regular expression ({error})") from error
    _refuse_runaways(tree)
    return compiled


def _refuse_runaways(tree: Any) -> None:
    unbounded = 0
    for operation, argument in _walk(tree):
        if operation in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
            _, most, body = argument
            if most <= _SMALL:
                continue
            unbounded += 1
            _check_body(list(body))
    if unbounded > _MAX_OPEN:
        raise BadPattern(f"it has more than {_MAX_OPEN} parts that may repeat without end")


def _check_body(body: list[Any]) -> None:
    body = _unwrapped(body)
    if any(op is codes.BRANCH and _overlap(argument[1]) for op, argument in body):
        raise BadPattern("a part that repeats has alternatives that can begin alike")
    inner = [item for item in body if _repeats(item)]
    if not inner:
        return
    others = [item for item in body if not _repeats(item) and item[0] is not codes.AT]
    separated = any(
        not any(_starts(item, probe) and any(_starts(one, probe) for one in inner) for probe in _PROBES)
        for item in others
    )
    if not separated:
        raise BadPattern(
            "a part that repeats holds another part that repeats, with nothing fixed between them"
        )


def _unwrapped(body: list[Any]) -> list[Any]:
    while len(body) == 1 and body[0][0] is codes.SUBPATTERN:
        body = list(body[0][1][3])
    return body


def _repeats(item: Any) -> bool:
    operation, argument = item
    if operation in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        return bool(argument[1] > _SMALL) or any(_repeats(each) for each in argument[2])
    if operation is codes.SUBPATTERN:
        return any(_repeats(each) for each in argument[3])
    if operation is codes.BRANCH:
        return any(_repeats(each) for way in argument[1] for each in way)
    return False


def _overlap(ways: Sequence[Any]) -> bool:
    for probe in _PROBES:
        starting = [way for way in ways if not len(way) or _starts(way[0], probe)]
        if len(starting) > 1:
            return True
    return False


def _starts(item: Any, probe: str) -> bool:
    """Whether a text beginning with `probe` could begin to match `item`; True when in doubt."""
    operation, argument = item
    if operation is codes.LITERAL:
        return bool(argument == ord(probe))
    if operation is codes.NOT_LITERAL:
        return bool(argument != ord(probe))
    if operation is codes.IN:
        return _in_class(argument, probe)
    if operation in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
        return not len(argument[2]) or _starts(argument[2][0], probe)
    if operation is codes.SUBPATTERN:
        return not len(argument[3]) or _starts(argument[3][0], probe)
    return True


_WORD = frozenset(string.ascii_letters + string.digits + "_")
_ALL = frozenset(_PROBES)
_CATEGORIES = {
    codes.CATEGORY_DIGIT: frozenset(string.digits),
    codes.CATEGORY_NOT_DIGIT: _ALL - frozenset(string.digits),
    codes.CATEGORY_SPACE: frozenset(string.whitespace),
    codes.CATEGORY_NOT_SPACE: _ALL - frozenset(string.whitespace),
    codes.CATEGORY_WORD: _WORD,
    codes.CATEGORY_NOT_WORD: _ALL - _WORD,
}


def _in_class(members: Sequence[Any], probe: str) -> bool:
    negated = bool(members) and members[0][0] is codes.NEGATE
    found = False
    for operation, argument in members:
        if operation is codes.LITERAL:
            found |= argument == ord(probe)
        elif operation is codes.RANGE:
            found |= argument[0] <= ord(probe) <= argument[1]
        elif operation is codes.CATEGORY:
            found |= probe in _CATEGORIES[argument]
    return found != negated


def _walk(tree: Any) -> Iterator[tuple[Any, Any]]:
    for operation, argument in tree:
        yield operation, argument
        if operation in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
            yield from _walk(argument[2])
        elif operation is codes.SUBPATTERN:
            yield from _walk(argument[3])
        elif operation is codes.BRANCH:
            for way in argument[1]:
                yield from _walk(way)
        elif operation in {codes.ASSERT, codes.ASSERT_NOT}:
            yield from _walk(argument[1])
