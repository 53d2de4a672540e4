"""When does this happen? A person says so."""

from __future__ import annotations

from lxml import etree

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import ASKED, Tree
from cip_workflow.bpmn.dialect import answered
from cip_workflow.bpmn.names import bpmn

RULES = ("event-condition-unsaid",)


def write(tree: Tree, answer: Answer) -> None:
    """The condition becomes a message that the group sends from the page of the case."""
    node = tree.node(answer.element)
    group = answer.value.strip()
    if node is None or not group:
        return
    for old in list(node.iter(bpmn("conditionalEventDefinition"))):
        key = f"{ASKED}message.{answer.element}"
        tree.declare("message", key, {"name": " ".join((node.get("name") or answer.element).split())})
        made = etree.Element(bpmn("messageEventDefinition"), {"messageRef": key})
        parent = old.getparent()
        if parent is not None:
            parent.replace(old, made)
    node.set(answered.name("senders"), group)
