"""Work as `zeebe:taskDefinition`: a type of Camunda 8, a topic of Camunda 7, or the name of a class or bean as its type."""

from __future__ import annotations

from lxml import etree

from cip_workflow.bpmn.formulas import formula
from cip_workflow.bpmn.jobs import job_type_of
from cip_workflow.bpmn.lower.lowering import Lowering, extension
from cip_workflow.bpmn.names import zeebe


def apply(lowering: Lowering) -> None:
    """Write who does each task for a machine."""
    for element in lowering.elements():
        kind = job_type_of(element)
        if kind is None or formula(element) is not None:
            continue
        said = lowering.expression(kind, element, "Its type")
        extension(element.node, "taskDefinition", type=said, retries=element.retries)
        if element.headers:
            holder = extension(element.node, "taskHeaders")
            for key, value in element.headers.items():
                etree.SubElement(holder, zeebe("header"), key=key, value=value)
