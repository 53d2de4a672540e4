"""Messages, signals, errors and escalations that are used and nowhere declared in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.names import reference
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "undeclared"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each event or task whose reference leads nowhere; its id is then taken for its name."""
    declared: dict[str, Mapping[str, object]] = {
        "message": document.messages,
        "signal": document.signals,
        "error": document.errors,
        "escalation": document.escalations,
    }
    for process in document.to_run:
        for element in process.elements.values():
            wanted = [(event.kind, event.reference) for event in element.events]
            wanted.append(("message", reference(element.node.get("messageRef"))))
            for kind, key in wanted:
                if key and kind in declared and key not in declared[kind]:
                    yield found(
                        RULE,
                        document,
                        element,
                        f"{called(element)} refers to the {kind} {key}, which this file does not declare.",
                        "It is taken for one of that name. Choose it from the list in the modeller to be sure.",
                    )
