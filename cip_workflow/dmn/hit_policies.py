"""Hit policies: from the rules that matched to the value of a decision table (DMN 1.5, 8.2.8 and 8.2.9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cip_workflow.feel.errors import NoValue

#: A matched rule: its index and its value (one output's value, or a context of several).
Hit = tuple[int, Any]
#: The place of a value among the allowed outputs of a column: (output name or None for the only one, value) to place.
Rank = Callable[[Any], tuple[int, ...]]
Aggregate = Callable[[list[Any]], Any]
Chosen = tuple[list[Hit], Any]


def unique(hits: list[Hit]) -> Chosen:
    """One rule may match; more are a mistake of the table and give null."""
    if len(hits) > 1:
        raise NoValue(
            f"Rules {_numbers(hits)} all match, but the hit policy UNIQUE allows one. Make them exclude each other."
        )
    return hits, hits[0][1]


def first(hits: list[Hit]) -> Chosen:
    """The first rule that matches decides."""
    return hits[:1], hits[0][1]


def any_of(hits: list[Hit], equal: Callable[[Any, Any], bool]) -> Chosen:
    """Several rules may match if they say the same; else null."""
    if not all(equal(hits[0][1], value) for _, value in hits[1:]):
        raise NoValue(
            f"Rules {_numbers(hits)} all match with different outputs, which the hit policy ANY does not allow."
        )
    return hits, hits[0][1]


def priority(hits: list[Hit], rank: Rank) -> Chosen:
    """The rule decides whose outputs come first in the lists of allowed outputs."""
    best = min(hits, key=lambda hit: rank(hit[1]))
    return [best], best[1]


def rule_order(hits: list[Hit]) -> Chosen:
    """Every value, in the order of the rules; COLLECT without aggregation gives the same."""
    return hits, [value for _, value in hits]


def output_order(hits: list[Hit], rank: Rank) -> Chosen:
    """Every value, in the order of the lists of allowed outputs."""
    ordered = sorted(hits, key=lambda hit: rank(hit[1]))
    return ordered, [value for _, value in ordered]


def collect(hits: list[Hit], aggregate: Aggregate, outputs: Sequence[str]) -> Chosen:
    """The values brought together by SUM, MIN, MAX or COUNT; several outputs each for itself."""
    values = [value for _, value in hits]
    if len(outputs) == 1:
        return hits, aggregate(values)
    columns: dict[str, Any] = {name: aggregate([value[name] for value in values]) for name in outputs}
    return hits, columns


#: What a table without any match and without default outputs gives; null where nothing is said.
EMPTY: Mapping[tuple[str, str], Any] = {("COLLECT", ""): [], ("COLLECT", "COUNT"): 0}


def _numbers(hits: list[Hit]) -> str:
    numbers = [str(index + 1) for index, _ in hits]
    return f"{', '.join(numbers[:-1])} and {numbers[-1]}"
