"""Which form does this task have?"""

from __future__ import annotations

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import Tree
from cip_workflow.bpmn.dialect import answered

RULES = ("form-elsewhere", "unknown-form")


def write(tree: Tree, answer: Answer) -> None:
    """The id of a form file, or none."""
    node = tree.node(answer.element)
    if node is not None:
        node.set(answered.name("form"), answer.value.strip() if answer.choice == "form" else "")
