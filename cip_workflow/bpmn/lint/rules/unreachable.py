"""Steps that no case can ever come to."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.graph import levels
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "unreachable"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each step that nothing leads to; not for those behind it."""
    for process in document.to_run:
        for level in levels(process):
            if not level.roots():
                continue  # the rule no-start says so
            reached = level.reached()
            lost = [element for key, element in level.elements.items() if key not in reached]
            for element in lost:
                before = {process.flows[flow].source for flow in element.incoming}
                behind = element.attached_to or any(source not in reached for source in before)
                if not behind or all(one.incoming for one in lost):
                    yield found(
                        RULE,
                        document,
                        element,
                        f"No case can come to {called(element)}: no flow leads to it from a start event.",
                        "Draw a flow to it, or delete it.",
                    )
