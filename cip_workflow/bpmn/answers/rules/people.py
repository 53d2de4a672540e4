"""Who does this task?"""

from __future__ import annotations

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import Tree
from cip_workflow.bpmn.dialect import answered

RULES = ("task-for-nobody", "unknown-group")


def write(tree: Tree, answer: Answer) -> None:
    """Its candidate groups."""
    node = tree.node(answer.element)
    if node is not None and answer.value.strip():
        node.set(answered.name("groups"), answer.value.strip())
