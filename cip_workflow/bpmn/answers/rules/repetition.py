"""How often is this step repeated, or for each of what?"""

from __future__ import annotations

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import Tree, text_child
from cip_workflow.bpmn.dialect import answered
from cip_workflow.bpmn.names import child

RULES = ("multi-instance", "loop-unsaid")


def write(tree: Tree, answer: Answer) -> None:
    """A number of times, or a list."""
    node = tree.node(answer.element)
    value = answer.value.strip()
    if node is None or not value:
        return
    if answer.rule == "loop-unsaid":
        loop = child(node, "standardLoopCharacteristics")
        if loop is not None:
            loop.set("loopMaximum", value)
            text_child(loop, "loopCondition", "=true")
        return
    many = child(node, "multiInstanceLoopCharacteristics")
    if many is None:
        return
    if answer.choice == "times":
        text_child(many, "loopCardinality", value)
    else:
        node.set(answered.name("collection"), value)
