"""Who does what a machine of another engine did, or what nobody has said?"""

from __future__ import annotations

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import Tree, bare
from cip_workflow.bpmn.dialect import answered

RULES = (
    "work-unsaid",
    "old-engine-code",
    "foreign-script",
    "empty-sub-process",
    "unknown-process",
    "unknown-decision",
)


def write(tree: Tree, answer: Answer) -> None:
    """A person by hand, another process, or nothing at all."""
    node = tree.node(answer.element)
    if node is None:
        return
    value = answer.value.strip()
    if answer.choice == "by-hand" and value:
        bare(node, "userTask")
        node.set(answered.name("groups"), value)
    elif answer.choice == "process" and value:
        bare(node, "callActivity")
        node.set("calledElement", value)
    elif answer.choice == "pass":
        bare(node, "task")
