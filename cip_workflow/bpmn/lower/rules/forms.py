"""Forms as `zeebe:formDefinition`, whatever named them."""

from __future__ import annotations

from cip_workflow.bpmn.lower.lowering import Lowering, extension


def apply(lowering: Lowering) -> None:
    """Write the form of each user task and start event."""
    for element in lowering.elements():
        if element.form:
            extension(
                element.node, "formDefinition", formId=element.form, bindingType=element.binding or "latest"
            )
        elif element.form_key:
            extension(element.node, "formDefinition", formKey=element.form_key)
