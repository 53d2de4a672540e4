"""One process of a file: its elements in every depth, flows, lanes and artifacts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cip_workflow.bpmn.dialect import answered, plain
from cip_workflow.bpmn.document import Artifact, Element, Flow, Lane, Process
from cip_workflow.bpmn.event_definitions import event_definitions
from cip_workflow.bpmn.names import (
    ARTIFACTS,
    FLOW_NODES,
    MADE,
    SUB_PROCESSES,
    bpmn_name,
    child,
    children,
    declared,
    flag,
    reference,
    text,
)
from cip_workflow.xml import identifier, line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from lxml import etree

    from cip_workflow.bpmn.document import Message


@dataclass
class _Level:
    """What is collected while one process is walked through."""

    process: str
    vendor: ModuleType
    messages: Mapping[str, Message]
    nodes: list[tuple[etree._Element, str | None]] = field(default_factory=list)
    flows: dict[str, Flow] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=dict)
    artifacts: dict[str, Artifact] = field(default_factory=dict)
    made: int = 0

    def id_of(self, node: etree._Element) -> str:
        """Its id, or one made from its place where a tool left it out; the tree gets it as well."""
        found = identifier(node)
        if not found:
            self.made += 1
            found = f"{MADE}{self.process}.{self.made}"
            node.set("id", found)
        return found


def read_process(
    node: etree._Element,
    number: int,
    vendor: ModuleType,
    messages: Mapping[str, Message],
    *,
    executable_unless_said: bool,
) -> Process:
    """The `number`th process of a file."""
    process_id = identifier(node) or f"{MADE}process.{number}"
    node.set("id", process_id)
    level = _Level(process_id, vendor, messages)
    _walk(node, None, level)
    elements = _elements(level)
    said = flag(node, "isExecutable") if node.get("isExecutable") is not None else None
    return Process(
        id=process_id,
        name=(node.get("name") or "").strip(),
        line=line(node),
        executable=executable_unless_said if said is None else said,
        declared_executable=said,
        node=node,
        documentation=_documentation(node),
        elements=elements,
        levels=_levels(elements),
        flows=level.flows,
        lanes=level.lanes,
        artifacts=level.artifacts,
        **(vendor.process(node) | answered.process(node)),
    )


def _walk(holder: etree._Element, parent: str | None, level: _Level) -> None:
    for node in holder.iterchildren("*"):
        name = bpmn_name(node)
        if name in FLOW_NODES:
            element_id = level.id_of(node)
            level.nodes.append((node, parent))
            if name in SUB_PROCESSES:
                _walk(node, element_id, level)
        elif name == "sequenceFlow":
            flow = _flow(node, parent, level)
            level.flows.setdefault(flow.id, flow)
        elif name == "laneSet":
            _lane_set(node, None, level)
        elif name in ARTIFACTS:
            _artifact(node, parent, level)
        elif name == "ioSpecification":
            for data in node.iterchildren("*"):
                if bpmn_name(data) in ARTIFACTS:
                    _artifact(data, parent, level)


def _flow(node: etree._Element, parent: str | None, level: _Level) -> Flow:
    condition = child(node, "conditionExpression")
    return Flow(
        id=level.id_of(node),
        name=(node.get("name") or "").strip(),
        source=reference(node.get("sourceRef")),
        target=reference(node.get("targetRef")),
        line=line(node),
        process=level.process,
        node=node,
        parent=parent,
        condition=text(condition) or None,
        language="" if condition is None else (condition.get("language") or "").strip(),
    )


def _lane_set(holder: etree._Element, parent: str | None, level: _Level) -> None:
    for node in children(holder, "lane"):
        lane_id = level.id_of(node)
        level.lanes.setdefault(
            lane_id,
            Lane(
                id=lane_id,
                name=(node.get("name") or "").strip(),
                line=line(node),
                process=level.process,
                parent=parent,
                nodes=tuple(reference(text(named)) for named in children(node, "flowNodeRef")),
                node=node,
            ),
        )
        for inner in children(node, "childLaneSet"):
            _lane_set(inner, lane_id, level)


def _artifact(node: etree._Element, parent: str | None, level: _Level) -> None:
    found = read_artifact(node, level.id_of(node), level.process, parent)
    level.artifacts.setdefault(found.id, found)


def read_artifact(node: etree._Element, key: str, process: str, parent: str | None) -> Artifact:
    """Data, a note or a group."""
    kind = bpmn_name(node)
    if kind == "textAnnotation":
        said = text(child(node, "text"))
    elif kind == "group":
        said = _category(node)
    else:
        said = (node.get("name") or "").strip()
        state = child(node, "dataState")
        if state is not None and state.get("name"):
            said = f"{said} [{(state.get('name') or '').strip()}]"
    collection = flag(node, "isCollection")
    if kind == "dataObjectReference" and not collection:
        behind = reference(node.get("dataObjectRef"))
        beside = node.getparent()
        collection = beside is not None and any(
            flag(data, "isCollection")
            for data in children(beside, "dataObject")
            if identifier(data) == behind
        )
    return Artifact(
        id=key,
        type=kind,
        name=said,
        line=line(node),
        process=process,
        parent=parent,
        collection=collection,
    )


def _category(node: etree._Element) -> str:
    wanted = reference(node.get("categoryValueRef"))
    if not wanted:
        return ""
    value = declared(node, wanted)
    return "" if value is None else (value.get("value") or "").strip()


def _elements(level: _Level) -> dict[str, Element]:
    into: dict[str, list[str]] = {}
    out_of: dict[str, list[str]] = {}
    for flow in level.flows.values():
        into.setdefault(flow.target, []).append(flow.id)
        out_of.setdefault(flow.source, []).append(flow.id)
    # tools list a node in a lane, in the lane around it, or in both: the deepest is written last
    lane_of = {node: lane for lane in level.lanes.values() for node in lane.nodes}
    elements: dict[str, Element] = {}
    for node, parent in level.nodes:
        element_id = identifier(node)
        lane = lane_of.get(element_id) or _inherited(elements, parent, level)
        if element_id not in elements:
            elements[element_id] = _element(
                node,
                level,
                {
                    "id": element_id,
                    "parent": parent,
                    "lane": (lane.name or lane.id) if lane else None,
                    "lane_id": lane.id if lane else None,
                    "incoming": tuple(into.get(element_id, ())),
                    "outgoing": tuple(out_of.get(element_id, ())),
                },
            )
    return elements


def _inherited(elements: Mapping[str, Element], parent: str | None, level: _Level) -> Lane | None:
    holder = elements.get(parent) if parent else None
    return level.lanes.get(holder.lane_id) if holder and holder.lane_id else None


def _levels(elements: Mapping[str, Element]) -> dict[str | None, tuple[Element, ...]]:
    found: dict[str | None, list[Element]] = {}
    for element in elements.values():
        found.setdefault(element.parent, []).append(element)
    return {parent: tuple(inside) for parent, inside in found.items()}


def _element(node: etree._Element, level: _Level, known: dict[str, Any]) -> Element:
    name = bpmn_name(node)
    fields: dict[str, Any] = {"documentation": _documentation(node)}
    fields |= plain.element(node)
    if level.vendor is not plain:
        fields |= level.vendor.element(node)
    fields |= answered.element(node, fields)
    events = event_definitions(node)
    fields |= {
        "type": name,
        "name": " ".join((node.get("name") or "").split()),
        "line": line(node),
        "process": level.process,
        "node": node,
        "default": reference(node.get("default")) or None,
        "events": events,
        "message": _message(node, events, level.messages),
        "parallel_multiple": flag(node, "parallelMultiple"),
        "attached_to": reference(node.get("attachedToRef")) or None,
        "interrupting": flag(
            node, "cancelActivity" if name == "boundaryEvent" else "isInterrupting", default=True
        ),
        "instantiate": flag(node, "instantiate"),
        "triggered_by_event": flag(node, "triggeredByEvent"),
        "compensation": flag(node, "isForCompensation"),
        "ordering": (node.get("ordering") or "").strip(),
        "completion_condition": text(child(node, "completionCondition")),
        "cancel_remaining": flag(node, "cancelRemainingInstances", default=True),
    }
    return Element(**(fields | known))


def _message(node: etree._Element, events: tuple[Any, ...], messages: Mapping[str, Message]) -> Any:
    wanted = reference(node.get("messageRef")) or next(
        (event.reference for event in events if event.kind == "message"), ""
    )
    return messages.get(wanted)


def _documentation(node: etree._Element) -> str:
    return "\n\n".join(said for found in children(node, "documentation") if (said := text(found)))
