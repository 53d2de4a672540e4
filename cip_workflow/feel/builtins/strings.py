"""String functions (DMN table 74), except for those with patterns."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cip_workflow.feel.builtins.registry import builtin
from cip_workflow.feel.errors import NoValue
from cip_workflow.feel.limits import check_characters
from cip_workflow.feel.numbers import integer


@builtin("substring", "string: string, start position: number, length: number?")
def substring(text: str, start_position: Decimal, length: Decimal | None = None) -> str:
    start = integer(start_position, "start position")
    if start == 0 or abs(start) > len(text):
        raise NoValue(f"There is no position {start} in a string of {len(text)} characters.")
    first = start - 1 if start > 0 else len(text) + start
    if length is None:
        return text[first:]
    count = integer(length, "length")
    if count < 1:
        raise NoValue("The length must be at least 1.")
    return text[first : first + count]


@builtin("string length", "string: string")
def string_length(text: str) -> Decimal:
    return Decimal(len(text))


@builtin("upper case", "string: string")
def upper_case(text: str) -> str:
    return text.upper()


@builtin("lower case", "string: string")
def lower_case(text: str) -> str:
    return text.lower()


@builtin("substring before", "string: string, match: string")
def substring_before(text: str, match: str) -> str:
    before, found, _ = text.partition(match) if match else ("", "", "")
    return before if found else ""


@builtin("substring after", "string: string, match: string")
def substring_after(text: str, match: str) -> str:
    return text.partition(match)[2] if match else text


@builtin("contains", "string: string, match: string")
def contains(text: str, match: str) -> bool:
    return match in text


@builtin("starts with", "string: string, match: string")
def starts_with(text: str, match: str) -> bool:
    return text.startswith(match)


@builtin("ends with", "string: string, match: string")
def ends_with(text: str, match: str) -> bool:
    return text.endswith(match)


@builtin("string join", "list: list, delimiter: string?")
def string_join(values: list[Any], delimiter: str | None = None) -> str:
    if not all(value is None or isinstance(value, str) for value in values):
        raise NoValue("Only strings can be joined; turn other values into strings with string(...).")
    texts = [value for value in values if value is not None]
    between = delimiter or ""
    check_characters(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)
