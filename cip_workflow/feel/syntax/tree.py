"""The syntax tree of FEEL: one small frozen class for each thing the grammar knows (DMN 10.3.1.2).

`at` is the position in the text; it does not count when trees are compared, so that printing a tree and reading it
again gives an equal one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of an expression."""

    at: int = field(default=0, compare=False, kw_only=True)

    def children(self) -> list[Node]:
        """The nodes directly below this one, in the order of the text."""
        found: list[Node] = []
        for each in fields(self):
            _collect(getattr(self, each.name), found)
        return found


def _collect(value: object, found: list[Node]) -> None:
    if isinstance(value, Node):
        found.append(value)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found)


# Literals and names


@dataclass(frozen=True, slots=True)
class Number(Node):
    value: Decimal


@dataclass(frozen=True, slots=True)
class String(Node):
    value: str


@dataclass(frozen=True, slots=True)
class Boolean(Node):
    value: bool


@dataclass(frozen=True, slots=True)
class Null(Node):
    pass


@dataclass(frozen=True, slots=True)
class AtLiteral(Node):
    """`@"2026-03-01"`: a date, time, date and time, or duration, told by its text."""

    text: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    name: str


# Paths, filters, invocations


@dataclass(frozen=True, slots=True)
class Path(Node):
    source: Node
    name: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    function: Node
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NamedCall(Node):
    function: Node
    arguments: tuple[tuple[str, Node], ...]


# Operators


@dataclass(frozen=True, slots=True)
class Negation(Node):
    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`+ - * / **`"""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`= != < <= > >=`"""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Between(Node):
    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class In(Node):
    """`value in test`, `value in (test, test)`."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    value: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """`a and b and c`, as one node however many there are."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """`a or b or c`, as one node however many there are."""

    operands: tuple[Node, ...]


# Control


@dataclass(frozen=True, slots=True)
class If(Node):
    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """`name in domain` or `name in domain .. end`."""

    name: str
    domain: Node
    end: Node | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    iterations: tuple[Iteration, ...]
    body: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some` or `every`."""

    quantifier: str
    iterations: tuple[Iteration, ...]
    condition: Node


# Boxed expressions


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class ContextLiteral(Node):
    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class RangeLiteral(Node):
    """`[low..high)` and its like."""

    low: Node
    low_included: bool
    high: Node
    high_included: bool


@dataclass(frozen=True, slots=True)
class ComparisonRange(Node):
    """`< 10` where a value is wanted: all that is less than 10."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    name: str
    type: Type | None = None


@dataclass(frozen=True, slots=True)
class FunctionDefinition(Node):
    parameters: tuple[Parameter, ...]
    body: Node
    external: bool = False


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """The cell of a decision table: `< 5, [10..20]`, `not("a")`, or `-` (no tests at all)."""

    tests: tuple[Node, ...]
    negated: bool = False


# Types


@dataclass(frozen=True, slots=True)
class Type(Node):
    """A type expression."""


@dataclass(frozen=True, slots=True)
class NamedType(Type):
    name: str


@dataclass(frozen=True, slots=True)
class ListType(Type):
    item: Type


@dataclass(frozen=True, slots=True)
class RangeType(Type):
    item: Type


@dataclass(frozen=True, slots=True)
class ContextType(Type):
    entries: tuple[tuple[str, Type], ...]


@dataclass(frozen=True, slots=True)
class FunctionType(Type):
    parameters: tuple[Type, ...]
    result: Type
