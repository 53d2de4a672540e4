"""Tables of expressions: each line `expression ==> expression that gives the same`."""

from __future__ import annotations

from typing import Any

from cip_workflow.feel import Range, evaluate, text_of
from cip_workflow.feel.operators.comparison import same
from cip_workflow.feel.values import kind_of


def rows(table: str) -> list[tuple[str, str]]:
    """The two sides of each line; lines that begin with # are headings."""
    lines = [line.strip() for line in table.strip().splitlines() if line.strip()]
    found = []
    for line in lines:
        if not line.startswith("#"):
            left, separator, right = line.partition("==>")
            assert separator, line
            found.append((left.strip(), right.strip()))
    return found


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same to the last detail: kind, zone, order of entries."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, Range) and isinstance(other, Range):
        return text_of(one) == text_of(other)
    return kind_of(one) == kind_of(other) and same(one, other)


def check(left: str, right: str, context: dict[str, Any] | None = None) -> None:
    """Both sides give the same value, and null only where the right side says null."""
    got, wanted = evaluate(left, context), evaluate(right, context)
    assert alike(got, wanted), f"{left} gives {text_of(got)}, not {text_of(wanted)}"
    assert wanted is not None or right == "null", f"{right} itself gives null"
