"""Processes that do not run, pools and message flows are left out; those that run are marked as executable."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering
from cip_workflow.bpmn.names import bpmn
from cip_workflow.xml import local

_DECLARATIONS = {"message", "signal", "error", "escalation", "extensionElements"}


def apply(lowering: Lowering) -> None:
    """Keep the processes that run, and what they refer to."""
    kept = {process.node for process in lowering.processes()}
    for node in list(lowering.root):
        keeps = node in kept or (node.tag == bpmn(local(node.tag)) and local(node.tag) in _DECLARATIONS)
        if not keeps and not _is_shared(node.tag):
            lowering.root.remove(node)
    for node in kept:
        node.set("isExecutable", "true")


def _is_shared(tag: object) -> bool:
    """Event definitions that stand beside the processes, for several events."""
    return local(tag).endswith("EventDefinition")
