"""Elements and flows that a rule of lowering adds beside those that are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from cip_workflow.bpmn.lower.lowering import made_id
from cip_workflow.bpmn.names import bpmn

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Element


def node(holder: etree._Element, kind: str, key: str, beside: Element) -> str:
    """A new element under the name of the one that it belongs to; its id."""
    made = etree.SubElement(holder, bpmn(kind), id=key)
    if beside.name:
        made.set("name", beside.name)
    return key


def flow(holder: etree._Element, source: str, target: str, condition: str | None = None) -> str:
    """A new sequence flow; its id."""
    key = made_id("flow", source, target)
    made = etree.SubElement(holder, bpmn("sequenceFlow"), id=key, sourceRef=source, targetRef=target)
    if condition:
        etree.SubElement(made, bpmn("conditionExpression")).text = condition
    return key


def by_id(holder: etree._Element, key: str) -> etree._Element:
    """The element of this id, directly in `holder`."""
    return next(one for one in holder.iterchildren("*") if one.get("id") == key)
