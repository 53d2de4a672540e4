"""Receive tasks and event-based gateways that start a process as start events, which do the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from cip_workflow.bpmn.lower.lowering import Lowering
from cip_workflow.bpmn.names import bpmn

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Element, Process


def apply(lowering: Lowering) -> None:
    """Each event that starts the process becomes a start event of its own."""
    for process in lowering.processes():
        for element in process.elements.values():
            if element.instantiate and element.type == "receiveTask":
                _start(element)
            elif element.instantiate and element.type == "eventBasedGateway":
                _starts_behind(process, element)


def _starts_behind(process: Process, gateway: Element) -> None:
    for way in gateway.outgoing:
        flow = process.flows[way]
        _start(process.elements[flow.target])
        _remove(flow.node)
    _remove(gateway.node)


def _start(element: Element) -> None:
    node = element.node
    if element.type == "receiveTask":
        definition = etree.SubElement(node, bpmn("messageEventDefinition"))
        if wanted := node.get("messageRef"):
            definition.set("messageRef", wanted)
    for attribute in ("messageRef", "instantiate"):
        if node.get(attribute) is not None:
            del node.attrib[attribute]
    node.tag = bpmn("startEvent")


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
