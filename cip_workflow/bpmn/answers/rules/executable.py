"""Is this process to be run?"""

from __future__ import annotations

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import Tree

RULES = ("not-executable",)


def write(tree: Tree, answer: Answer) -> None:
    """Say so in the process itself."""
    node = tree.node(answer.element)
    if node is not None:
        node.set("isExecutable", "true" if answer.choice == "run" else "false")
        if answer.choice != "run":
            for inner in list(node):
                node.remove(inner)
