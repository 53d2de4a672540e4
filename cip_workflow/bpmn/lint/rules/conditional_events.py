"""Conditional events that do not say what they wait for."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "event-condition-unsaid"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each conditional event without a condition."""
    for process in document.to_run:
        for element in process.elements.values():
            if any(event.kind == "conditional" and not event.condition.strip() for event in element.events):
                yield found(
                    RULE,
                    document,
                    element,
                    f"When does {called(element)} happen? Its condition is empty.",
                    "Write the condition as a FEEL expression, such as =count(offers) > 2.",
                )
