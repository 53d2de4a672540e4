"""What the engine does not read is left out: other vendors' words, data, notes, listeners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cip_workflow.bpmn.compensation import compensates
from cip_workflow.bpmn.lower.lowering import Lowering
from cip_workflow.bpmn.names import MODEL, XSI, ZEEBE, reference
from cip_workflow.xml import local, namespace

if TYPE_CHECKING:
    from lxml import etree

_DROPPED = {
    "ioSpecification",
    "dataInputAssociation",
    "dataOutputAssociation",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "textAnnotation",
    "group",
    "property",
    "incoming",
    "outgoing",
    "potentialOwner",
    "humanPerformer",
    "performer",
    "resourceRole",
    "monitoring",
    "auditing",
    "script",
    "categoryValueRef",
}
#: Of `zeebe:`, what listens and what belongs to other engines' connectors is not run; lint says so.
_UNRUN = {"executionListeners", "taskListeners"}


def apply(lowering: Lowering) -> None:
    """Strip the tree down to BPMN and `zeebe:`."""
    events = {element.id for element in lowering.elements() if compensates(element)}
    for node in list(lowering.root.iter("*")):
        parent = node.getparent()
        if parent is not None and _goes(node, events):
            parent.remove(node)
            continue
        for name in list(node.attrib):
            if namespace(name) not in {"", ZEEBE} or name in {
                "calledElement",
                "scriptFormat",
                "implementation",
            }:
                del node.attrib[name]
    for holder in list(lowering.root.iter(f"{{{MODEL}}}extensionElements")):
        parent = holder.getparent()
        if parent is not None and len(holder) == 0:
            parent.remove(holder)


def _goes(node: etree._Element, compensated_at: set[str]) -> bool:
    space, name = namespace(node.tag), local(node.tag)
    if space == MODEL and name == "association":
        # The only lines that mean something: from a compensate boundary event to the step that undoes.
        return not compensated_at & {reference(node.get(end)) for end in ("sourceRef", "targetRef")}
    if space == MODEL:
        return name in _DROPPED
    return space not in {ZEEBE, XSI} or name in _UNRUN
