"""What is not run, by the one table."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.coverage import rows_of
from cip_workflow.bpmn.document import Document, Element, Process
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "unsupported"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each element that is refused."""
    for process in document.to_run:
        for element in process.elements.values():
            for row in rows_of(element, process.elements.get(element.parent or "")):
                if row.verdict == "refused":
                    yield found(RULE, document, element, row.note, row.cure)
            if "cancel" in element.event_definitions and not _in_transaction(process, element):
                message = (
                    f"{called(element)} is a cancel event, and there is no transaction that it could cancel."
                )
                yield found(RULE, document, element, message, "Use an error or terminate event.")


def _in_transaction(process: Process, element: Element) -> bool:
    holder = process.elements.get(
        (element.attached_to if element.type == "boundaryEvent" else element.parent) or ""
    )
    return holder is not None and holder.type == "transaction"
