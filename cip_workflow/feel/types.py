"""Types: which values they hold, and which types conform to which (DMN 10.3.2.9).

A type is the tree that its text reads as; `resolved` replaces the names of a model's own types by what they mean:
another tree, or a subclass of `tree.Type` with a method `holds(value)`, which knows allowed values and constraints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from cip_workflow.feel.builtins.registry import Builtin, Signature
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import Run
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.parser import parse_type
from cip_workflow.feel.syntax.printer import print_type
from cip_workflow.feel.temporal.zones import midnight
from cip_workflow.feel.values import MISSING, Function, Range, kind_of

Types = Mapping[str, tree.Type]

SIMPLE = frozenset(
    [
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
    ]
)
_OTHER_NAMES = {
    "null": "Null",
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
ANY = tree.NamedType("Any")
NULL = tree.NamedType("Null")
DATE_AND_TIME = tree.NamedType("date and time")


def type_text(type_: tree.Type) -> str:
    """A type as FEEL writes it."""
    return print_type(type_)


def resolved(type_: tree.Type, types: Types) -> tree.Type | None:
    """A type with its own names looked up; nothing when it, or a type inside it, does not exist."""
    match type_:
        case tree.NamedType():
            name = _OTHER_NAMES.get(type_.name, type_.name)
            return tree.NamedType(name) if name in SIMPLE or name in ("Any", "Null") else types.get(name)
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


def is_instance(value: Any, type_: tree.Type, run: Run | None = None) -> bool:
    """`value instance of type`, for a type that was resolved. Null is an instance of Null alone.

    Raises:
        FeelBudgetError: the value is too large to look at.
    """
    if value is None:
        return type_ == NULL
    return _Check(run or Run()).conforms(value, type_)


def conforms(value: Any, type_: tree.Type, run: Run | None = None) -> bool:
    """Whether a value may stand where this (resolved) type is wanted; null always may.

    Raises:
        FeelBudgetError: the value is too large to look at.
    """
    return value is None or _Check(run or Run()).conforms(value, type_)


def type_conforms(one: tree.Type, other: tree.Type) -> bool:
    """Whether every value of type `one` may stand where `other` is wanted (10.3.2.9.2)."""
    if other == ANY or one == NULL:
        return True
    match one, other:
        case tree.ListType(item=mine), tree.ListType(item=theirs):
            return type_conforms(mine, theirs)
        case tree.RangeType(item=mine), tree.RangeType(item=theirs):
            return type_conforms(mine, theirs)
        case tree.ContextType(), tree.ContextType():
            held = dict(one.entries)
            return all(key in held and type_conforms(held[key], entry) for key, entry in other.entries)
        case tree.FunctionType(), tree.FunctionType():
            return (
                len(one.parameters) == len(other.parameters)
                and all(map(type_conforms, other.parameters, one.parameters))
                and type_conforms(one.result, other.result)
            )
    return one == other


#: Fits a value to a type: itself, what a singleton list holds, a date as its midnight; else MISSING (10.3.2.9.4).
Fitting = Callable[[Any, Run], Any]


def fitting(type_: tree.Type, types: Types) -> Fitting | None:
    """What fits values to a type; nothing for Any, which takes all."""
    wanted = resolved(type_, types)
    if wanted is None:
        return lambda value, run: MISSING
    if wanted == ANY:
        return None

    def fit(value: Any, run: Run) -> Any:
        if conforms(value, wanted, run):
            return value
        if type(value) is list and len(value) == 1 and conforms(inbound(value[0]), wanted, run):
            return inbound(value[0])
        if wanted == DATE_AND_TIME and kind_of(value) == "date":
            return midnight(value)
        return MISSING

    return fit


class _Check:
    """One check, which ends however large the value is."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def conforms(self, value: Any, type_: tree.Type) -> bool:
        self._run.spend(2)
        if value is None or type_ == ANY:
            return True
        holds = getattr(type_, "holds", None)
        if holds is not None:
            return bool(holds(value))
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
                return any(
                    _signature_conforms(each, type_) for each in _signatures(value, len(type_.parameters))
                )
        return False

    def _range(self, value: Range, item: tree.Type) -> bool:
        return self.conforms(value.low, item) and self.conforms(value.high, item)


#: The types of the parameters and of the result, as texts; no text where the type is not known.
_Texts = tuple[list[str], str]


def _signatures(value: Any, count: int) -> list[_Texts]:
    if isinstance(value, Builtin):
        return [_of_builtin(each, count) for each in value.signatures if each.least <= count <= each.most]
    if isinstance(value, Function):
        return [([parameter.type for parameter in value.parameters], value.result_type)]
    return []


def _of_builtin(signature: Signature, count: int) -> _Texts:
    formals = signature.parameters
    types = [formals[min(index, len(formals) - 1)].type for index in range(count)]
    return types, signature.result_type


def _signature_conforms(texts: _Texts, type_: tree.FunctionType) -> bool:
    parameters, result = texts
    return (
        len(parameters) == len(type_.parameters)
        and all(
            type_conforms(wanted, _read(text))
            for wanted, text in zip(type_.parameters, parameters, strict=True)
        )
        and (not result or type_conforms(_read(result), type_.result))
    )


@lru_cache(maxsize=1000)
def _read(text: str) -> tree.Type:
    read = parse_type(text or "Any")
    return resolved(read, {}) or read
