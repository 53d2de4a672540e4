"""Flows that begin or end nowhere, or that cross the border of a sub-process or pool."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document, Flow, Process
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "dangling-flow"


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each flow that cannot be followed."""
    for process in document.to_run:
        for flow in process.flows.values():
            if wrong := _wrong(document, process, flow):
                yield found(RULE, document, flow, wrong[0], wrong[1])


def _wrong(document: Document, process: Process, flow: Flow) -> tuple[str, str] | None:
    draw_again = "Delete this flow and draw it again."
    ends = []
    for key, end in ((flow.source, "begin"), (flow.target, "end")):
        element = process.elements.get(key)
        if element is None:
            elsewhere = document.element(key)
            if elsewhere is not None:
                return (
                    f"This flow leads into another pool, to {called(elsewhere)}.",
                    "Between pools, draw a message flow.",
                )
            return f"This flow does not {end} at a step ({key or 'nothing is named'}).", draw_again
        ends.append(element)
    source, target = ends
    if source.parent != target.parent:
        return (
            f"This flow leads from {called(source)} to {called(target)}, across the border of a sub-process.",
            "Let it end at the border of the sub-process, or at an event inside.",
        )
    if target.type in {"startEvent", "boundaryEvent"}:
        return f"A flow leads into {called(target)}, which is a {_kind(target.type)}.", draw_again
    if source.type == "endEvent":
        return f"A flow leads out of {called(source)}, which is an end event.", "Use an intermediate event."
    return None


def _kind(type_: str) -> str:
    return {"startEvent": "start event", "boundaryEvent": "boundary event"}[type_]
