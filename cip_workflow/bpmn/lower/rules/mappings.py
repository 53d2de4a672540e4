"""Input and output mappings as `zeebe:ioMapping`."""

from __future__ import annotations

from lxml import etree

from cip_workflow.bpmn.lower.lowering import Lowering, extension
from cip_workflow.bpmn.names import zeebe


def apply(lowering: Lowering) -> None:
    """Write what goes into each step and what comes out of it."""
    for element in lowering.elements():
        if not element.inputs and not element.outputs:
            continue
        holder = extension(element.node, "ioMapping")
        for kind, pairs in (("input", element.inputs), ("output", element.outputs)):
            for target, source in pairs:
                said = lowering.expression(source, element, f"Its {kind} “{target}”")
                etree.SubElement(holder, zeebe(kind), source=said, target=target)
