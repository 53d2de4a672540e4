"""Which message, or signal, is meant?"""

from __future__ import annotations

import re

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import ASKED, Tree
from cip_workflow.bpmn.names import bpmn, bpmn_name

RULES = ("message-unsaid", "signal-unsaid")


def write(tree: Tree, answer: Answer) -> None:
    """Declare it for the file, and point at it from the event or the task."""
    kind = answer.rule.partition("-")[0]
    node = tree.node(answer.element)
    name = answer.value.strip()
    if node is None or not name:
        return
    key = f"{ASKED}{kind}." + re.sub(r"[^\w.-]", "_", name)
    if bpmn_name(node) in {"receiveTask", "sendTask"}:
        tree.declare(kind, key, {"name": name})
        node.set(f"{kind}Ref", key)
        return
    for definition in node.iter(bpmn(f"{kind}EventDefinition")):
        if not definition.get(f"{kind}Ref"):
            tree.declare(kind, key, {"name": name})
            definition.set(f"{kind}Ref", key)
