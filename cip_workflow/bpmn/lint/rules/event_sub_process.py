"""An event sub-process begins with exactly one event that says what it waits for."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings

RULE = "event-sub-process"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each event sub-process that could never begin, and for flows into one."""
    for process in document.to_run:
        for element in process.elements.values():
            if not element.triggered_by_event:
                continue
            starts = process.starts(element.id)
            if len(starts) != 1 or not starts[0].events:
                yield found(
                    RULE,
                    document,
                    element,
                    _wrong(len(starts)),
                    "Give it one start event with a symbol: message, timer, signal, condition, error or escalation.",
                )
            if element.incoming or element.outgoing:
                yield found(
                    RULE,
                    document,
                    element,
                    "A flow leads to or from it, but it begins by its event alone.",
                    "Delete the flow, or make it an ordinary sub-process.",
                )


def _wrong(starts: int) -> str:
    if starts == 1:
        return "Its start event does not say what it waits for."
    return f"It has {starts or 'no'} start events; it needs one that says what it waits for."
