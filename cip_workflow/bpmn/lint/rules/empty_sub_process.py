"""Sub-processes that nobody has drawn yet."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.names import SUB_PROCESSES
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "empty-sub-process"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each sub-process without a step; a case passes straight through it."""
    for process in document.to_run:
        inside = {element.parent for element in process.elements.values()}
        for element in process.elements.values():
            if element.type in SUB_PROCESSES and element.id not in inside:
                yield found(
                    RULE,
                    document,
                    element,
                    f"What happens in {called(element)}? There is no step in it.",
                    "Draw its steps, or make it a task.",
                )
