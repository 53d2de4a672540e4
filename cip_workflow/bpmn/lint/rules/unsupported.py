"""What is not run, by the one table."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.coverage import rows_of
from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings

RULE = "unsupported"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each element that is refused."""
    for process in document.to_run:
        for element in process.elements.values():
            for row in rows_of(element, process.elements.get(element.parent or "")):
                if row.verdict == "refused":
                    yield found(RULE, document, element, row.note, row.cure)
