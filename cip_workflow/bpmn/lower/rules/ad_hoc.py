"""When the steps of an ad-hoc sub-process are enough, in FEEL."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering, write_text


def apply(lowering: Lowering) -> None:
    """Write the completion condition of each ad-hoc sub-process."""
    for element in lowering.elements():
        if element.type == "adHocSubProcess" and element.completion_condition:
            said = lowering.expression(
                element.completion_condition, element, "Its completion condition", bare="expression"
            )
            write_text(element.node, "completionCondition", said)
