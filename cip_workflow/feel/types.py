"""Types: which values they hold, and which types conform to which (DMN 10.3.2.9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cip_workflow.feel.errors import FeelBudgetError
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import MAX_STEPS
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.printer import print_type
from cip_workflow.feel.values import MISSING, Function, Range, kind_of

Types = Mapping[str, tree.Type]

SIMPLE = frozenset(
    ["number", "string", "boolean", "date", "time", "date and time"]
    + ["days and time duration", "years and months duration"]
)
_ALIASES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
ANY = tree.NamedType("Any")


def type_text(type_: tree.Type) -> str:
    """A type as FEEL writes it."""
    return print_type(type_)


def resolved(type_: tree.Type, types: Types) -> tree.Type | None:
    """A type with its own names looked up; nothing when it, or a type inside it, does not exist."""
    match type_:
        case tree.NamedType():
            name = _ALIASES.get(type_.name, type_.name)
            if name in SIMPLE or name in ("Any", "Null"):
                return tree.NamedType(name)
            if name == "null":
                return tree.NamedType("Null")
            return types.get(name)
        case tree.ListType() | tree.RangeType():
            item = resolved(type_.item, types)
            return None if item is None else type(type_)(item)
        case tree.ContextType():
            entries = [(key, resolved(entry, types)) for key, entry in type_.entries]
            found = tuple((key, entry) for key, entry in entries if entry is not None)
            return tree.ContextType(found) if len(found) == len(entries) else None
        case tree.FunctionType():
            parts = [resolved(part, types) for part in (*type_.parameters, type_.result)]
            known = tuple(part for part in parts if part is not None)
            return tree.FunctionType(known[:-1], known[-1]) if len(known) == len(parts) else None
    return None


def is_instance(value: Any, type_: tree.Type) -> bool:
    """`value instance of type`, for a type that was resolved. Null is an instance of Null alone."""
    if value is None:
        return type_ == tree.NamedType("Null")
    return _Check().conforms(value, type_)


def conforms(value: Any, type_: tree.Type) -> bool:
    """Whether a value may stand where this (resolved) type is wanted; null always may."""
    return value is None or _Check().conforms(value, type_)


def fitting(type_: tree.Type, types: Types) -> Callable[[Any], Any] | None:
    """What fits a value to a type: itself, or what a singleton list holds; else MISSING (10.3.2.9.4)."""
    wanted = resolved(type_, types)
    if wanted is None:
        return lambda value: MISSING
    if wanted == ANY:
        return None

    def fit(value: Any) -> Any:
        if conforms(value, wanted):
            return value
        if type(value) is list and len(value) == 1 and conforms(inbound(value[0]), wanted):
            return inbound(value[0])
        return MISSING

    return fit


class _Check:
    """One check, which ends however large the value is."""

    def __init__(self) -> None:
        self._left = MAX_STEPS

    def conforms(self, value: Any, type_: tree.Type) -> bool:
        self._left -= 1
        if self._left < 0:
            raise FeelBudgetError("This value is too large to look at its type.")
        if value is None or type_ == ANY:
            return True
        match type_:
            case tree.NamedType():
                return kind_of(value) == type_.name
            case tree.ListType():
                return isinstance(value, list | tuple) and all(
                    self.conforms(item, type_.item) for item in value
                )
            case tree.ContextType():
                return isinstance(value, Mapping) and all(
                    key in value and self.conforms(value[key], entry) for key, entry in type_.entries
                )
            case tree.RangeType():
                return isinstance(value, Range) and self._range(value, type_.item)
            case tree.FunctionType():
                return isinstance(value, Function) and _function_conforms(value, type_)
        return False

    def _range(self, value: Range, item: tree.Type) -> bool:
        return self.conforms(value.low, item) and self.conforms(value.high, item)


def _function_conforms(value: Function, type_: tree.FunctionType) -> bool:
    return len(value.parameters) == len(type_.parameters)
