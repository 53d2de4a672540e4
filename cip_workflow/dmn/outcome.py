"""What an evaluation gives: the value, how it came about, and what went wrong on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Why something gave null: the decision, the line in the file, the expression (or empty), and a sentence."""

    decision: str
    line: int
    expression: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.decision}, line {self.line}" if self.line else self.decision
        return f"{place}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule of a decision table that matched and whose outputs count.

    `number` is its place in the table, from 1; `annotation` the text beside it; `outputs` its values by output name.
    """

    number: int
    annotation: str
    outputs: Mapping[str, Any]
    id: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain, for storing and for pages."""
        return {
            "number": self.number,
            "annotation": self.annotation,
            "outputs": dict(self.outputs),
            "id": self.id,
        }


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One decision that was evaluated: what it read, the rules that fired in its tables, its value."""

    id: str
    name: str
    inputs: Mapping[str, Any]
    rules: tuple[Fired, ...]
    value: Any

    def as_dict(self) -> dict[str, Any]:
        """Plain, for storing and for pages."""
        return {
            "id": self.id,
            "name": self.name,
            "inputs": dict(self.inputs),
            "rules": [rule.as_dict() for rule in self.rules],
            "value": self.value,
        }


@dataclass(frozen=True, slots=True)
class Shape:
    """What the value of a decision is made of: the names of its outputs, and whether it lists those of several rules."""

    outputs: tuple[str, ...]
    table: bool = False
    many: bool = False


NO_SHAPE = Shape(("result",))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to `Model.evaluate`.

    `trace` has every decision that was evaluated, in order, the asked one last. `diagnostics` says for each null that
    hides a mistake where and why. `shape` says how the value is made of outputs (see `map_result`).
    """

    value: Any
    trace: tuple[Evaluated, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    shape: Shape = NO_SHAPE

    @property
    def rules(self) -> tuple[Fired, ...]:
        """The rules that fired in the asked decision itself."""
        return self.trace[-1].rules if self.trace else ()
