"""How a diagram of the suite is written down: its XML, what is asked of it, and the traces that the standard gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.conformance.bpmn.play import Model
from tests.unit.engine.diagrams import END, START, document, process


@dataclass(frozen=True)
class Run:
    """One order and its trace.

    `moves`: `a` a person does a; `a:x=1` with answers; `a#2` at the instance with that loop counter; `j!` a job is
    done, `j!CODE` fails with that code; `@go` a message comes, `@go/7` with that key; `~sig` a signal; `+` time
    passes until the next timer. `left`: the elements completed by the start and by each move, with `|` between the
    steps (`m*` is a multi-instance activity as a whole). `still`: what is open in the end.
    """

    moves: str
    left: str
    still: str = ""
    data: Mapping[str, Any] | None = None
    thrown: str = ""


@dataclass(frozen=True)
class Case:
    """A diagram with its traces; `answers` for the random orders."""

    name: str
    model: Model
    runs: tuple[Run, ...]
    answers: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)


def drawn(body: str, *more: str, declared: str = "") -> bytes:
    """A process `p` with a start `s` and an end `e`."""
    return document(process(START + body + END), *more, declared=declared).encode()


def case(
    name: str,
    xml: bytes,
    *runs: Run,
    variables: Mapping[str, Any] | None = None,
    answers: Mapping[str, tuple[Mapping[str, Any], ...]] | None = None,
    decisions: Mapping[str, Callable[..., Any]] | None = None,
    **how: Any,
) -> Case:
    """A case of the suite."""
    return Case(name, Model(xml, variables or {}, decisions=decisions or {}, **how), runs, answers or {})
