"""What must be right about a process or the inside of a sub-process as a whole, before it is planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cip_workflow.bpmn import Element, Flow, Process

Refuse = Callable[[Element | Flow | Process, str, str], None]


def check_level(process: Process, parent: str | None, refuse: Refuse) -> None:
    """Tell `refuse` what is wrong with the level `parent` (None: the process itself)."""
    elements = process.inside(parent)
    _check_starts(process, parent, elements, refuse)
    ids = {element.id for element in elements}
    for flow in process.flows.values():
        if (flow.source in ids) != (flow.target in ids) and flow.parent == parent:
            said = f"The flow {flow.name or flow.id} begins or ends at nothing beside it."
            refuse(flow, said, "Draw it between two steps of the same process or sub-process.")
    for element in elements:
        ways = [process.flows[flow] for flow in element.outgoing]
        if element.type == "exclusiveGateway":
            _check_ways(element, ways, refuse)
        elif element.type == "eventBasedGateway":
            _check_events(element, [process.elements.get(way.target) for way in ways], refuse)
        elif element.type == "boundaryEvent":
            host = process.elements.get(element.attached_to or "")
            if host is None or not host.is_activity or host.parent != parent:
                refuse(element, "The boundary event hangs on nothing.", "Attach it to a task or sub-process.")


def _check_starts(process: Process, parent: str | None, elements: Iterable[Element], refuse: Refuse) -> None:
    where: Process | Element = process if parent is None else process.elements[parent]
    starts = process.starts(parent)
    reacts = isinstance(where, Element) and where.triggered_by_event
    if not starts and not reacts and not any(_begins(element) for element in elements):
        refuse(where, "It has no start event.", "Add one.")
    if reacts and (len(starts) != 1 or not starts[0].events):
        said = "An event sub-process needs one start event that says which event."
        refuse(where, said, "Choose its event.")
    if isinstance(where, Element) and not reacts and any(start.events for start in starts):
        said = "A sub-process cannot be started by an event."
        refuse(where, said, "Use a start event without a symbol.")


def _begins(element: Element) -> bool:
    """Whether it begins by itself where no start event is drawn: nothing leads to it."""
    return (
        not element.incoming
        and element.type != "boundaryEvent"
        and not element.triggered_by_event
        and not element.compensation
        and "link" not in element.event_definitions
    )


def _check_ways(element: Element, ways: list[Flow], refuse: Refuse) -> None:
    bare = [way for way in ways if way.condition is None and way.id != element.default]
    if len(ways) > 1 and bare:
        said = f"The way {bare[0].name or bare[0].id} has no condition."
        refuse(element, said, "Give it one, or make it the default.")


def _check_events(element: Element, targets: list[Element | None], refuse: Refuse) -> None:
    if not targets:
        refuse(element, "No event follows this gateway.", "Draw flows to the events that it waits for.")
    for target in targets:
        if target is None or target.type not in {"intermediateCatchEvent", "receiveTask"}:
            said = "Something else than a catch event follows it."
            refuse(element, said, "Only events may follow this gateway.")
