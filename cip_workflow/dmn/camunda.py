"""`mapDecisionResult` of Camunda 7: how the result of a decision becomes the value of a process variable.

Camunda 7 sees every result as a list of rows, one for each rule that counts, with an entry for each output; the
four mappings pick from it. Camunda 8 takes the value of the outcome as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.dmn.outcome import Outcome
from cip_workflow.errors import ExpressionError

MAPPINGS = ("singleEntry", "singleResult", "collectEntries", "resultList")

Row = Mapping[str, Any]


def map_result(outcome: Outcome, how: str) -> Any:
    """The value of a result variable, mapped as Camunda 7 does.

    `singleEntry`: the one value of the one row; `singleResult`: the one row; `collectEntries`: the one value of each
    row; `resultList`: all rows. No row gives null, or an empty list. Raises ExpressionError where the result has more
    rows or values than the mapping takes, or the mapping is not known.
    """
    rows = rows_of(outcome)
    if how == "resultList":
        return rows
    if how == "collectEntries":
        return [_entry(row, how) for row in rows]
    if how not in MAPPINGS:
        raise ExpressionError(f'The result mapping "{how}" is not known. Use one of {", ".join(MAPPINGS)}.')
    if len(rows) > 1:
        raise ExpressionError(
            f'The decision gives {len(rows)} rows, but the result mapping "{how}" takes one.'
        )
    if not rows:
        return None
    return rows[0] if how == "singleResult" else _entry(rows[0], how)


def rows_of(outcome: Outcome) -> list[Row]:
    """The result as rows; none where no rule of a table matched."""
    shape, value = outcome.shape, outcome.value
    if shape.many:
        listed = value if isinstance(value, list) else [value]
        return [] if value is None else [_row(outcome, each) for each in listed]
    if shape.table and value is None and not outcome.rules:
        return []
    return [_row(outcome, value)]


def _row(outcome: Outcome, value: Any) -> Row:
    names = outcome.shape.outputs
    return value if len(names) > 1 and isinstance(value, Mapping) else {names[0]: value}


def _entry(row: Row, how: str) -> Any:
    if len(row) > 1:
        names = ", ".join(row)
        raise ExpressionError(
            f'A row has the outputs {names}, but the result mapping "{how}" takes one output.'
        )
    return next(iter(row.values()))
