"""Camunda 7, Operaton, Flowable, Activiti: the same attributes under four namespaces (camunda-bpmn-moddle 8.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.dialect import plain
from cip_workflow.bpmn.dialect.parameters import parameter
from cip_workflow.bpmn.dialect.zeebe import pairs
from cip_workflow.bpmn.document import Implementation, Listener, MultiInstance
from cip_workflow.bpmn.names import CAMUNDA_FAMILY, child, extensions, text
from cip_workflow.xml import local, namespace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_FORM_FILE = "camunda-forms:deployment:"
_FORM_INLINE = "camunda-forms:bpmn:"


def attribute(node: etree._Element, name: str) -> str | None:
    """`camunda:name`, or the same of a relative; None where it is missing or empty."""
    for space in CAMUNDA_FAMILY:
        written = node.get(f"{{{space}}}{name}")
        if written and written.strip():
            return written.strip()
    return None


def element(node: etree._Element) -> dict[str, Any]:
    """Everything that the modeller's panel writes for a flow node."""
    fields: dict[str, Any] = {
        "assignee": attribute(node, "assignee"),
        "due_date": attribute(node, "dueDate"),
        "follow_up_date": attribute(node, "followUpDate"),
        "priority": attribute(node, "priority"),
        "initiator": attribute(node, "initiator"),
        "result_variable": attribute(node, "resultVariable") or attribute(node, "resultVariableName"),
        "called_decision": attribute(node, "decisionRef"),
        "decision_result": attribute(node, "mapDecisionResult"),
        "binding": attribute(node, "calledElementBinding")
        or attribute(node, "decisionRefBinding")
        or attribute(node, "formRefBinding"),
        "candidate_groups": plain.names(attribute(node, "candidateGroups")) or None,
        "candidate_users": plain.names(attribute(node, "candidateUsers")) or None,
    }
    fields |= _form(node) | _work(node) | _extended(node)
    repeated = _multi_instance(node)
    if repeated:
        fields["multi_instance"] = repeated
    return {name: value for name, value in fields.items() if value is not None}


def process(node: etree._Element) -> dict[str, Any]:
    """Version tag, retention, who may start, properties."""
    fields: dict[str, Any] = {
        "version_tag": attribute(node, "versionTag"),
        "retention": attribute(node, "historyTimeToLive"),
        "starter_groups": plain.names(attribute(node, "candidateStarterGroups")),
        "starter_users": plain.names(attribute(node, "candidateStarterUsers")),
    }
    for extension in _own(node):
        if local(extension.tag) == "properties":
            fields["properties"] = pairs(extension, "property", "name")
    return fields


def message(node: etree._Element) -> dict[str, Any]:
    """Correlation is the sender's business there; a message has a name only."""
    return {}


def _own(node: etree._Element) -> Iterator[etree._Element]:
    return (extension for extension in extensions(node) if namespace(extension.tag) in CAMUNDA_FAMILY)


def _form(node: etree._Element) -> dict[str, Any]:
    reference, key = attribute(node, "formRef"), attribute(node, "formKey")
    if reference:
        return {"form": reference}
    for prefix in (_FORM_FILE, _FORM_INLINE):
        if key and key.startswith(prefix):
            return {"form": key.removeprefix(prefix)}
    return {"form_key": key}


def _work(node: etree._Element) -> dict[str, Any]:
    topic = attribute(node, "topic")
    if topic and (attribute(node, "type") or "external") == "external":
        return {"job_type": topic}
    for kind in ("class", "delegateExpression", "expression", "type"):
        if written := attribute(node, kind):
            return {"implementation": Implementation(kind=kind, text=written)}
    for definition in node.iterchildren("{*}messageEventDefinition"):
        return _work(definition)
    return {}


def _extended(node: etree._Element) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    listeners: list[Listener] = []
    called: dict[str, list[tuple[str, str]]] = {"in": [], "out": []}
    every = {"in": False, "out": False}
    for extension in _own(node):
        name = local(extension.tag)
        if name == "properties":
            fields["properties"] = pairs(extension, "property", "name")
        elif name == "inputOutput":
            fields |= _input_output(extension)
        elif name in {"formData", "formProperty"}:
            fields["form_fields"] = fields.get("form_fields", ()) + _form_fields(extension)
        elif name in called:
            every[name] = every[name] or (extension.get("variables") == "all")
            if mapping := _called_mapping(extension):
                called[name].append(mapping)
        elif name in {"taskListener", "executionListener"}:
            listeners.append(_listener(extension))
        elif name == "connector":
            fields["implementation"] = Implementation(
                kind="connector", text=text(extension.find("{*}connectorId"))
            )
    if local(node.tag) == "callActivity":
        fields |= {
            "inputs": fields.get("inputs", ()) + tuple(called["in"]),
            "outputs": fields.get("outputs", ()) + tuple(called["out"]),
            "propagate_in": every["in"],
            "propagate_out": every["out"],
        }
    if listeners:
        fields["listeners"] = tuple(listeners)
    return fields


def _called_mapping(extension: etree._Element) -> tuple[str, str] | None:
    target = (extension.get("target") or "").strip()
    name, expression = extension.get("source"), extension.get("sourceExpression")
    if not target or not (name or expression):
        return None  # variables="all", or a business key, which every case has of its own
    return target, expression or f"${{{name}}}"


def _input_output(holder: etree._Element) -> dict[str, Any]:
    found: dict[str, list[tuple[str, str]]] = {"inputParameter": [], "outputParameter": []}
    for node in holder.iterchildren("*"):
        kind, name = local(node.tag), (node.get("name") or "").strip()
        if kind in found and name:
            found[kind].append((name, parameter(node)))
    return {"inputs": tuple(found["inputParameter"]), "outputs": tuple(found["outputParameter"])}


def _form_fields(extension: etree._Element) -> tuple[str, ...]:
    nodes = [extension] if local(extension.tag) == "formProperty" else list(extension.iterchildren("*"))
    return tuple(key for node in nodes if (key := (node.get("id") or "").strip()))


def _listener(extension: etree._Element) -> Listener:
    said = next(
        (
            written
            for kind in ("class", "expression", "delegateExpression")
            if (written := extension.get(kind))
        ),
        "",
    )
    return Listener(
        kind="task" if local(extension.tag) == "taskListener" else "execution",
        event=extension.get("event") or "",
        implementation=said or text(extension),
        node=extension,
    )


def _multi_instance(node: etree._Element) -> MultiInstance | None:
    standard = child(node, "multiInstanceLoopCharacteristics")
    if standard is None:
        return None
    collection, item = attribute(standard, "collection"), attribute(standard, "elementVariable")
    usual = plain.multi_instance(node)
    if usual is None or not (collection or item):
        return usual
    return MultiInstance(
        sequential=usual.sequential,
        collection=collection or usual.collection,
        cardinality="" if collection else usual.cardinality,
        element=item or usual.element,
        condition=usual.condition,
    )
