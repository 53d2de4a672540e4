"""Scripts in FEEL, and tasks of Camunda 7 that only compute, as `zeebe:script`."""

from __future__ import annotations

from cip_workflow.bpmn.formulas import formula
from cip_workflow.bpmn.lower.lowering import Lowering, extension
from cip_workflow.bpmn.names import bpmn, child


def apply(lowering: Lowering) -> None:
    """Write the expression and result variable; a service task that only computes becomes a script task."""
    for element in lowering.elements():
        said: str | None = None
        if element.type == "scriptTask" and element.script and not element.job_type:
            if "feel" not in element.script_format.lower():
                language = element.script_format or "a language that it does not name"
                lowering.refuse(element, f"Its script is in {language}, which is never run.")
                continue
            text = element.script.strip()
            said = lowering.expression(text, element, "Its script", bare="expression")
        elif (computes := formula(element)) is not None:
            said = f"={computes}"
            element.node.tag = bpmn("scriptTask")
        if said is not None:
            extension(
                element.node, "script", expression=said, resultVariable=element.result_variable or "result"
            )
            inline = child(element.node, "script")
            if inline is not None:
                element.node.remove(inline)
