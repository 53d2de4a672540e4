"""The order of outputs for PRIORITY and OUTPUT ORDER, and the aggregations of COLLECT."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from cip_workflow.dmn.elements import Literal, Output
from cip_workflow.dmn.evaluation import Evaluation
from cip_workflow.dmn.literals import Expressions
from cip_workflow.dmn.types import Named, Restricted, Type
from cip_workflow.feel.builtins.calling import call
from cip_workflow.feel.builtins.registry import BUILTINS
from cip_workflow.feel.operators.comparison import equal

Names = frozenset[str]
Aggregate = Callable[[list[Any], Evaluation], Any]


def rank_of(output: Output, kind: Type, names: Names, on: Expressions) -> Callable[[Any], int]:
    """The place of a value in the output's list of values, else in its type's; what is not listed comes last."""
    text = output.values or _allowed(kind)
    listed: list[Any] = []
    if text:
        found = on.literal(Literal(line=output.line, name=output.called, text=f"[{text}]"), names)(
            {}, Evaluation()
        )
        listed = found if isinstance(found, list) else []

    def rank(value: Any) -> int:
        return next((place for place, known in enumerate(listed) if equal(known, value) is True), len(listed))

    return rank


def _allowed(kind: Type) -> str:
    while isinstance(kind, Named):
        kind = kind.of
    return kind.text if isinstance(kind, Restricted) else ""


def aggregate_of(aggregation: str) -> Aggregate:
    """SUM, MIN, MAX as the built-ins of FEEL make them; COUNT counts the rules that matched."""
    if aggregation == "COUNT":
        return lambda values, run: Decimal(len(values))
    function = BUILTINS[aggregation.lower()]
    return lambda values, run: call(run.feel, function, [values])
