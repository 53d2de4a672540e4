"""`range("[1..10]")`: a range from a text, whose endpoints are literals (DMN table 72)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.errors import FeelSyntaxError, NoValue
from cip_workflow.feel.operators.ranges import make_comparison_range, make_range
from cip_workflow.feel.syntax import tree
from cip_workflow.feel.syntax.parser import parse
from cip_workflow.feel.temporal import literals
from cip_workflow.feel.values import Range

_CONVERSIONS: dict[str, Callable[[str], Any]] = {
    "date": literals.parse_date,
    "time": literals.parse_time,
    "date and time": literals.parse_date_time,
    "duration": literals.parse_duration,
}


#: `(..5]` and `[5..)`: a range without a start or an end (grammar rule 66)
_NO_START = re.compile(r"\s*[(\]]\s*\.\.(.*[^\s])\s*([\])\[])\s*", re.DOTALL)
_NO_END = re.compile(r"\s*([\[(\]])(.*)\.\.\s*[)\[]\s*", re.DOTALL)


@builtin("range", "from: string")
def range_from(text: str) -> Range:
    if match := _NO_START.fullmatch(text):
        return make_comparison_range("<=" if match[2] == "]" else "<", _endpoint(_read(match[1])))
    if match := _NO_END.fullmatch(text):
        return make_comparison_range(">=" if match[1] == "[" else ">", _endpoint(_read(match[2])))
    read = _read(text)
    if not isinstance(read, tree.RangeLiteral):
        raise NoValue(f"{text[:60]!r} is not a range such as [1..10].")
    return make_range(_endpoint(read.low), read.low_included, _endpoint(read.high), read.high_included)


def _read(text: str) -> tree.Node:
    try:
        return parse(text)
    except FeelSyntaxError as error:
        raise NoValue(f"{text[:60]!r} cannot be read as a range such as [1..10].") from error


def _endpoint(node: tree.Node) -> Any:
    match node:
        case tree.Number() | tree.String():
            return node.value
        case tree.AtLiteral():
            return literals.parse_any(node.text)
        case tree.Call(function=tree.Name(name=name), arguments=(tree.String(value=text),)):
            if name in _CONVERSIONS:
                return _CONVERSIONS[name](text)
    raise NoValue("The endpoints of a range in a text are literals.")
