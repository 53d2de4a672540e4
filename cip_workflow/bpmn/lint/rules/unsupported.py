"""What is not run, by the one table."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.compensation import compensates, compensation_of, visible_to
from cip_workflow.bpmn.coverage import rows_of
from cip_workflow.bpmn.document import Document, Element, Process
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.names import flag
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "unsupported"
_THROWS = {"intermediateThrowEvent", "endEvent"}
_EACH = "Begin with a start event for each of its events."
_WAITS = "waitForCompletion"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each element that is refused."""
    for process in document.to_run:
        for element in process.elements.values():
            for row in rows_of(element, process.elements.get(element.parent or "")):
                if row.verdict == "refused":
                    yield found(RULE, document, element, row.note, row.cure)
            if "cancel" in element.event_definitions and not _in_transaction(process, element):
                message = (
                    f"{called(element)} is a cancel event, and there is no transaction that it could cancel."
                )
                yield found(RULE, document, element, message, "Use an error or terminate event.")
            if element.type == "adHocSubProcess" and _chosen(element):
                message = f"Nothing says which step of {called(element)} is next: a person or an expression chooses."
                yield found(
                    RULE, document, element, message, "Let its steps begin together, or draw their order."
                )
            for message, cure in _beginning(process, element):
                yield found(RULE, document, element, message, cure)
            if _mixed(process, element):
                message = f"{called(element)} waits for several kinds, and follows an event-based gateway."
                yield found(RULE, document, element, message, "Draw one event for each kind.")
            for message, cure in _compensation(document, process, element):
                yield found(RULE, document, element, message, cure)


def _beginning(process: Process, element: Element) -> Iterator[tuple[str, str]]:
    """What starts a process by itself, and cannot be put into start events."""
    if not element.instantiate or element.type not in {"receiveTask", "eventBasedGateway"}:
        return
    hosts = {one.attached_to for one in process.elements.values()}
    if element.incoming or element.parent is not None or element.id in hosts or element.multi_instance:
        yield (
            f"{called(element)} starts the process, so nothing may lead to it, hang on it or repeat it.",
            "Begin with a message start event.",
        )
    if element.type == "receiveTask":
        return
    if (element.node.get("eventGatewayType") or "").lower() == "parallel":
        yield f"{called(element)} starts the process when all of its events have come.", _EACH
    for target in [process.elements.get(process.flows[way].target) for way in element.outgoing]:
        if target is not None and (
            len(target.incoming) > 1
            or target.id in hosts
            or target.multi_instance
            or not set(target.event_definitions) <= {"message", "timer", "signal"}
        ):
            yield f"{called(target)} cannot start the process behind {called(element)}.", _EACH


def _chosen(element: Element) -> bool:
    """One step at a time, or only those of a list (Camunda 8)."""
    said = element.implementation
    return element.ordering.lower() == "sequential" or bool(said and said.kind == "adHoc" and said.text)


def _mixed(process: Process, element: Element) -> bool:
    """Several kinds that are events of a gateway and are reached in another way too, or are all waited for."""
    if element.type != "intermediateCatchEvent" or len(element.events) < 2:
        return False
    sources = [process.elements.get(process.flows[way].source) for way in element.incoming]
    gateways = [one for one in sources if one is not None and one.type == "eventBasedGateway"]
    return bool(gateways) and (element.parallel_multiple or len(gateways) < len(sources))


def _compensation(document: Document, process: Process, element: Element) -> Iterator[tuple[str, str]]:
    if compensates(element) and (len(compensation_of(document, element)) != 1 or element.outgoing):
        yield (
            f"{called(element)} does not lead to exactly one step that undoes.",
            "Draw one association from it to a step that is marked for compensation, and no flow.",
        )
    if element.compensation and (element.incoming or element.outgoing):
        yield (
            f"{called(element)} runs only to undo, so a flow to or from it means nothing.",
            "Delete its flows, or the mark for compensation.",
        )
    elif element.compensation and not any(
        compensates(one) and element in compensation_of(document, one)
        for one in process.inside(element.parent)
    ):
        yield (
            f"{called(element)} runs only to undo, and no compensate boundary event leads to it.",
            "Draw an association to it from the boundary event of the step that it undoes.",
        )
    for event in element.events:
        if event.kind != "compensate":
            continue
        if element.type == "startEvent" and _of_the_process(process, element):
            yield (
                f"{called(element)} undoes the whole process, which nothing asks for.",
                "Put its event sub-process into the sub-process that it undoes.",
            )
        if (
            element.type in _THROWS
            and event.reference
            and event.reference not in visible_to(process, element)
        ):
            yield (
                f"{called(element)} undoes {event.reference!r}, which is no step beside it.",
                "Choose a step of the same process or sub-process, or none, to undo all that is completed.",
            )
        if element.type in _THROWS and event.node is not None and not flag(event.node, _WAITS, default=True):
            yield (
                f"{called(element)} does not wait until everything is undone, which is not run.",
                "Let it wait for completion, or draw it on a way of its own behind a parallel gateway.",
            )


def _of_the_process(process: Process, start: Element) -> bool:
    holder = process.elements.get(start.parent or "")
    return holder is not None and holder.triggered_by_event and holder.parent is None


def _in_transaction(process: Process, element: Element) -> bool:
    holder = process.elements.get(
        (element.attached_to if element.type == "boundaryEvent" else element.parent) or ""
    )
    return holder is not None and holder.type == "transaction"
