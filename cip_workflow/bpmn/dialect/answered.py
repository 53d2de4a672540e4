"""What the owner of a diagram has answered, written beside what the diagram says (see `bpmn.answers`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.dialect import plain

if TYPE_CHECKING:
    from lxml import etree

#: The names of answers; nothing of it is left when a diagram is lowered.
SPACE = "urn:cip-workflow:answered"


def name(written: str) -> str:
    """`{urn:..}groups` of `groups`."""
    return f"{{{SPACE}}}{written}"


def element(node: etree._Element, said: dict[str, Any]) -> dict[str, Any]:
    """The fields that an answer changes; `said` are those that the diagram's own vendor gave."""
    fields: dict[str, Any] = {}
    if groups := node.get(name("groups")):
        fields |= {"candidate_groups": plain.names(groups), "assignee": None, "candidate_users": ()}
    if (form := node.get(name("form"))) is not None:
        fields |= {"form": form or None, "form_key": None, "form_fields": (), "binding": "deployment"}
    if node.get(name("listeners")):
        fields["listeners"] = ()
    if senders := node.get(name("senders")):
        fields["properties"] = {**said.get("properties", {}), "senders": senders}
    if output := node.get(name("output")):
        target, _, source = output.partition(" ")
        fields["outputs"] = ((target, source),)
    many = said.get("multi_instance")
    if many is not None and (collection := node.get(name("collection"))):
        fields["multi_instance"] = replace(many, collection=collection, element=many.element or "item")
    return fields


def process(node: etree._Element) -> dict[str, Any]:
    """The fields of a process that an answer changes: who may start it."""
    groups = node.get(name("groups"))
    return {"starter_groups": plain.names(groups)} if groups else {}
