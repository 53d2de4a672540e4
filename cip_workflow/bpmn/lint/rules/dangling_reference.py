"""A default way that is none."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "dangling-reference"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each default flow that does not leave its own step, and each data reference to nothing."""
    for process in document.to_run:
        for element in process.elements.values():
            if element.default and element.default not in element.outgoing:
                yield found(
                    RULE,
                    document,
                    element,
                    f"Its default way ({element.default}) does not leave {called(element)}.",
                    "Choose the default way again.",
                )
