"""An event of several kinds as one event for each: what throws throws them all, what waits waits for one or for all.

The event as drawn keeps the last kind that it throws, or the first one that it waits for.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from cip_workflow.bpmn.lower.added import by_id, flow, node
from cip_workflow.bpmn.lower.lowering import Lowering, made_id
from cip_workflow.bpmn.names import child, children

if TYPE_CHECKING:
    from lxml import etree

    from cip_workflow.bpmn.document import Element, Process

_THROWS = {"intermediateThrowEvent", "endEvent"}
#: What an end event does last, because nothing comes after it.
_ENDS = ("error", "cancel", "terminate")


def apply(lowering: Lowering) -> None:
    """Draw each kind as an event of its own."""
    for process in lowering.processes():
        for element in process.elements.values():
            if len(element.events) > 1 and element.node.getparent() is not None:
                _throw(process, element) if element.type in _THROWS else _wait(process, element)


def _throw(process: Process, element: Element) -> None:
    holder = _holder(element)
    events = sorted(element.events, key=lambda one: _ENDS.index(one.kind) + 1 if one.kind in _ENDS else 0)
    kinds = [one.node for one in events if one.node is not None]
    chain = [
        _like(holder, element, "intermediateThrowEvent", one, at) for at, one in enumerate(kinds[:-1], 1)
    ]
    _only(element, kinds[-1])
    for way in element.incoming:
        process.flows[way].node.set("targetRef", chain[0])
    for source, target in zip(chain, [*chain[1:], element.id], strict=True):
        flow(holder, source, target)


def _wait(process: Process, element: Element) -> None:
    holder = _holder(element)
    kinds = [one.node for one in element.events if one.node is not None]
    others = [_like(holder, element, element.type, one, at) for at, one in enumerate(kinds[1:], 2)]
    _only(element, kinds[0])
    every = [element.id, *others]
    meeting = node(holder, "task", made_id("meets", element.id), element)
    if element.type == "intermediateCatchEvent":
        _lead_to(process, element, holder, every)
    for way in element.outgoing:
        process.flows[way].node.set("sourceRef", meeting)
    behind = meeting
    if element.parallel_multiple:
        behind = node(holder, "parallelGateway", made_id("all", element.id), element)
        flow(holder, behind, meeting)
    for one in every:
        flow(holder, one, behind)


def _lead_to(process: Process, element: Element, holder: etree._Element, every: list[str]) -> None:
    """Behind an event-based gateway the kinds are more events of that gateway; else there is a gateway before them."""
    ways = [process.flows[way] for way in element.incoming]
    gateways = [way.source for way in ways if process.elements[way.source].type == "eventBasedGateway"]
    if gateways and not element.parallel_multiple:
        for gateway in gateways:
            for one in every[1:]:
                flow(holder, gateway, one)
        return
    kind = "parallelGateway" if element.parallel_multiple else "eventBasedGateway"
    before = node(holder, kind, made_id("several", element.id), element)
    for way in ways:
        way.node.set("targetRef", before)
    for one in every:
        flow(holder, before, one)


def _like(
    holder: etree._Element, element: Element, kind: str, definition: etree._Element, number: int
) -> str:
    """Another event beside `element`, which says the same but for its kind."""
    key = node(holder, kind, made_id("event", element.id, str(number)), element)
    made = by_id(holder, key)
    for attribute in ("attachedToRef", "cancelActivity"):
        if said := element.node.get(attribute):
            made.set(attribute, said)
    said_more = child(element.node, "extensionElements")
    if said_more is not None:
        made.append(deepcopy(said_more))
    made.append(_own(definition, element.node, key))
    return key


def _only(element: Element, definition: etree._Element) -> None:
    """Leave one kind; a shared definition becomes the event's own."""
    kept = _own(definition, element.node, element.id)
    for one in element.events:
        if one.node is not None and one.node.getparent() is element.node:
            element.node.remove(one.node)
    for shared in list(children(element.node, "eventDefinitionRef")):
        element.node.remove(shared)
    if element.node.get("parallelMultiple") is not None:
        del element.node.attrib["parallelMultiple"]
    element.node.append(kept)


def _own(definition: etree._Element, drawn_at: etree._Element, owner: str) -> etree._Element:
    """The definition, or a copy of one that other events refer to as well."""
    if definition.getparent() is drawn_at:
        return definition
    copy = deepcopy(definition)
    copy.set("id", made_id("kind", owner))
    return copy


def _holder(element: Element) -> etree._Element:
    holder = element.node.getparent()
    assert holder is not None
    return holder
