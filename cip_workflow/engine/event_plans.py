"""What an event of a diagram waits for or throws, as plain values of the plan."""

from __future__ import annotations

from typing import Any

from cip_workflow.bpmn import Document, Element, Process
from cip_workflow.bpmn.compensation import compensation_of
from cip_workflow.bpmn.document import EventDefinition
from cip_workflow.engine.refusals import Problems

Plan = dict[str, Any]

#: What each kind of event may be.
CATCHES = frozenset({"message", "timer", "signal", "conditional"})
BOUNDARIES = CATCHES | {"error", "escalation", "cancel", "compensate"}
EVENT_STARTS = CATCHES | {"error", "escalation", "compensate"}
THROWS = frozenset({"message", "signal", "escalation", "link", "compensate"})
ENDS = frozenset({"message", "signal", "escalation", "error", "terminate", "cancel", "compensate"})


class EventPlanning:
    """Reads event definitions of one file."""

    def __init__(self, document: Document, problems: Problems) -> None:
        self.document = document
        self.problems = problems

    def refuse(self, where: Element | Process | None, message: str, cure: str) -> None:
        """Note a reason."""
        self.problems.add(self.document, where, message, cure)

    def read_event(self, element: Element, node: Plan, allowed: frozenset[str] | set[str]) -> None:
        if len(element.events) > 1:
            self.refuse(element, "An event of several kinds is not run.", "Draw one event for each kind.")
        for event in element.events[:1]:
            if event.kind not in allowed:
                self.refuse(
                    element, f"A {event.kind} event cannot stand here.", "Choose another kind of event."
                )
            elif event.kind in {"error", "escalation", "cancel"} and element.type in {
                "boundaryEvent",
                "startEvent",
            }:
                node["catches"] = self.read_code(element, event)
            elif event.kind == "compensate" and element.type == "startEvent":
                self._undoes_a_sub_process(element)
                node["catches"] = ["compensate", None]
            else:
                node["event"] = self._definition(element, event)

    def _undoes_a_sub_process(self, start: Element) -> None:
        holder = self.document.element(start.parent or "")
        if holder is not None and holder.parent is None:
            said = "It undoes the whole process, which nothing asks for."
            self.refuse(start, said, "Put its event sub-process into a sub-process.")

    def _compensation(self, element: Element, event: EventDefinition) -> Plan:
        if element.type != "boundaryEvent":
            return {"kind": "compensate", "element": event.reference or None}
        found = compensation_of(self.document, element)
        if len(found) != 1 or element.outgoing:
            said = "It does not lead to one compensation activity by an association."
            self.refuse(element, said, "Draw one association from it to the step that undoes.")
        return {"kind": "compensate", "undo": found[0].id if found else ""}

    def _definition(self, element: Element, event: EventDefinition) -> Plan:
        catching = element.type in {"startEvent", "intermediateCatchEvent", "boundaryEvent"}
        if event.kind == "timer":
            timer = event.timer
            if timer is None or not timer.expression or not timer.kind:
                self.refuse(element, "The timer does not say when.", "Give it a date, a duration or a cycle.")
                return {"kind": "timer", "timer": "date", "when": "=null"}
            return {"kind": "timer", "timer": timer.kind, "when": timer.expression}
        if event.kind == "message":
            return self.read_message(element, catching=catching)
        if event.kind == "signal":
            signal = self.document.signals.get(event.reference)
            if signal is None or not signal.name:
                self.refuse(element, "The signal has no name.", "Choose a signal and give it a name.")
            return {"kind": "signal", "name": signal.name if signal else ""}
        if event.kind == "conditional":
            return {"kind": "conditional", "condition": event.condition}
        if event.kind == "compensate":
            return self._compensation(element, event)
        if event.kind == "link":
            return {"kind": "link", "name": event.link}
        if event.kind in {"error", "escalation"}:
            return {"kind": event.kind, "code": self.read_code(element, event)[1]}
        return {"kind": event.kind}

    def read_message(self, element: Element, *, catching: bool) -> Plan:
        message = element.message
        if message is None or not message.name:
            self.refuse(element, "The message has no name.", "Choose a message and give it a name.")
            return {"kind": "message", "name": ""}
        return {"kind": "message", "name": message.name, "key": message.correlation_key or None}

    def read_code(self, element: Element, event: EventDefinition) -> list[str | None]:
        declared = (self.document.errors if event.kind == "error" else self.document.escalations).get(
            event.reference
        )
        if event.reference and declared is None:
            self.refuse(element, f"The {event.kind} it refers to is not declared.", "Choose another one.")
        return [event.kind, (declared.code or None) if declared else None]
