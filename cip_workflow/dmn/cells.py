"""Cells that hold nothing but constants, recognised by their text: most cells of most tables.

`"a"`, `"a", "b"`, `not("a")`, `5`, `< 5`, `[1..9]`, `true`, `-`. A column of such cells needs no expression at all:
`columns.py` looks a value up in it. Everything else is left to FEEL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

#: At most 34 digits: beyond that FEEL rounds.
_NUMBER = r"-?(?:\d{1,17}(?:\.\d{1,17})?|\.\d{1,17})"
_STRING = re.compile(r'\s*"([^"\\]*)"\s*(,|$)')
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_NUMERIC = re.compile(
    rf"""\s*(?:
        (?P<operator><=|>=|<|>|)\s*(?P<operand>{_NUMBER})
      | (?P<open>[\[\](])\s*(?P<low>{_NUMBER})\s*\.\.\s*(?P<high>{_NUMBER})\s*(?P<close>[\])\[])
    )\s*(?:,|$)""",
    re.VERBOSE,
)
_BOOLEAN = {"true": True, "false": False}
#: Longer cells are rare, and FEEL says what is wrong with them.
_MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers between two ends, None for no end."""

    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool

    def holds(self, value: Decimal) -> bool:
        """Whether the number lies inside."""
        if self.low is not None and (value < self.low or (value == self.low and not self.low_included)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_included)


@dataclass(frozen=True, slots=True)
class Everything:
    """`-` or an empty cell."""


@dataclass(frozen=True, slots=True)
class Strings:
    values: frozenset[str]
    negated: bool = False

    def holds(self, value: str) -> bool:
        """Whether the text is one of these, or with `negated` none of them."""
        return (value in self.values) is not self.negated


@dataclass(frozen=True, slots=True)
class Numbers:
    intervals: tuple[Interval, ...]

    def holds(self, value: Decimal) -> bool:
        """Whether one of the intervals holds the number."""
        return any(interval.holds(value) for interval in self.intervals)


@dataclass(frozen=True, slots=True)
class Truth:
    value: bool


Constant = Everything | Strings | Numbers | Truth


def constant(text: str) -> Constant | None:
    """What the text of a cell says, or None where it is more than constants."""
    text = text.strip()
    if text in ("", "-"):
        return Everything()
    if len(text) > _MAX_TEXT:
        return None
    if text in _BOOLEAN:
        return Truth(_BOOLEAN[text])
    negated = _NOT.fullmatch(text)
    found = _strings(negated[1] if negated else text)
    if found is not None:
        return Strings(found, negated is not None)
    return None if negated else _numbers(text)


def _strings(text: str) -> frozenset[str] | None:
    values: list[str] = []
    at = 0
    while match := _STRING.match(text, at):
        values.append(match[1])
        at = match.end()
        if not match[2]:
            return frozenset(values)
    return None


def _numbers(text: str) -> Numbers | None:
    intervals: list[Interval] = []
    at = 0
    while at < len(text) and (match := _NUMERIC.match(text, at)):
        intervals.append(_interval(match))
        at = match.end()
    if at < len(text) or text.endswith(","):
        return None
    return Numbers(tuple(intervals))


def _interval(match: re.Match[str]) -> Interval:
    if match["open"]:
        return Interval(
            Decimal(match["low"]), match["open"] == "[", Decimal(match["high"]), match["close"] == "]"
        )
    operator, operand = match["operator"], Decimal(match["operand"])
    if operator == "":
        return Interval(operand, low_included=True, high=operand, high_included=True)
    if operator.startswith("<"):
        return Interval(None, low_included=False, high=operand, high_included=operator == "<=")
    return Interval(operand, low_included=operator == ">=", high=None, high_included=False)
