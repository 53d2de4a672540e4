"""What our diagrams hold, for walks: every element and sequence flow, and which process calls which."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from cip_workflow.bpmn import read
from tests.processes.town import ROOT


@cache
def _processes() -> tuple[Any, ...]:
    documents = [read(file.read_bytes(), file.name) for file in sorted((ROOT / "processes").glob("*.bpmn"))]
    return tuple(process for document in documents for process in document.processes)


@cache
def drawn() -> Mapping[str, Any]:
    """Every element of our diagrams, by id."""
    return {name: one for process in _processes() for name, one in process.elements.items()}


@cache
def inside(process: str) -> frozenset[str]:
    """A process and all that it calls, directly or not."""
    [drawing] = [one for one in _processes() if one.id == process]
    called = {one.called_process for one in drawing.elements.values() if one.type == "callActivity"}
    return frozenset({process}).union(*(inside(one) for one in called))


@cache
def flows() -> Mapping[str, str]:
    """Every sequence flow of our diagrams, with its process."""
    return {name: process.id for process in _processes() for name in process.flows}
