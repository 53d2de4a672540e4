"""The standard loop, drawn out: a gateway behind the step leads back while the condition holds.

Where the condition is tested first, the gateway stands before the step. A maximum is counted in a variable of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from cip_workflow.bpmn.lower.lowering import Lowering, extension, made_id
from cip_workflow.bpmn.names import bpmn, child

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Element, Process


def apply(lowering: Lowering) -> None:
    """Draw out every standard loop that says how long."""
    for process in lowering.processes():
        for element in process.elements.values():
            if element.loop and element.loop.condition and element.multi_instance is None:
                _draw_out(lowering, process, element)


def _draw_out(lowering: Lowering, process: Process, element: Element) -> None:
    loop, holder = element.loop, element.node.getparent()
    mark = child(element.node, "standardLoopCharacteristics")
    if loop is None or holder is None or mark is None:
        return
    element.node.remove(mark)
    condition = lowering.expression(loop.condition, element, "Its loop condition", bare="expression")
    gateway = _node(holder, "exclusiveGateway", made_id("loop", element.id), element)
    begin, entry = element.id, gateway if loop.test_before else element.id
    if loop.maximum:
        most = lowering.expression(loop.maximum, element, "Its maximum", bare="expression")[1:]
        counter = f"{re.sub('[^A-Za-z0-9_]', '_', element.id)}_rounds"
        condition = f"=({condition[1:]}) and {counter} < ({most})"
        begin = _script(holder, made_id("count", element.id), element, f"={counter} + 1", counter)
        _flow(holder, begin, element.id, None)
        entry = _script(holder, made_id("first", element.id), element, "=0", counter)
        _flow(holder, entry, gateway if loop.test_before else begin, None)
    for flow in element.incoming:
        process.flows[flow].node.set("targetRef", entry)
    for flow in element.outgoing:
        process.flows[flow].node.set("sourceRef", gateway)
    out = element.outgoing[0] if element.outgoing else _end(holder, gateway, element)
    _flow(holder, element.id, gateway, None)
    _flow(holder, gateway, begin, condition)
    _by_id(holder, gateway).set("default", out)


def _node(holder: etree._Element, kind: str, key: str, beside: Element) -> str:
    node = etree.SubElement(holder, bpmn(kind), id=key)
    if beside.name:
        node.set("name", beside.name)
    return key


def _script(holder: etree._Element, key: str, beside: Element, expression: str, variable: str) -> str:
    _node(holder, "scriptTask", key, beside)
    extension(_by_id(holder, key), "script", expression=expression, resultVariable=variable)
    return key


def _flow(holder: etree._Element, source: str, target: str, condition: str | None) -> str:
    key = made_id("flow", source, target)
    node = etree.SubElement(holder, bpmn("sequenceFlow"), id=key, sourceRef=source, targetRef=target)
    if condition:
        etree.SubElement(node, bpmn("conditionExpression")).text = condition
    return key


def _end(holder: etree._Element, gateway: str, element: Element) -> str:
    end = _node(holder, "endEvent", made_id("end", element.id), element)
    return _flow(holder, gateway, end, None)


def _by_id(holder: etree._Element, key: str) -> etree._Element:
    return next(node for node in holder.iterchildren("*") if node.get("id") == key)
