"""What has been completed and can be undone, as a process or the inside of a sub-process remembers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cip_workflow.engine.scopes import Variables


@dataclass(slots=True)
class Record:
    """One completed activity. Only those are kept that something in the diagram can undo."""

    node: str  #: name of the activity's element
    at: int  #: a later one has a higher number
    index: int | None  #: which instance of a multi-instance activity, from 0
    scope: Variables | None  #: the variables that undoing it sees; None: those of the process around it
    inside: Variables | None = None  #: a sub-process: the variables of its inside
    inner: list[Record] = field(default_factory=list)  #: a sub-process: what was completed in it
    whole: int | None = None  #: key of the multi-instance activity that it is an instance of
    claimed: int | None = None  #: key of the token that undoes it


Number = Callable[["Variables"], int]


def rows(records: list[Record], number: Number) -> list[Any]:
    """As plain values; `number` gives the number of a scope."""
    return [
        [
            one.node,
            one.at,
            one.index,
            None if one.scope is None else number(one.scope),
            None if one.inside is None else number(one.inside),
            rows(one.inner, number),
            one.whole,
            one.claimed,
        ]
        for one in records
    ]


def from_rows(found: list[Any], scopes: list[Variables]) -> list[Record]:
    """The records of `rows`."""
    return [
        Record(
            node=node,
            at=at,
            index=index,
            scope=None if scope is None else scopes[scope],
            inside=None if inside is None else scopes[inside],
            inner=from_rows(inner, scopes),
            whole=whole,
            claimed=claimed,
        )
        for node, at, index, scope, inside, inner, whole, claimed in found
    ]
