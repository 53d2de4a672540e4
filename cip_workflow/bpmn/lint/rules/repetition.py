"""Over what a step is repeated."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULES = ("multi-instance", "loop-unsaid", "two-loops")


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each repeated step that does not say over what, or how long."""
    for process in document.to_run:
        for element in process.elements.values():
            many = element.multi_instance
            if many and not many.collection and not many.cardinality:
                yield found(
                    "multi-instance",
                    document,
                    element,
                    f"For each of what is {called(element)} done? It is repeated, but over no collection.",
                    "Give it an input collection (a list, such as =reviewers) and an input element.",
                )
            if many and element.loop:
                yield found(
                    "two-loops",
                    document,
                    element,
                    f"{called(element)} is marked as a loop and as multi-instance; it can be repeated in one way only.",
                    "Remove one of the two marks.",
                )
            if many is None and element.loop and not element.loop.condition:
                yield found(
                    "loop-unsaid",
                    document,
                    element,
                    f"How long is {called(element)} repeated? Nothing says when it is enough.",
                    "Draw a gateway behind it with a way back, or give the loop a condition.",
                )
