"""The standard loop, drawn out: a gateway behind the step leads back while the condition holds.

Where the condition is tested first, the gateway stands before the step. A maximum is counted in a variable of its own.
What belongs to the loop as a whole and not to each round (a time that runs on the border, several ways behind it) gets a
sub-process around the loop to hang on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cip_workflow.bpmn.lower.added import by_id, flow, node
from cip_workflow.bpmn.lower.lowering import Lowering, extension, made_id
from cip_workflow.bpmn.names import child

if TYPE_CHECKING:
    from lxml import etree

    from cip_workflow.bpmn.document import Element, Process


#: Events that would begin anew in every round: what they wait for is counted, or noticed once.
_RUNNING = {"timer", "conditional"}


def apply(lowering: Lowering) -> None:
    """Draw out every standard loop that says how long."""
    for process in lowering.processes():
        for element in process.elements.values():
            if _is_looped(element) and _has_more_around(process, element):
                _put_inside(process, element)
    lowering.again()
    for process in lowering.processes():
        for element in process.elements.values():
            if _is_looped(element):
                _draw_out(lowering, process, element)


def _is_looped(element: Element) -> bool:
    return bool(element.loop and element.loop.condition and element.multi_instance is None)


def _has_more_around(process: Process, element: Element) -> bool:
    """Whether something hangs on it that has to last longer than a round, or one gateway could not lead on from it."""
    kept = any(
        _RUNNING & set(other.event_definitions)
        for other in process.elements.values()
        if other.attached_to == element.id
    )
    ways = [process.flows[flow] for flow in element.outgoing]
    return kept or len(ways) > 1 or any(way.condition is not None for way in ways)


def _put_inside(process: Process, element: Element) -> None:
    """A sub-process around `element` takes over its flows and its boundary events."""
    holder = element.node.getparent()
    if holder is None:
        return
    around = node(holder, "subProcess", made_id("rounds", element.id), element)
    inside = by_id(holder, around)
    for way in element.incoming:
        process.flows[way].node.set("targetRef", around)
    for way in element.outgoing:
        process.flows[way].node.set("sourceRef", around)
    if "default" in element.node.attrib:
        inside.set("default", element.node.attrib.pop("default"))
    for other in process.elements.values():
        if other.attached_to == element.id:
            other.node.set("attachedToRef", around)
    inside.append(element.node)
    begin = node(inside, "startEvent", made_id("begin", element.id), element)
    end = node(inside, "endEvent", made_id("end", element.id), element)
    flow(inside, begin, element.id)
    flow(inside, element.id, end)


def _draw_out(lowering: Lowering, process: Process, element: Element) -> None:
    loop, holder = element.loop, element.node.getparent()
    mark = child(element.node, "standardLoopCharacteristics")
    if loop is None or holder is None or mark is None:
        return
    element.node.remove(mark)
    condition = lowering.expression(loop.condition, element, "Its loop condition", bare="expression")
    gateway = node(holder, "exclusiveGateway", made_id("loop", element.id), element)
    begin, entry = element.id, gateway if loop.test_before else element.id
    if loop.maximum:
        most = lowering.expression(loop.maximum, element, "Its maximum", bare="expression")[1:]
        counter = f"{re.sub('[^A-Za-z0-9_]', '_', element.id)}_rounds"
        condition = f"=({condition[1:]}) and {counter} < ({most})"
        begin = _script(holder, made_id("count", element.id), element, f"={counter} + 1", counter)
        flow(holder, begin, element.id)
        entry = _script(holder, made_id("first", element.id), element, "=0", counter)
        flow(holder, entry, gateway if loop.test_before else begin)
    for way in element.incoming:
        process.flows[way].node.set("targetRef", entry)
    for way in element.outgoing:
        process.flows[way].node.set("sourceRef", gateway)
    out = element.outgoing[0] if element.outgoing else _end(holder, gateway, element)
    flow(holder, element.id, gateway)
    flow(holder, gateway, begin, condition)
    by_id(holder, gateway).set("default", out)


def _script(holder: etree._Element, key: str, beside: Element, expression: str, variable: str) -> str:
    node(holder, "scriptTask", key, beside)
    extension(by_id(holder, key), "script", expression=expression, resultVariable=variable)
    return key


def _end(holder: etree._Element, gateway: str, element: Element) -> str:
    end = node(holder, "endEvent", made_id("end", element.id), element)
    return flow(holder, gateway, end)
