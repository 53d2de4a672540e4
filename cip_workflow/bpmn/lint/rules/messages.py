"""Messages: which one, matched by what, sent by whom."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document, Element
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.names import reference
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULES = ("message-unsaid", "message-nobody-sends", "message-without-key", "signal-unsaid")


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each event or task without its message (or signal), and each wait that nobody can end."""
    sent = _sent(document) | set(surroundings.messages or ())
    for process in document.to_run:
        for element in process.elements.values():
            yield from _unsaid(document, element)
            if element.message and _waits(element):
                begins = element.type == "startEvent" and element.parent is None
                if surroundings.messages is not None and element.message.name not in sent:
                    yield found(
                        "message-nobody-sends",
                        document,
                        element,
                        f"{called(element)} waits for the message “{element.message.name}”, which no process sends.",
                        "It has to come from the outside: through the API, or sent by hand.",
                    )
                if not element.message.correlation_key and not begins:
                    yield found(
                        "message-without-key",
                        document,
                        element,
                        f"{called(element)} takes any message “{element.message.name}”, whichever case it is about.",
                        "Give the message a subscription correlation key, such as =briefRef.",
                    )


def _waits(element: Element) -> bool:
    return element.type in {"receiveTask", "intermediateCatchEvent", "boundaryEvent", "startEvent"}


def _sent(document: Document) -> set[str]:
    return {
        element.message.name
        for process in document.processes
        for element in process.elements.values()
        if element.message and not _waits(element)
    }


def _unsaid(document: Document, element: Element) -> Iterator[Finding]:
    does = "wait for" if _waits(element) else "send"
    for event in element.events:
        if event.kind in {"message", "signal"} and not event.reference:
            yield found(
                f"{event.kind}-unsaid",
                document,
                element,
                f"Which {event.kind} does {called(element)} {does}? None is named.",
                f"Choose a {event.kind} in the modeller.",
            )
    if (
        element.type == "receiveTask"
        and not element.message
        and not reference(element.node.get("messageRef"))
    ):
        yield found(
            "message-unsaid",
            document,
            element,
            f"Which message does {called(element)} wait for? None is named.",
            "Choose a message in the modeller.",
        )
