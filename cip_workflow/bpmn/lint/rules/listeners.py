"""Listeners: code that runs beside the steps, unseen in the diagram."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "listener"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each listener."""
    for process in document.to_run:
        for element in process.elements.values():
            for listener in element.listeners:
                said = " ".join(listener.implementation.split())[:80]
                yield found(
                    RULE,
                    document,
                    element,
                    f"When {called(element)} comes to “{listener.event}”, another engine would have run {said or 'code'}. "
                    "Listeners are not run here: may it be left out?",
                    "Remove it, or draw what it does as a step.",
                )
