"""The diagram as a list of steps, for those who do not read pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cip_workflow.errors import NotFound

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Document, Element, Process

#: What is told when nobody has given it a name.
_UNNAMED = {
    "startEvent": "Start",
    "endEvent": "End",
    "subProcess": "Steps together",
    "adHocSubProcess": "Steps in any order",
    "transaction": "Steps together",
    "callActivity": "Another process",
    "task": "Step",
    "userTask": "Step",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line of the list. `depth` is 0 in the process itself, 1 inside a sub-process, .."""

    element: str
    name: str
    type: str
    lane: str | None
    documentation: str
    depth: int = 0


def steps(document: Document, process_id: str) -> list[StepLine]:
    """All steps of a process in the order in which they are reached; steps of a sub-process follow it.

    Tasks, calls and sub-processes always; events and gateways only where they have a name (start and end always).
    A boundary event follows the step that it hangs on. Raises NotFound when there is no such process.
    """
    process = document.process(process_id)
    if process is None:
        raise NotFound(f"{document.name} has no process “{process_id}”.")
    lines: list[StepLine] = []
    _level(process, None, 0, lines)
    return lines


def _level(process: Process, parent: str | None, depth: int, lines: list[StepLine]) -> None:
    inside = process.inside(parent)
    attached: dict[str, list[Element]] = {}
    for element in inside:
        if element.type == "boundaryEvent" and element.attached_to:
            attached.setdefault(element.attached_to, []).append(element)
    for element in _in_order(process, inside, attached):
        if _is_told(element):
            name = element.name or _UNNAMED.get(element.type, element.id)
            lines.append(StepLine(element.id, name, element.type, element.lane, element.documentation, depth))
        _level(process, element.id, depth + 1, lines)


def _is_told(element: Element) -> bool:
    return bool(element.name) or element.is_activity or element.type in {"startEvent", "endEvent"}


def _in_order(
    process: Process, inside: tuple[Element, ...], attached: dict[str, list[Element]]
) -> list[Element]:
    """A step after all those that lead to it, as far as loops allow; one way is told to its end before the next.

    First a walk says which flows lead back; then each step is told as soon as everything before it has been.
    """
    here = {element.id: element for element in inside}
    ahead = _ahead(process, here, attached)
    waiting = dict.fromkeys(here, 0)
    for targets in ahead.values():
        for target in targets:
            waiting[target] += 1
    ready = [element.id for element in _roots_first(inside) if not waiting[element.id]]
    ready.reverse()
    told: list[Element] = []
    while ready:
        key = ready.pop()
        told.append(here[key])
        opened = []
        for target in ahead[key]:
            waiting[target] -= 1
            if not waiting[target]:
                opened.append(target)
        ready.extend(reversed(opened))
    return told


def _roots_first(inside: tuple[Element, ...]) -> list[Element]:
    return sorted(inside, key=lambda element: (element.type != "startEvent", element.triggered_by_event))


def _ahead(
    process: Process, here: dict[str, Element], attached: dict[str, list[Element]]
) -> dict[str, list[str]]:
    """Where each step leads, its boundary events first, without the flows that lead back."""

    def out(key: str) -> list[str]:
        flows = (process.flows[flow] for flow in here[key].outgoing)
        targets = [flow.target for flow in flows if flow.target in here and flow.target != key]
        return list(dict.fromkeys([event.id for event in attached.get(key, ())] + targets))

    ahead: dict[str, list[str]] = {key: [] for key in here}
    state: dict[str, str] = {}
    for root in _roots_first(tuple(here.values())):
        if root.id in state or root.type == "boundaryEvent":
            continue
        stack = [(root.id, iter(out(root.id)))]
        state[root.id] = "open"
        while stack:
            key, rest = stack[-1]
            target = next(rest, "")
            if not target:
                state[key] = "closed"
                stack.pop()
            elif state.get(target) != "open":
                ahead[key].append(target)
                if target not in state:
                    state[target] = "open"
                    stack.append((target, iter(out(target))))
    return ahead
