"""What an event waits for or throws (BPMN 2.0, clause 10.5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cip_workflow.bpmn.document import EventDefinition, Timer
from cip_workflow.bpmn.names import CAMUNDA_FAMILY, bpmn_name, child, children, declared, reference, text

if TYPE_CHECKING:
    from lxml import etree

_KINDS = {
    "messageEventDefinition": ("message", "messageRef"),
    "timerEventDefinition": ("timer", ""),
    "signalEventDefinition": ("signal", "signalRef"),
    "errorEventDefinition": ("error", "errorRef"),
    "escalationEventDefinition": ("escalation", "escalationRef"),
    "conditionalEventDefinition": ("conditional", ""),
    "linkEventDefinition": ("link", ""),
    "terminateEventDefinition": ("terminate", ""),
    "cancelEventDefinition": ("cancel", ""),
    "compensateEventDefinition": ("compensate", "activityRef"),
}
_CODE_VARIABLES = ("errorCodeVariable", "escalationCodeVariable")


def event_definitions(node: etree._Element) -> tuple[EventDefinition, ...]:
    """The definitions of an event, its own and those that it refers to; empty for anything else."""
    found = [_definition(child) for child in node.iterchildren("*") if bpmn_name(child) in _KINDS]
    for shared in children(node, "eventDefinitionRef"):
        wanted = reference(text(shared))
        definition = declared(node, wanted)
        if definition is not None and bpmn_name(definition) in _KINDS:
            found.append(_definition(definition))
    return tuple(found)


def _definition(node: etree._Element) -> EventDefinition:
    kind, attribute = _KINDS[bpmn_name(node)]
    return EventDefinition(
        kind=kind,
        reference=reference(node.get(attribute)) if attribute else "",
        timer=_timer(node) if kind == "timer" else None,
        condition=text(child(node, "condition")) if kind == "conditional" else "",
        link=(node.get("name") or "").strip() if kind == "link" else "",
        variable=_code_variable(node),
        node=node,
    )


def _timer(node: etree._Element) -> Timer:
    kinds: tuple[tuple[str, Literal["date", "duration", "cycle"]], ...] = (
        ("timeDate", "date"),
        ("timeDuration", "duration"),
        ("timeCycle", "cycle"),
    )
    drawn: Literal["date", "duration", "cycle", ""] = ""
    for name, kind in kinds:
        written = child(node, name)
        if written is not None:
            if said := text(written):
                return Timer(kind=kind, expression=said)
            drawn = kind
    return Timer(kind=drawn, expression="")


def _code_variable(node: etree._Element) -> str:
    for space in CAMUNDA_FAMILY:
        for name in _CODE_VARIABLES:
            if written := node.get(f"{{{space}}}{name}"):
                return written.strip()
    return ""
