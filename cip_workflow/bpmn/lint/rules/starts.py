"""Where a process or sub-process begins."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.graph import Level, levels
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings

RULES = ("no-start", "several-starts")


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each level that begins nowhere, or at several places."""
    for process in document.to_run:
        for level in levels(process):
            if level.parent is None or not level.parent.triggered_by_event:
                yield from _level(document, level)


def _level(document: Document, level: Level) -> Iterator[Finding]:
    where = level.parent or level.process
    starts = [element for element in level.elements.values() if element.type == "startEvent"]
    none = [start for start in starts if not start.events]
    if level.elements and not level.roots():
        yield found(
            "no-start",
            document,
            where,
            f"Nothing begins here: there is no start event, and a flow leads to every step of {where.name or where.id}.",
            "Add a start event, and a flow from it to the first step.",
        )
    for start in none[1:]:
        yield found(
            "several-starts",
            document,
            start,
            f"{where.name or where.id} has several start events without a symbol; it begins at the first one only.",
            "Keep one of them, or make the others message or timer start events.",
        )
