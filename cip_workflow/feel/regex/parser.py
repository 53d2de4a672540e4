"""Patterns to trees (XML Schema Part 2, appendix F, with the additions of XPath)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.regex import characters
from cip_workflow.feel.regex.characters import Class

MAX_PATTERN = 2_000
MAX_GROUPS_DEEP = 30
_MAX_REPEAT = 1_000
_COUNT = re.compile(r"\{(\d{1,4})(,(\d{0,4}))?\}")
_SINGLE = {"n": "\n", "r": "\r", "t": "\t"}
_ESCAPABLE = set("\\|.?*+(){}-[]^$")
_SPACES = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Char:
    """One character of a class; `text` when it is a single one, matched exactly."""

    held: Class
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """`^` or `$`"""

    sign: str


@dataclass(frozen=True, slots=True)
class Back:
    """`\\1`"""

    group: int


@dataclass(frozen=True, slots=True)
class Group:
    """`( )`, with its number, or none for `(?: )`."""

    inner: Piece
    number: int | None


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    branches: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`inner{least,most}`; `most` is None without a limit."""

    inner: Piece
    least: int
    most: int | None
    greedy: bool


Piece = Char | Anchor | Back | Group | Sequence | Choice | Repeat


class PatternParser:
    """Reads one pattern."""

    def __init__(self, pattern: str, flags: str) -> None:
        if len(pattern) > MAX_PATTERN:
            raise NoValue(f"A pattern has at most {MAX_PATTERN} characters.")
        self.text = without_spaces(pattern) if "x" in flags else pattern
        self.at = 0
        self.ignore_case = "i" in flags
        self.dot_all = "s" in flags
        self.groups = 0
        self.backs = False
        self._closed: set[int] = set()
        self._deep = 0

    def parse(self) -> Piece:
        """The whole pattern.

        Raises:
            NoValue: the pattern is not one of XPath's.
        """
        found = self._choice()
        if self.at < len(self.text):
            raise self._wrong("a bracket is closed that was not opened")
        return found

    def _choice(self) -> Piece:
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _sequence(self) -> Piece:
        parts: list[Piece] = []
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            parts.append(self._quantified(self._atom()))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _quantified(self, atom: Piece) -> Piece:
        bounds = self._bounds()
        if bounds is None:
            return atom
        if isinstance(atom, Anchor):
            raise self._wrong("nothing can be repeated here")
        return Repeat(atom, *bounds, greedy=not self._take("?"))

    def _bounds(self) -> tuple[int, int | None] | None:
        sign = self.text[self.at : self.at + 1]
        if sign in ("?", "*", "+"):
            self.at += 1
            return (1 if sign == "+" else 0), (1 if sign == "?" else None)
        if sign != "{":
            return None
        match = _COUNT.match(self.text, self.at)
        if match is None:
            raise self._wrong("'{' must be followed by a count, as in {3} or {2,5}")
        self.at = match.end()
        least = int(match[1])
        most = (int(match[3]) if match[3] else None) if match[2] else least
        if max(least, most or 0) > _MAX_REPEAT or (most is not None and most < least):
            raise self._wrong(f"a count is at most {_MAX_REPEAT}, and in order")
        return least, most

    def _atom(self) -> Piece:
        char = self._next()
        match char:
            case "(":
                return self._group()
            case "[":
                return Char(self._class())
            case ".":
                dot_all = self.dot_all
                return Char(lambda each: dot_all or each not in "\n\r")
            case "^" | "$":
                return Anchor(char)
            case "\\":
                return self._escape()
            case "?" | "*" | "+" | "{" | "}" | "]":
                raise self._wrong(
                    f"{char!r} has nothing to apply to; write \\{char} for the character itself"
                )
        return self._literal(char)

    def _group(self) -> Piece:
        self._deep += 1
        if self._deep > MAX_GROUPS_DEEP:
            raise self._wrong(f"groups are nested more than {MAX_GROUPS_DEEP} deep")
        number = None
        if self._take("?"):
            if not self._take(":"):
                raise self._wrong("'(?' must be followed by ':'")
        else:
            self.groups += 1
            number = self.groups
        inner = self._choice()
        if not self._take(")"):
            raise self._wrong("a bracket is not closed")
        if number is not None:
            self._closed.add(number)
        self._deep -= 1
        return Group(inner, number)

    def _escape(self) -> Piece:
        char = self._next()
        if char.isdigit():
            return self._back(char)
        held = self._class_escape(char)
        return Char(held) if held else self._literal(self._single_escape(char))

    def _back(self, digit: str) -> Back:
        number = int(digit)
        # \12 is the twelfth group where there is one, else the first and a 2
        while self.at < len(self.text) and self.text[self.at].isdigit():
            longer = number * 10 + int(self.text[self.at])
            if longer > self.groups:
                break
            number = longer
            self.at += 1
        if number not in self._closed:
            raise self._wrong(f"there is no group {number} before this")
        self.backs = True
        return Back(number)

    def _class_escape(self, char: str) -> Class | None:
        if char not in "pP":
            return characters.escape(char)
        end = self.text.find("}", self.at)
        name = self.text[self.at + 1 : end] if self.text[self.at : self.at + 1] == "{" and end > 0 else ""
        held = characters.named(name)
        if held is None:
            raise self._wrong(f"there are no characters called {name!r}")
        self.at = end + 1
        return characters.negated(held) if char == "P" else held

    def _single_escape(self, char: str) -> str:
        if char in _SINGLE:
            return _SINGLE[char]
        if char in _ESCAPABLE:
            return char
        raise self._wrong(f"\\{char} has no meaning")

    def _literal(self, char: str) -> Char:
        if not self.ignore_case or (char.lower() == char.upper()):
            return Char(lambda each: each == char, char)
        return Char(lambda each: characters.alike(each, char))

    def _class(self) -> Class:
        negative = self._take("^")
        parts: list[Class] = []
        without: Class | None = None
        while not self._take("]"):
            if parts and self.text.startswith("-[", self.at):
                self.at += 2
                without = self._class()
                if not self._take("]"):
                    raise self._wrong("']' must follow what is taken away")
                break
            parts.append(self._class_part())
        if not parts:
            raise self._wrong("a class of characters must not be empty")
        held = characters.union(parts)
        held = characters.negated(held) if negative else held
        return held if without is None else characters.difference(held, without)

    def _class_part(self) -> Class:
        char = self._next()
        if char == "[":
            raise self._wrong("'[' in a class is written \\[")
        if char == "\\":
            letter = self._next()
            held = self._class_escape(letter)
            if held:
                return held
            char = self._single_escape(letter)
        high = char
        rest = self.text[self.at : self.at + 2]
        if rest[:1] == "-" and rest not in ("-]", "-["):
            self.at += 1
            high = self._next()
            if high == "\\":
                high = self._single_escape(self._next())
            if high < char:
                raise self._wrong(f"{char}-{high} is the wrong way round")
        return characters.span(char, high, ignore_case=self.ignore_case)

    def _next(self) -> str:
        if self.at >= len(self.text):
            raise self._wrong("it ends too early")
        self.at += 1
        return self.text[self.at - 1]

    def _take(self, char: str) -> bool:
        if self.text.startswith(char, self.at):
            self.at += 1
            return True
        return False

    def _wrong(self, why: str) -> NoValue:
        return NoValue(f"{self.text[:60]!r} is not a pattern: {why} (at character {self.at}).")


def without_spaces(pattern: str) -> str:
    """A pattern without the spaces that flag x allows in it, those within classes kept."""
    kept: list[str] = []
    deep = 0
    escaped = False
    for char in pattern:
        if char in _SPACES and not deep:
            continue
        if not escaped:
            deep += (char == "[") - (char == "]" and deep > 0)
        escaped = char == "\\" and not escaped
        kept.append(char)
    return "".join(kept)
