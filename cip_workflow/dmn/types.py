"""The types of a model: what a value must be to conform, and the three conversions that the standard makes.

A value that does not conform becomes null with a diagnostic (DMN 1.5, 10.3.2.9.4): a single value where a list is
wanted becomes a list of one, a list of one where a single value is wanted becomes that value, a date where a date
and time is wanted becomes that day's start in UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.values import FarDate, FarDateTime, Range, described, kind_of

Test = Callable[[Any], bool]
#: How deep a value is followed into its parts; a type may name itself (a tree of nodes).
MAX_DEPTH = 100


@dataclass(eq=False)
class Type:
    """A type with a name; `holds` says whether a value that is not null conforms to it."""

    name: str

    def holds(self, value: Any, depth: int = 0) -> bool:
        """Whether `value` conforms. Null conforms to every type."""
        return True

    @property
    def base(self) -> Type:
        """The type without names and restrictions around it."""
        return self


ANY = Type("Any")


@dataclass(eq=False)
class Simple(Type):
    """A type of FEEL itself: told by the kind of the value."""

    kinds: frozenset[str] = frozenset()

    def holds(self, value: Any, depth: int = 0) -> bool:
        return value is None or kind_of(value) in self.kinds


@dataclass(eq=False)
class ListType(Type):
    item: Type = ANY

    def holds(self, value: Any, depth: int = 0) -> bool:
        if value is None:
            return True
        return (
            isinstance(value, list)
            and _shallow(depth)
            and all(self.item.holds(each, depth + 1) for each in value)
        )


@dataclass(eq=False)
class ContextType(Type):
    """A context with these entries at least."""

    entries: Mapping[str, Type] = field(default_factory=dict)

    def holds(self, value: Any, depth: int = 0) -> bool:
        if value is None:
            return True
        if not isinstance(value, Mapping) or not _shallow(depth):
            return False
        return all(
            name in value and kind.holds(value[name], depth + 1) for name, kind in self.entries.items()
        )


@dataclass(eq=False)
class FunctionType(Type):
    parameters: Sequence[Type] = ()
    result: Type = ANY

    def holds(self, value: Any, depth: int = 0) -> bool:
        return value is None or kind_of(value) == "function"


@dataclass(eq=False)
class RangeType(Type):
    item: Type = ANY

    def holds(self, value: Any, depth: int = 0) -> bool:
        if value is None:
            return True
        return isinstance(value, Range) and self.item.holds(value.low) and self.item.holds(value.high)


@dataclass(eq=False)
class Restricted(Type):
    """A type whose values must also pass tests: allowed values, a type constraint."""

    of: Type = ANY
    test: Test = bool
    text: str = ""

    def holds(self, value: Any, depth: int = 0) -> bool:
        return value is None or (self.of.holds(value, depth) and self.test(value))

    @property
    def base(self) -> Type:
        return self.of.base


@dataclass(eq=False)
class Named(Type):
    """A name for a type that is set once all are read, so that types may name each other in any order."""

    of: Type = ANY

    def holds(self, value: Any, depth: int = 0) -> bool:
        return self.of.holds(value, depth)

    @property
    def base(self) -> Type:
        return self.of.base


def _shallow(depth: int) -> bool:
    return depth < MAX_DEPTH


_KINDS = {
    "number": ("number",),
    "string": ("string",),
    "boolean": ("boolean",),
    "date": ("date",),
    "time": ("time",),
    "date and time": ("date and time",),
    "days and time duration": ("days and time duration",),
    "years and months duration": ("years and months duration",),
    "duration": ("days and time duration", "years and months duration"),
}
_OTHER_NAMES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "integer": "number",
    "long": "number",
    "double": "number",
    "int": "number",
    "float": "number",
    "decimal": "number",
}
_SIMPLE = {name: Simple(name, frozenset(kinds)) for name, kinds in _KINDS.items()}
BUILT_IN: Mapping[str, Type] = (
    _SIMPLE
    | {other: _SIMPLE[name] for other, name in _OTHER_NAMES.items()}
    | {
        "Any": ANY,
        "any": ANY,
        "": ANY,
        "list": ListType("list"),
        "context": ContextType("context"),
        "function": FunctionType("function"),
        "range": RangeType("range"),
    }
)


def fit(wanted: Type, value: Any) -> Any:
    """`value` as a value of the type `wanted`, converted where the standard converts.

    Raises NoValue, with a sentence, where it does not conform.
    """
    if value is None or wanted is ANY or wanted.holds(value):
        return value
    base = wanted.base
    if isinstance(base, ListType):
        if not isinstance(value, list) and wanted.holds([value]):
            return [value]
    elif isinstance(value, list) and len(value) == 1:
        if wanted.holds(value[0]):
            return value[0]
    elif base is _SIMPLE["date and time"] and kind_of(value) == "date":
        started = _start_of(value)
        if wanted.holds(started):
            return started
    raise NoValue(f"{described(value).capitalize()} is no {_told(wanted)}.")


def result_type(of: Type) -> Type:
    """The type of what a function gives, whose variable has the type `of`: a function type, or that of its result."""
    base = of.base
    return base.result if isinstance(base, FunctionType) else of


def _start_of(day: Any) -> Any:
    if isinstance(day, FarDate):
        return FarDateTime(day.year, day.month, day.day, 0, 0, 0, 0, UTC)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _told(wanted: Type) -> str:
    name = wanted.name
    while isinstance(wanted, Named):
        wanted = wanted.of
    return f"allowed {name} ({wanted.text})" if isinstance(wanted, Restricted) else name
