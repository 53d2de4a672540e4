"""What may follow an event-based gateway."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "event-gateway"
_MAY_FOLLOW = {"intermediateCatchEvent", "receiveTask"}


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each gateway that waits for nothing, and each follower that is no event."""
    for process in document.to_run:
        for element in process.elements.values():
            if element.type != "eventBasedGateway":
                continue
            targets = [process.elements.get(process.flows[flow].target) for flow in element.outgoing]
            if not targets:
                yield found(
                    RULE,
                    document,
                    element,
                    "It waits for an event, and no event follows it.",
                    "Draw flows to the events that it waits for.",
                )
            for target in targets:
                if target is not None and target.type not in _MAY_FOLLOW:
                    yield found(
                        RULE,
                        document,
                        target,
                        f"{called(target)} follows an event-based gateway, where only events that are waited for may stand.",
                        "Put a message, timer, signal or condition event between the two.",
                    )
