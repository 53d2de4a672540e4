"""Link events: each throw needs exactly one catch beside it."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document, Element
from cip_workflow.bpmn.graph import Level, levels
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "link"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each link that leads nowhere, or to several places."""
    for process in document.to_run:
        for level in levels(process):
            yield from _level(document, level)


def _level(document: Document, level: Level) -> Iterator[Finding]:
    caught: dict[str, list[Element]] = {}
    for element in level.elements.values():
        for event in element.events:
            if event.kind == "link" and element.type == "intermediateCatchEvent":
                caught.setdefault(event.link, []).append(element)
    for element in level.elements.values():
        for event in element.events:
            if event.kind == "link" and element.type == "intermediateThrowEvent" and event.link not in caught:
                yield found(
                    RULE,
                    document,
                    element,
                    f"{called(element)} leads to the link “{event.link}”, which nothing catches on the same level.",
                    "Draw a link event that catches it, with the same link name, in the same process or sub-process.",
                )
    for name, catches in caught.items():
        for element in catches[1:]:
            yield found(
                RULE,
                document,
                element,
                f"The link “{name}” is caught twice; nobody could tell where a case goes on.",
                "Keep one of the two events.",
            )
