"""Boundary events that hang on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings

RULE = "boundary-without-step"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each boundary event without a step in its own sub-process, or on a step that cannot have one."""
    for process in document.to_run:
        for element in process.elements.values():
            if element.type != "boundaryEvent":
                continue
            host = process.elements.get(element.attached_to or "")
            if host is None or host.parent != element.parent:
                message = "This event hangs on no step."
            elif not host.is_activity:
                message = (
                    f"This event hangs on {host.name or host.id}, which is no task, call or sub-process."
                )
            else:
                continue
            yield found(
                RULE, document, element, message, "Move it onto the edge of the step that it belongs to."
            )
