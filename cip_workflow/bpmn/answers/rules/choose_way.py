"""Who chooses the way where a diagram does not say when each is taken?

A task is put before the gateway: its form offers the ways by their names, and each way then has the condition that it
was chosen. Behind a step with ways in words the task stands between the step and its ways.
"""

from __future__ import annotations

import json
import re

from lxml import etree

from cip_workflow.bpmn.answers.model import Answer
from cip_workflow.bpmn.answers.tree import ASKED, Tree, text_child
from cip_workflow.bpmn.dialect import answered
from cip_workflow.bpmn.names import bpmn, bpmn_name, child, reference
from cip_workflow.xml import identifier

RULES = ("gateway-without-condition", "condition-in-words", "event-gateway")


def write(tree: Tree, answer: Answer) -> None:
    """Ask a person at the gateway that the answer, or the flow that it is about, belongs to."""
    node = _asked_at(tree, answer)
    if node is None or not answer.value.strip() or tree.node(ASKED + identifier(node)) is not None:
        return
    ways = tree.flows(identifier(node), "sourceRef")
    if not ways:
        return
    several = bpmn_name(node) != "exclusiveGateway"
    key, variable = ASKED + identifier(node), "asked_" + re.sub(r"\W", "_", identifier(node))
    task = tree.add(node, "userTask", key, {"name": _question(node)})
    task.set(answered.name("groups"), answer.value.strip())
    task.set(answered.name("form"), key)
    task.set(answered.name("output"), f"{variable} =way")
    tree.forms[f"{key}.form"] = _form(tree, key, _question(node), ways, several=several)
    _join(tree, node, task, ways)
    for flow in ways:
        name = identifier(flow)
        chosen = f'list contains({variable}, "{name}")' if several else f'{variable} = "{name}"'
        text_child(flow, "conditionExpression", f"={chosen}")


def _asked_at(tree: Tree, answer: Answer) -> etree._Element | None:
    node = tree.node(answer.element)
    if answer.rule == "event-gateway":
        return _gateway_before(tree, answer.element)
    if node is not None and bpmn_name(node) == "sequenceFlow":
        return tree.node(reference(node.get("sourceRef")))
    return node


def _join(tree: Tree, node: etree._Element, task: etree._Element, ways: list[etree._Element]) -> None:
    """The task stands before a gateway, or between another step and its ways."""
    here, asked = identifier(node), identifier(task)
    if bpmn_name(node).endswith("Gateway"):
        for flow in tree.flows(here, "targetRef"):
            flow.set("targetRef", asked)
        tree.add(task, "sequenceFlow", f"{asked}.asked", {"sourceRef": asked, "targetRef": here})
    else:
        for flow in ways:
            flow.set("sourceRef", asked)
        tree.add(task, "sequenceFlow", f"{asked}.asked", {"sourceRef": here, "targetRef": asked})
    if node.get("default") is not None:
        del node.attrib["default"]


def _gateway_before(tree: Tree, follower: str) -> etree._Element | None:
    """The event-based gateway before a step that is no event: a person chooses there instead of waiting."""
    for flow in tree.flows(follower, "targetRef"):
        gateway = tree.node(reference(flow.get("sourceRef")))
        if gateway is not None and bpmn_name(gateway) in {"eventBasedGateway", "exclusiveGateway"}:
            gateway.tag = bpmn("exclusiveGateway")
            for attribute in ("instantiate", "eventGatewayType"):
                if gateway.get(attribute) is not None:
                    del gateway.attrib[attribute]
            return gateway
    return None


def _question(node: etree._Element) -> str:
    name = " ".join((node.get("name") or "").split())
    return (
        f"{name} Choose the way"
        if name.endswith("?")
        else f"Choose the way: {name}"
        if name
        else "Choose the way"
    )


def _form(tree: Tree, key: str, title: str, ways: list[etree._Element], *, several: bool) -> bytes:
    options = [{"label": _name(tree, flow), "value": identifier(flow)} for flow in ways]
    field = {
        "type": "checklist" if several else "radio",
        "id": "Field_way",
        "key": "way",
        "label": "Which ways does the case go?" if several else "Which way does the case go?",
        "values": options,
        "validate": {"required": True},
        "properties": {"min-rows": "1"} if several else {},
    }
    form = {
        "type": "default",
        "id": key,
        "schemaVersion": 19,
        "components": [{"type": "text", "id": "Text_title", "text": f"# {title}"}, field],
    }
    return (json.dumps(form, ensure_ascii=False, indent=1) + "\n").encode()


def _name(tree: Tree, flow: etree._Element) -> str:
    name = " ".join((flow.get("name") or "").split())
    if name:
        return name
    condition = child(flow, "conditionExpression")
    words = " ".join((condition.text or "").split()) if condition is not None else ""
    if words:
        return words[:120]
    target = tree.node(reference(flow.get("targetRef")))
    said = "" if target is None else " ".join((target.get("name") or "").split())
    return f"To “{said}”" if said else identifier(flow)
