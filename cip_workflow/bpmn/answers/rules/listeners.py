"""May this listener be left out?"""

from __future__ import annotations

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import Tree
from cip_workflow.bpmn.dialect import answered

RULES = ("listener",)


def write(tree: Tree, answer: Answer) -> None:
    """All listeners of the element are left out."""
    node = tree.node(answer.element)
    if node is not None:
        node.set(answered.name("listeners"), "left out")
