"""Ids that stand twice: nobody could tell which of the two a case is at."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.names import FLOW_NODES, bpmn
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.xml import identifier

RULE = "duplicate-id"

#: What cases, pages and other elements refer to. Tools are careless with the rest, and nobody minds.
_MATTER = [
    bpmn(name)
    for name in sorted(
        FLOW_NODES
        | {"process", "sequenceFlow", "lane", "participant", "message", "signal", "error", "escalation"}
    )
]


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for every id that was used before."""
    seen: dict[str, int] = {}
    for node in document.root.iter(*_MATTER):
        key = identifier(node)
        if not key:
            continue
        if key in seen:
            yield found(
                RULE,
                document,
                node,
                f"The id {key} is used twice; the first time on line {seen[key]}.",
                "Give one of the two another id (in the modeller: copy it, delete the old one).",
            )
        else:
            seen[key] = document.place(node)[0]
