"""Which steps lead to which, on one level of a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Element, Flow, Process


@dataclass
class Level:
    """The steps that stand directly in a process or one sub-process, and the flows between them."""

    process: Process
    parent: Element | None
    elements: dict[str, Element]
    flows: list[Flow]
    ahead: dict[str, list[str]] = field(default_factory=dict)

    def roots(self) -> list[Element]:
        """Where tokens appear by themselves: start events, what nothing leads to where there are none, handlers."""
        entered = {flow.target for flow in self.flows}
        starts = [element for element in self.elements.values() if element.type == "startEvent"]
        if not starts:
            starts = [
                element
                for element in self.elements.values()
                if element.id not in entered and not _waits_aside(element)
            ]
        return starts + [element for element in self.elements.values() if _appears(element)]

    def reached(self, roots: Iterable[str] | None = None) -> set[str]:
        """What can be reached from `roots` (else from where tokens appear); hosts reach their boundary events."""
        todo = [element.id for element in self.roots()] if roots is None else list(roots)
        reached = set(todo)
        while todo:
            for target in self.ahead.get(todo.pop(), ()):
                if target not in reached:
                    reached.add(target)
                    todo.append(target)
        return reached


def levels(process: Process) -> list[Level]:
    """The process itself, and each of its sub-processes."""
    flows: dict[str | None, list[Flow]] = {}
    for flow in process.flows.values():
        source, target = process.elements.get(flow.source), process.elements.get(flow.target)
        if source and target and source.parent == target.parent:
            flows.setdefault(source.parent, []).append(flow)
    found = []
    for parent, inside in process.levels.items():
        elements = {element.id: element for element in inside}
        holder = process.elements.get(parent) if parent else None
        level = Level(process, holder, elements, flows.get(parent, []))
        level.ahead = _ahead(level)
        found.append(level)
    return found


def _ahead(level: Level) -> dict[str, list[str]]:
    ahead: dict[str, list[str]] = {key: [] for key in level.elements}
    for flow in level.flows:
        ahead[flow.source].append(flow.target)
    catches = {
        event.link: element.id
        for element in level.elements.values()
        if element.type == "intermediateCatchEvent"
        for event in element.events
        if event.kind == "link"
    }
    for element in level.elements.values():
        if element.type == "boundaryEvent" and element.attached_to in ahead:
            ahead[element.attached_to].append(element.id)
        if element.type == "intermediateThrowEvent":
            ahead[element.id] += [
                catches[event.link]
                for event in element.events
                if event.kind == "link" and event.link in catches
            ]
    return ahead


def _appears(element: Element) -> bool:
    """It begins when something happens, not when a token comes."""
    return (
        element.triggered_by_event
        or element.compensation
        or (element.type in {"receiveTask", "eventBasedGateway"} and element.instantiate)
    )


def _waits_aside(element: Element) -> bool:
    return (
        element.type == "boundaryEvent"
        or element.triggered_by_event
        or element.compensation
        or (element.type == "intermediateCatchEvent" and "link" in element.event_definitions)
    )


def dominators(ahead: Mapping[str, list[str]], roots: Iterable[str]) -> dict[str, str | None]:
    """The nearest step that every way to a step passes; None (the outside) for the roots themselves.

    After Cooper, Harvey and Kennedy, “A Simple, Fast Dominance Algorithm” (2001).
    """
    roots = list(roots)
    order = _postorder(ahead, roots)
    rank = {key: place for place, key in enumerate(order)}
    before: dict[str, list[str]] = {key: [] for key in order}
    for source in order:
        for target in ahead.get(source, ()):
            before[target].append(source)
    outside = ""
    rank[outside] = len(order)
    nearest: dict[str, str] = {outside: outside} | dict.fromkeys(roots, outside)
    first = set(nearest)
    changed = True
    while changed:
        changed = False
        for key in reversed(order):
            if key in first:
                continue
            known = [source for source in before[key] if source in nearest]
            new = known[0]
            for source in known[1:]:
                new = _meet(source, new, nearest, rank)
            if nearest.get(key) != new:
                nearest[key] = new
                changed = True
    return {key: nearest[key] or None for key in order}


def _meet(one: str, other: str, nearest: Mapping[str, str], rank: Mapping[str, int]) -> str:
    while one != other:
        while rank[one] < rank[other]:
            one = nearest[one]
        while rank[other] < rank[one]:
            other = nearest[other]
    return one


def _postorder(ahead: Mapping[str, list[str]], roots: Iterable[str]) -> list[str]:
    order: list[str] = []
    seen: set[str] = set()
    for root in roots:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(ahead.get(root, ())))]
        while stack:
            key, rest = stack[-1]
            for target in rest:
                if target not in seen:
                    seen.add(target)
                    stack.append((target, iter(ahead.get(target, ()))))
                    break
            else:
                order.append(key)
                stack.pop()
    return order
