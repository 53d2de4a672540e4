"""The tree of a diagram while answers are written into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from cip_workflow.bpmn.names import bpmn, children, reference
from cip_workflow.xml import identifier, namespace

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Document

ASKED = "asked."


class Tree:
    """Elements by id, and the few changes that answers make. `forms` are those that the answers need, by file name."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = document.root
        self.forms: dict[str, bytes] = {}
        self._nodes = {identifier(node): node for node in self.root.iter("*") if identifier(node)}

    def node(self, key: str) -> etree._Element | None:
        """The node with this id."""
        return self._nodes.get(key)

    def flows(self, key: str, end: str) -> list[etree._Element]:
        """The sequence flows whose `sourceRef` or `targetRef` is this element, in the order of the file."""
        return [node for node in self.root.iter(bpmn("sequenceFlow")) if reference(node.get(end)) == key]

    def add(
        self, beside: etree._Element, kind: str, key: str, attributes: Mapping[str, str]
    ) -> etree._Element:
        """A new element of the same level, behind another one."""
        made = etree.Element(bpmn(kind), {"id": key, **attributes})
        beside.addnext(made)
        self._nodes[key] = made
        return made

    def drop(self, node: etree._Element) -> None:
        """Take an element out, with the flows and associations that begin or end there, and what hangs on it."""
        key = identifier(node)
        for other in list(self.root.iter("*")):
            ends = {reference(other.get(name)) for name in ("sourceRef", "targetRef", "attachedToRef")}
            if key and key in ends and other.getparent() is not None:
                if other.get("attachedToRef"):
                    self.drop(other)
                else:
                    self._remove(other)
        self._remove(node)

    def _remove(self, node: etree._Element) -> None:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
        self._nodes.pop(identifier(node), None)

    def declare(self, kind: str, key: str, attributes: Mapping[str, str]) -> etree._Element:
        """A message or signal for the whole file, made once."""
        known = self._nodes.get(key)
        if known is not None:
            return known
        made = etree.Element(bpmn(kind), {"id": key, **attributes})
        self.root.insert(0, made)
        self._nodes[key] = made
        return made


def bare(node: etree._Element, name: str) -> None:
    """Make a step another kind of step: its name, help text, flows and repetition stay, whatever else it said goes."""
    kept = {
        "documentation",
        "incoming",
        "outgoing",
        "multiInstanceLoopCharacteristics",
        "standardLoopCharacteristics",
    }
    for inner in list(node.iterchildren("*")):
        if inner.tag not in {bpmn(one) for one in kept}:
            node.remove(inner)
    for attribute in list(node.attrib):
        if namespace(attribute) or attribute not in {"id", "name", "default"}:
            del node.attrib[attribute]
    node.tag = bpmn(name)


def text_child(node: etree._Element, name: str, text: str) -> None:
    """The one child of this name, with this text."""
    for old in list(children(node, name)):
        node.remove(old)
    etree.SubElement(node, bpmn(name)).text = text
