"""Which step undoes what: a compensate boundary event leads to it by an association (BPMN 2.0.2, 10.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Document, Element, Process


def compensation_of(document: Document, boundary: Element) -> list[Element]:
    """The compensation activities beside a boundary event that an association joins to it, however it was drawn."""
    ends = {link.target for link in document.links if link.source == boundary.id}
    ends |= {link.source for link in document.links if link.target == boundary.id}
    steps = [document.element(end) for end in sorted(ends)]
    return [step for step in steps if step and step.compensation and step.parent == boundary.parent]


def compensates(element: Element) -> bool:
    """Whether it is a compensate boundary event."""
    return element.type == "boundaryEvent" and "compensate" in element.event_definitions


def visible_to(process: Process, event: Element) -> set[str]:
    """The activities that a compensate throw event may name: those beside it, and around an event sub-process."""
    found: set[str] = set()
    level: str | None = event.parent
    while True:
        found |= {element.id for element in process.inside(level) if element.is_activity}
        holder = process.elements.get(level or "")
        if holder is None or not holder.triggered_by_event:
            return found
        level = holder.parent
