"""Called processes as `zeebe:calledElement`: which one, and whether it sees (and gives) all variables."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering, extension


def apply(lowering: Lowering) -> None:
    """Write what each call activity calls."""
    for element in lowering.elements():
        if element.type == "callActivity" and element.called_process:
            extension(
                element.node,
                "calledElement",
                processId=lowering.expression(element.called_process, element, "The called process"),
                propagateAllParentVariables="true" if element.propagate_in else "false",
                propagateAllChildVariables="true" if element.propagate_out else "false",
            )
