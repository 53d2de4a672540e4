"""Which variables the steps of a process can set, as far as the diagram and its forms tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from cip_workflow.bpmn.formulas import formula
from cip_workflow.bpmn.names import THROWING
from cip_workflow.bpmn.surroundings import Surroundings

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Element, Process

NOTHING_KNOWN = Surroundings()
#: What an instance of a step that is repeated knows of itself, and a completion condition of all of them.
COUNTERS = frozenset(
    {
        "loopCounter",
        "numberOfInstances",
        "numberOfActiveInstances",
        "numberOfCompletedInstances",
        "numberOfTerminatedInstances",
    }
)


@dataclass
class Sources:
    """Names of variables; `anything` when some step may set whatever it likes."""

    names: set[str] = field(default_factory=set)
    anything: bool = False

    def __ior__(self, other: Sources) -> Self:
        self.names |= other.names
        self.anything |= other.anything
        return self


def roots(paths: Collection[str]) -> set[str]:
    """`brief` of `brief.title`."""
    return {path.partition(".")[0] for path in paths if path}


def of_process(process: Process, around: Surroundings) -> Sources:
    """What any step of the process sets, and what it begins with."""
    given = around.given.get(process.id)
    found = Sources(set(given or ()))
    for element in process.elements.values():
        found |= of_element(element, around)
        if element.multi_instance:
            many = element.multi_instance
            found.names |= {many.output_collection, many.element, *COUNTERS} - {""}
        if element.type in {"subProcess", "transaction", "adHocSubProcess"}:
            found.names |= roots([target for target, _ in element.inputs])
        found.names |= {event.variable for event in element.events} - {""}
        if element.initiator:
            found.names.add(element.initiator)
    begun = [start for start in process.starts() if not start.events]
    if given is None and not any(start.form or start.form_fields for start in begun):
        found.anything = True
    return found


def of_element(element: Element, around: Surroundings = NOTHING_KNOWN) -> Sources:
    """What one step gives to the process when it ends."""
    if element.type == "callActivity":
        found = Sources(anything=element.propagate_out)
        found.names |= roots([target for target, _ in element.outputs])
        return found
    if element.outputs:
        return Sources(roots([target for target, _ in element.outputs]))
    if element.job_type and element.job_type in around.gives:
        return Sources(set(around.gives[element.job_type]))
    return results(element, around)


def results(element: Element, around: Surroundings = NOTHING_KNOWN) -> Sources:
    """What one step has in its hands when it ends, before output mappings."""
    if element.type in {"userTask", "startEvent"} and not element.events:
        return _answers(element, around)
    if element.script is not None or element.called_decision:
        return Sources({element.result_variable or "result"})
    waits = element.type in {"receiveTask", "startEvent", "intermediateCatchEvent", "boundaryEvent"}
    if waits and ("message" in element.event_definitions or element.type == "receiveTask"):
        return Sources(anything=True)
    if element.type in THROWING:
        return Sources()
    if formula(element) is not None:
        return Sources({element.result_variable or "result"})
    # a called process gives its own variables to the output mappings, a job whatever it likes
    return Sources(
        anything=bool(element.type == "callActivity" or element.job_type or element.implementation)
    )


def _answers(element: Element, around: Surroundings) -> Sources:
    found = Sources(roots(element.form_fields))
    if element.form:
        fields = None if around.forms is None else around.forms.get(element.form)
        if fields is None:
            found.anything = True
        else:
            found.names |= roots(fields)
    elif element.form_key:
        found.anything = True
    return found
