"""What cannot be run is left out, or done by a person, because the owner said so."""

from __future__ import annotations

from lxml import etree

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.rules import choose_way
from cip_workflow.bpmn.answers.tree import Tree, bare
from cip_workflow.bpmn.dialect import answered
from cip_workflow.bpmn.names import SUB_PROCESSES, bpmn, bpmn_name, flag, reference
from cip_workflow.xml import local

RULES = ("unsupported", "dangling-flow")
_DEFINITION = "EventDefinition"
_RUNNING = {
    "messageEventDefinition",
    "timerEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
}


def write(tree: Tree, answer: Answer) -> None:
    """Mend one element."""
    node = tree.node(answer.element)
    if node is None:
        return
    name = bpmn_name(node)
    if name == "sequenceFlow":
        _flow(tree, node)
    elif name.endswith("Event"):
        _event(tree, node, name)
    elif name == "complexGateway":
        node.tag = bpmn("inclusiveGateway")
        if len(tree.flows(answer.element, "sourceRef")) > 1:
            choose_way.write(tree, answer)
    elif (name in SUB_PROCESSES and flag(node, "triggeredByEvent")) or flag(node, "isForCompensation"):
        tree.drop(node)
    elif name in {"receiveTask", "eventBasedGateway"} and node.get("instantiate") is not None:
        del node.attrib["instantiate"]
    elif answer.value.strip():
        bare(node, "userTask")
        node.set(answered.name("groups"), answer.value.strip())


def _flow(tree: Tree, flow: etree._Element) -> None:
    """A start event in the middle of the way is passed through; an end event with a way out too; the rest goes."""
    source, target = (tree.node(reference(flow.get(end))) for end in ("sourceRef", "targetRef"))
    if source is not None and target is not None and source.getparent() is target.getparent():
        if bpmn_name(target) == "startEvent":
            target.tag = bpmn("intermediateCatchEvent" if _definitions(target) else "intermediateThrowEvent")
            return
        if bpmn_name(source) == "endEvent":
            source.tag = bpmn("intermediateThrowEvent")
            return
    parent = flow.getparent()
    if parent is not None:
        parent.remove(flow)


def _event(tree: Tree, node: etree._Element, name: str) -> None:
    definitions = _definitions(node)
    kept = [one for one in definitions if local(one.tag) in _RUNNING][:1] if len(definitions) > 1 else []
    parent = node.getparent()
    inside = parent is not None and bpmn_name(parent) in SUB_PROCESSES
    if name == "boundaryEvent" and not kept:
        tree.drop(node)
        return
    if (
        name == "startEvent"
        and inside
        and parent is not None
        and flag(parent, "triggeredByEvent")
        and not kept
    ):
        tree.drop(parent)
        return
    for one in definitions:
        if one not in kept:
            node.remove(one)
    if name in {"intermediateCatchEvent", "implicitThrowEvent"} and not kept:
        node.tag = bpmn("intermediateThrowEvent")
    if node.get("parallelMultiple") is not None:
        del node.attrib["parallelMultiple"]


def _definitions(node: etree._Element) -> list[etree._Element]:
    return [
        one for one in node.iterchildren("*") if local(one.tag).endswith((_DEFINITION, f"{_DEFINITION}Ref"))
    ]
