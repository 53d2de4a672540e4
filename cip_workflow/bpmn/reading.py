"""Bytes in, a neutral Document out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.dialect import BY_NAME, detect
from cip_workflow.bpmn.dialect.zeebe import embedded_forms
from cip_workflow.bpmn.document import Artifact, Declared, Document, Link, Message, Participant
from cip_workflow.bpmn.interchange import planes
from cip_workflow.bpmn.names import DRAFTS, bpmn, child, flag, is_bpmn, reference, text
from cip_workflow.bpmn.places import Places
from cip_workflow.bpmn.processes import read_artifact, read_process
from cip_workflow.xml import XmlRefused, identifier, line, local, namespace, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree


def read(data: bytes, name: str) -> Document:
    """What a BPMN file of any dialect says, in neutral terms; `name` is what the person calls the file.

    A drawing that makes no sense is read as far as it goes: `lint` judges, not this. Raises XmlRefused (a Refused)
    when the bytes are not safe, well-formed XML, or are no BPMN file at all.
    """
    root = parse(data, name)
    places = Places(root, data)
    _modernise(root)
    if not is_bpmn(root, "definitions"):
        raise XmlRefused(name, line(root), 1, _no_bpmn(root))
    dialect = detect(root)
    vendor = BY_NAME[dialect]
    messages = _messages(root, vendor.message)
    nodes = list(root.iterchildren(bpmn("process")))
    some_say_yes = any(flag(node, "isExecutable") for node in nodes)
    processes = tuple(
        read_process(node, number, vendor, messages, executable_unless_said=not some_say_yes)
        for number, node in enumerate(nodes, start=1)
    )
    return Document(
        name=name,
        data=data,
        root=root,
        dialect=dialect,
        processes=processes,
        participants=_participants(root),
        links=tuple(_links(root)),
        artifacts=_artifacts(root),
        messages=messages,
        errors=_declared(root, "error", "errorCode"),
        escalations=_declared(root, "escalation", "escalationCode"),
        signals=_declared(root, "signal", ""),
        forms=embedded_forms(root),
        planes=planes(root),
        places=places,
    )


def _modernise(root: etree._Element) -> None:
    if namespace(root.tag) not in DRAFTS:
        return
    for node in root.iter("*"):
        if draft := DRAFTS.get(namespace(node.tag)):
            node.tag = f"{{{draft}}}{local(node.tag)}"


def _no_bpmn(root: etree._Element) -> str:
    said = local(root.tag)
    return (
        f"This is not a BPMN 2.0 diagram: it begins with <{said}>, where <definitions> of the BPMN 2.0 namespace "
        "belongs. Export it from your modeller as BPMN 2.0 XML."
    )


def _messages(root: etree._Element, vendor_fields: Any) -> dict[str, Message]:
    found: dict[str, Message] = {}
    for node in root.iterchildren(bpmn("message")):
        key = identifier(node)
        if key:
            fields = vendor_fields(node)
            found.setdefault(key, Message(id=key, name=(node.get("name") or "").strip(), node=node, **fields))
    return found


def _declared(root: etree._Element, kind: str, code: str) -> dict[str, Declared]:
    found: dict[str, Declared] = {}
    for node in root.iterchildren(bpmn(kind)):
        key = identifier(node)
        if key:
            said = (node.get("name") or "").strip()
            found.setdefault(
                key,
                Declared(id=key, name=said, code=(node.get(code) or "").strip() if code else "", node=node),
            )
    return found


def _participants(root: etree._Element) -> Mapping[str, Participant]:
    return {
        identifier(node): Participant(
            id=identifier(node),
            name=(node.get("name") or "").strip(),
            process=reference(node.get("processRef")) or None,
            line=line(node),
            multiple=child(node, "participantMultiplicity") is not None,
        )
        for node in root.iter(bpmn("participant"))
        if identifier(node)
    }


def _artifacts(root: etree._Element) -> dict[str, Artifact]:
    return {
        identifier(node): read_artifact(node, identifier(node), "", None)
        for collaboration in root.iterchildren(bpmn("collaboration"))
        for node in collaboration.iterchildren(bpmn("textAnnotation"), bpmn("group"))
        if identifier(node)
    }


def _links(root: etree._Element) -> list[Link]:
    found: list[Link] = []
    for node in root.iter(bpmn("association"), bpmn("messageFlow")):
        source, target = reference(node.get("sourceRef")), reference(node.get("targetRef"))
        if source and target:
            found.append(_link(node, source, target))
    for node in root.iter(bpmn("dataInputAssociation")):
        source = reference(text(child(node, "sourceRef")))
        if source:
            found.append(_link(node, source, _owner(node)))
    for node in root.iter(bpmn("dataOutputAssociation")):
        target = reference(text(child(node, "targetRef")))
        if target:
            found.append(_link(node, _owner(node), target))
    return found


def _link(node: etree._Element, source: str, target: str) -> Link:
    kind: Any = local(node.tag)
    return Link(
        id=identifier(node),
        type=kind,
        name=(node.get("name") or "").strip(),
        source=source,
        target=target,
        process=next((identifier(outer) for outer in node.iterancestors(bpmn("process"))), ""),
        direction=node.get("associationDirection") or "None",
    )


def _owner(node: etree._Element) -> str:
    outer = node.getparent()
    return "" if outer is None else identifier(outer)
