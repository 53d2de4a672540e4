"""A sub-process without steps becomes a task that a case passes straight through."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering
from cip_workflow.bpmn.names import SUB_PROCESSES, bpmn


def apply(lowering: Lowering) -> None:
    """Only the kind of element changes; event sub-processes never begin without a start, and are left alone."""
    for process in lowering.processes():
        inside = {element.parent for element in process.elements.values()}
        for element in process.elements.values():
            if element.type in SUB_PROCESSES and element.id not in inside and not element.triggered_by_event:
                element.node.tag = bpmn("task")
