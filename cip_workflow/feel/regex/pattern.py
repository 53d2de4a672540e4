"""Compiled patterns and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.regex.machine import Machine, Saves
from cip_workflow.feel.regex.parser import PatternParser
from cip_workflow.feel.regex.program import Program, build

_FLAGS = frozenset("smix")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found, and its groups (null where a group took no part)."""

    start: int
    end: int
    groups: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern with its flags. `find` counts its work on `spent`."""

    program: Program
    flags: str

    def machine(self, text: str) -> Machine:
        """The machine that searches `text`."""
        return Machine(self.program, text, self.flags)

    def found_in(self, text: str) -> tuple[bool, int]:
        """Whether the pattern is in the text, and the work of looking.

        Raises:
            FeelBudgetError: it takes too long.
        """
        machine = self.machine(text)
        return machine.search(0) is not None, machine.done

    def all_in(self, machine: Machine) -> Iterator[Match]:
        """All matches, from left to right.

        Raises:
            FeelBudgetError: it takes too long.
        """
        at = 0
        while at <= len(machine.text):
            saves = machine.search(at)
            if saves is None:
                return
            yield self._match(machine.text, saves)
            at = saves[1] if saves[1] > saves[0] else saves[1] + 1

    def _match(self, text: str, saves: Saves) -> Match:
        groups = tuple(
            text[saves[2 * group] : saves[2 * group + 1]] if saves[2 * group + 1] >= 0 else None
            for group in range(1, self.program.groups + 1)
        )
        return Match(saves[0], saves[1], groups)


@lru_cache(maxsize=1000)
def compile_pattern(pattern: str, flags: str = "") -> Pattern:
    """Read a pattern.

    Raises:
        NoValue: a pattern or a flag that XPath does not have.
    """
    unknown = set(flags) - _FLAGS
    if unknown:
        raise NoValue(f"There is no flag {min(unknown)!r}; the flags are s, m, i and x.")
    parser = PatternParser(pattern, flags)
    tree = parser.parse()
    return Pattern(build(tree, parser.groups, backs=parser.backs), flags)
