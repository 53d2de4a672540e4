"""External functions: the static methods of `java.lang` that decision models call (DMN 10.3.2.13.3).

No Java runs here, and nothing is loaded by name: a short list of harmless methods is answered in Python. Everything
else is null, with a sentence that says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.inbound import inbound
from cip_workflow.feel.limits import check_characters
from cip_workflow.feel.numbers import number, plain
from cip_workflow.feel.text import text_of
from cip_workflow.feel.values import described

_SIGNATURE = re.compile(r"\s*(\w+)\s*\(([^()]*)\)\s*")
_DIRECTIVE = re.compile(r"%(?:(%)|(-?)(\d{0,3})(?:\.(\d{1,2}))?([sdf]))")
_WHOLE = {"byte": 7, "short": 15, "int": 31, "long": 63}
_DOUBLES = frozenset(["double", "float", "java.lang.Double", "java.lang.Float"])


def external(mapping: Any) -> Callable[..., Any]:
    """The function of `external { java: { class: ..., method signature: ... } }`.

    It takes FEEL values and raises NoValue where its answer is null: when the method is not on the list, when an
    argument is not what its signature says, or when Java would throw.
    """
    found = _java(mapping)
    if found is None:
        return _unknown
    class_name, method, types = found
    function = _METHODS.get((class_name, method))

    def call(*arguments: Any) -> Any:
        if function is None:
            raise NoValue(f"The external function {class_name}.{method} cannot be called here.")
        try:
            return inbound(function(*_converted(types, arguments)))
        except (ArithmeticError, ValueError) as error:
            raise NoValue(f"{class_name}.{method} has no result for these arguments.") from error

    return call


def _unknown(*arguments: Any) -> Any:
    raise NoValue("Of external functions only some of java.lang can be called here; PMML models cannot.")


def _java(mapping: Any) -> tuple[str, str, list[str]] | None:
    java = mapping.get("java") if isinstance(mapping, Mapping) else None
    if not isinstance(java, Mapping):
        return None
    class_name, signature = java.get("class"), java.get("method signature")
    match = _SIGNATURE.fullmatch(signature) if isinstance(signature, str) else None
    if match is None or not isinstance(class_name, str):
        return None
    types = [each.strip() for each in match[2].split(",")] if match[2].strip() else []
    return class_name, match[1], types


def _converted(types: list[str], arguments: tuple[Any, ...]) -> list[Any]:
    if types and types[-1].startswith("[L"):  # Object...: all that is left
        fixed = len(types) - 1
        rest = [item for each in arguments[fixed:] for item in (each if isinstance(each, list) else [each])]
        return [*map(_argument, types[:fixed], arguments[:fixed]), *rest]
    if len(types) != len(arguments):
        raise NoValue(f"The method takes {len(types)} arguments, not {len(arguments)}.")
    return list(map(_argument, types, arguments))


def _argument(type_: str, value: Any) -> Any:
    """A FEEL value as Java would take it for a parameter of this type."""
    simple = type_.removeprefix("java.lang.").removeprefix("java.math.")
    if isinstance(value, Decimal):
        if type_ in _DOUBLES:
            return float(value)
        bits = _WHOLE.get({"Integer": "int"}.get(simple, simple.lower()))
        if bits is not None and value == value.to_integral_value() and abs(value) <= 1 << bits:
            return int(value)
        if simple == "BigDecimal":
            return value
    if isinstance(value, str) and (simple == "String" or (simple == "char" and len(value) == 1)):
        return value
    if isinstance(value, bool) and simple.lower() == "boolean":
        return value
    raise NoValue(f"{described(value).capitalize()} is no {type_}.")


def _numeric(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*values: Any) -> Any:
        if any(isinstance(value, str) for value in values):
            raise NoValue("This method takes numbers.")
        return function(*values)

    return call


def _value_of(text: Any) -> Any:
    return number(text.strip()) if isinstance(text, str) else text


def _whole_of(text: Any) -> Any:
    value = _value_of(text)
    if isinstance(value, Decimal) and value != value.to_integral_value():
        raise NoValue(f"{text!r} is not a whole number.")
    return value


def _text(value: Any) -> str:
    return plain(Decimal(repr(value))) if type(value) in (int, float) else text_of(value)


def _format(pattern: str, *values: Any) -> str:
    """`String.format` with `%s`, `%d` and `%f`."""
    left = list(values)

    def fill(match: re.Match[str]) -> str:
        if match[1]:
            return "%"
        if not left:
            raise NoValue("The format has more places than there are values.")
        value = left.pop(0)
        if match[5] == "s":
            text = _text(value)
        elif isinstance(value, Decimal):
            text = f"{value:.{match[4] or 6}f}" if match[5] == "f" else str(int(value))
        else:
            raise NoValue(f"{described(value).capitalize()} cannot be formatted as a number.")
        width = int(match[3] or 0)
        return text.ljust(width) if match[2] else text.rjust(width)

    check_characters(len(pattern) * 1000)  # every place of the format may be 999 wide
    return _DIRECTIVE.sub(fill, pattern)


_MATH: dict[str, Callable[..., Any]] = {
    "abs": abs,
    "max": max,
    "min": min,
    "sqrt": math.sqrt,
    "cbrt": math.cbrt,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "atan2": math.atan2,
    "exp": math.exp,
    "log": math.log,
    "log10": math.log10,
    "pow": math.pow,
    "hypot": math.hypot,
    "floor": math.floor,
    "ceil": math.ceil,
    "rint": round,
    "round": lambda value: math.floor(value + 0.5),
    "signum": lambda value: math.copysign(1.0, value) if value else 0.0,
    "toDegrees": math.degrees,
    "toRadians": math.radians,
}

_METHODS: dict[tuple[str, str], Callable[..., Any]] = {
    **{("java.lang.Math", name): _numeric(function) for name, function in _MATH.items()},
    **{(f"java.lang.{name}", "valueOf"): _whole_of for name in ("Byte", "Short", "Integer", "Long")},
    ("java.lang.Integer", "parseInt"): _whole_of,
    ("java.lang.Long", "parseLong"): _whole_of,
    **{(f"java.lang.{name}", "valueOf"): _value_of for name in ("Float", "Double")},
    ("java.lang.Float", "parseFloat"): _value_of,
    ("java.lang.Double", "parseDouble"): _value_of,
    ("java.lang.Boolean", "valueOf"): lambda value: (
        value if isinstance(value, bool) else value.lower() == "true"
    ),
    ("java.lang.String", "valueOf"): _text,
    ("java.lang.String", "format"): _format,
}
