"""Messages, signals, errors and escalations: declared, named, their names and keys in FEEL."""

from __future__ import annotations

from lxml import etree

from cip_workflow.bpmn.lower.lowering import Lowering, extension
from cip_workflow.bpmn.names import bpmn, reference

_CODES = {"error": "errorCode", "escalation": "escalationCode"}


def apply(lowering: Lowering) -> None:
    """Declare what is only referred to (its id is then its name), name what has no name."""
    document = lowering.document
    known = {
        "message": set(document.messages),
        "signal": set(document.signals),
        "error": set(document.errors),
        "escalation": set(document.escalations),
    }
    for element in lowering.elements():
        wanted = [(event.kind, event.reference) for event in element.events]
        wanted.append(("message", reference(element.node.get("messageRef"))))
        for kind, key in wanted:
            if key and kind in known and key not in known[kind]:
                _declare(lowering, kind, key)
                known[kind].add(key)
    for kind in known:
        for node in lowering.root.iterchildren(bpmn(kind)):
            _name(lowering, kind, node)
    for message in document.messages.values():
        if message.correlation_key and message.node is not None:
            key = lowering.expression(
                message.correlation_key, message.node, "The correlation key", bare="expression"
            )
            extension(message.node, "subscription", correlationKey=key)


def _declare(lowering: Lowering, kind: str, key: str) -> None:
    node = etree.Element(bpmn(kind), id=key, name=key)
    if kind in _CODES:
        node.set(_CODES[kind], key)
    lowering.root.insert(0, node)


def _name(lowering: Lowering, kind: str, node: etree._Element) -> None:
    name = (node.get("name") or node.get("id") or "").strip()
    node.set("name", lowering.expression(name, node, f"The name of the {kind}"))
    if kind in _CODES and node.get(_CODES[kind]):
        node.set(
            _CODES[kind], lowering.expression(node.get(_CODES[kind]) or "", node, f"The code of the {kind}")
        )
