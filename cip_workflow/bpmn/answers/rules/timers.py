"""When is this timer due?"""

from __future__ import annotations

from lxml import etree

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import Tree
from cip_workflow.bpmn.names import bpmn

RULES = ("timer-unsaid", "timer-wrong")


def write(tree: Tree, answer: Answer) -> None:
    """A length of time, in place of whatever stood there."""
    node = tree.node(answer.element)
    timer = None if node is None else next(node.iter(bpmn("timerEventDefinition")), None)
    if timer is not None and answer.value.strip():
        for old in list(timer.iterchildren("*")):
            timer.remove(old)
        etree.SubElement(timer, bpmn("timeDuration")).text = answer.value.strip()
