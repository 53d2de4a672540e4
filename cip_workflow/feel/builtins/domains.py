"""Parameter domains of built-ins: what an argument must be, with the implicit conversions of DMN 10.3.2.9.4."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cip_workflow.feel.inbound import inbound, items
from cip_workflow.feel.values import MISSING, kind_of

#: Fits an argument to a domain; MISSING when it does not fit.
Fit = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Domain:
    """What an argument must be: in words, as a type (the nearest), and as a function."""

    description: str
    type: str
    fit: Fit


def _single(value: Any) -> Any:
    """The one item of a singleton list (conversion "from singleton list")."""
    return inbound(value[0]) if type(value) is list and len(value) == 1 else MISSING


def _of(*types: type) -> Fit:
    def fit(value: Any) -> Any:
        if type(value) in types:
            return value
        inner = _single(value)
        return inner if type(inner) in types else MISSING

    return fit


def _of_kind(*kinds: str) -> Fit:
    def fit(value: Any) -> Any:
        if kind_of(value) in kinds:
            return value
        inner = _single(value)
        return inner if inner is not MISSING and kind_of(inner) in kinds else MISSING

    return fit


def _list(value: Any) -> Any:
    """A list; anything else but null as a list of one ("to singleton list")."""
    if type(value) is list:
        return items(value)
    return MISSING if value is None else [value]


def _string(value: Any) -> Any:
    if isinstance(value, str):
        return value
    inner = _single(value)
    return inner if isinstance(inner, str) else MISSING


def _context(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value
    inner = _single(value)
    return inner if isinstance(inner, Mapping) else MISSING


def _list_of(item: Fit) -> Fit:
    def fit(value: Any) -> Any:
        values = _list(value)
        if values is MISSING:
            return MISSING
        fitted = [item(each) for each in values]
        return MISSING if any(each is MISSING for each in fitted) else fitted

    return fit


def _only(*types: type) -> Fit:
    return lambda value: value if type(value) in types else MISSING


def _points(value: Any) -> Any:
    return value if kind_of(value) in _ORDERED else MISSING


_ORDERED = frozenset(
    [
        "number",
        "string",
        "date",
        "time",
        "date and time",
        "days and time duration",
        "years and months duration",
    ]
)

_DURATIONS = ("days and time duration", "years and months duration")

DOMAINS: dict[str, Domain] = {
    "any": Domain("anything", "Any", lambda value: value),
    "number": Domain("a number", "number", _of(Decimal)),
    "string": Domain("a string", "string", _string),
    "boolean": Domain("true or false", "boolean", _of(bool)),
    "list": Domain("a list", "list<Any>", _list),
    "numbers": Domain("a list of numbers", "list<number>", _list_of(_only(Decimal))),
    "contexts": Domain("a list of contexts", "list<context<>>", _list_of(_context)),
    "context": Domain("a context", "context<>", _context),
    "function": Domain("a function", "Any", _of_kind("function")),
    "range": Domain("a range", "range<Any>", _of_kind("range")),
    "point": Domain("a number, string, date, time or duration", "Any", _points),
    "date": Domain("a date", "date", _of_kind("date")),
    "time": Domain("a time", "time", _of_kind("time")),
    "date and time": Domain("a date and time", "date and time", _of_kind("date and time")),
    "day": Domain("a date, or a date and time", "date", _of_kind("date", "date and time")),
    "duration": Domain("a duration", "Any", _of_kind(*_DURATIONS)),
    "days duration": Domain("a days and time duration", _DURATIONS[0], _of_kind(_DURATIONS[0])),
    "number or duration": Domain("a number or a duration", "number", _of_kind("number", *_DURATIONS)),
}
