"""Messages, signals, errors and escalations: declared, named, their names and keys in FEEL."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from cip_workflow.bpmn.lower.lowering import Lowering, extension
from cip_workflow.bpmn.names import bpmn, reference
from cip_workflow.xml import identifier

_CODES = {"error": "errorCode", "escalation": "escalationCode"}


def apply(lowering: Lowering) -> None:
    """Declare what is only referred to (its id is then its name), name what has no name, drop what nobody uses."""
    document = lowering.document
    known: dict[str, Mapping[str, object]] = {
        "message": document.messages,
        "signal": document.signals,
        "error": document.errors,
        "escalation": document.escalations,
    }
    used: dict[str, set[str]] = {kind: set() for kind in known}
    for element in lowering.elements():
        wanted = [(event.kind, event.reference) for event in element.events]
        wanted.append(("message", reference(element.node.get("messageRef"))))
        for kind, key in wanted:
            if key and kind in used and key not in used[kind]:
                used[kind].add(key)
                if key not in known[kind]:
                    _declare(lowering, kind, key)
    for kind, keys in used.items():
        for node in list(lowering.root.iterchildren(bpmn(kind))):
            if identifier(node) in keys:
                _name(lowering, kind, node)
            else:
                lowering.root.remove(node)
    for message in document.messages.values():
        if message.correlation_key and message.node is not None and message.id in used["message"]:
            key = lowering.expression(
                message.correlation_key, message.node, "The correlation key", bare="expression"
            )
            extension(message.node, "subscription", correlationKey=key)


def _declare(lowering: Lowering, kind: str, key: str) -> None:
    name = re.sub(r"[^\w.:-]", "_", key)  # an id is no expression, whatever a tool wrote there
    node = etree.Element(bpmn(kind), id=key, name=name)
    if kind in _CODES:
        node.set(_CODES[kind], name)
    lowering.root.insert(0, node)


def _name(lowering: Lowering, kind: str, node: etree._Element) -> None:
    name = (node.get("name") or identifier(node)).strip()
    if kind not in _CODES:
        name = lowering.expression(name, node, f"The name of the {kind}")
    elif code := (node.get(_CODES[kind]) or "").strip():
        node.set(_CODES[kind], lowering.expression(code, node, f"The code of the {kind}"))
    node.set("name", name)
