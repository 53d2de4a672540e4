"""From a lowered document to the plan that is stored: plain values, one list of elements and flows for each level.

The inside of a sub-process is a level of its own, `process/sub`. What cannot be run is refused here.
"""

from __future__ import annotations

from collections.abc import Callable

from cip_workflow.bpmn import Document, Element, Flow, Process
from cip_workflow.engine.event_plans import (
    BOUNDARIES,
    CATCHES,
    ENDS,
    EVENT_STARTS,
    THROWS,
    EventPlanning,
    Plan,
)
from cip_workflow.engine.level_checks import check_level
from cip_workflow.engine.refusals import Problems

#: What no engine of this house runs: what it is, and what to do instead.
_NEVER = {
    "complexGateway": ("A complex gateway is not run.", "Use an inclusive or a parallel gateway."),
    "implicitThrowEvent": ("An implicit throw event is not run.", "Use an intermediate throw event."),
}


class Planning:
    """One file on its way to plans."""

    def __init__(self, document: Document, problems: Problems) -> None:
        self.document = document
        self.problems = problems
        self.events = EventPlanning(document, problems)

    def levels(self, process: Process) -> list[Plan]:
        """The process itself and every sub-process in it."""
        insides = [
            element.id
            for element in process.elements.values()
            if element.type in {"subProcess", "transaction", "adHocSubProcess"}
        ]
        return [self._level(process, parent) for parent in (None, *insides)]

    def _level(self, process: Process, parent: str | None) -> Plan:
        elements = process.inside(parent)
        ids = {element.id for element in elements}
        flows = []
        for flow in process.flows.values():
            if flow.source in ids and flow.target in ids:
                default = process.elements[flow.source].default == flow.id
                flows.append([flow.id, flow.name, flow.source, flow.target, flow.condition, default])
        nodes = [node for element in elements if (node := self._node(element)) is not None]
        check_level(process, parent, self.refuse)
        key = process.id if parent is None else f"{process.id}/{parent}"
        return {"key": key, "process": process.id, "name": process.name, "nodes": nodes, "flows": flows}

    def refuse(self, where: Element | Flow | Process | None, message: str, cure: str) -> None:
        """Note a reason."""
        self.problems.add(self.document, where, message, cure)

    def _node(self, element: Element) -> Plan | None:
        if element.type in _NEVER:
            self.refuse(element, *_NEVER[element.type])
            return None
        if element.compensation and (element.incoming or element.outgoing):
            self.refuse(element, "A step that undoes has flows, but runs only to undo.", "Delete the flows.")
            return None
        if element.loop is not None:
            self.refuse(
                element,
                "A standard loop is not run.",
                "Draw the loop with a gateway, or use a multi-instance activity.",
            )
            return None
        node: Plan = {"id": element.id, "type": element.type, "line": element.line}
        kept = {
            "name": element.name,
            "lane": element.lane,
            "documentation": element.documentation,
            "inputs": [list(pair) for pair in element.inputs],
            "outputs": [list(pair) for pair in element.outputs],
            "properties": dict(element.properties),
            "headers": dict(element.headers),
        }
        node |= {key: value for key, value in kept.items() if value}
        if element.compensation:
            node["aside"] = True
        reader = _READERS.get(element.type)
        if reader is not None:
            reader(self, element, node)
        if element.multi_instance is not None:
            self._loop(element, node)
        return node

    def _loop(self, element: Element, node: Plan) -> None:
        loop = element.multi_instance
        assert loop is not None
        if not loop.collection:
            self.refuse(
                element, "The multi-instance activity has no collection.", "Say over which list it runs."
            )
            return
        node["loop"] = {
            "sequential": loop.sequential,
            "collection": loop.collection,
            "item": loop.element or None,
            "target": loop.output_collection or None,
            "output": loop.output_element or None,
            "condition": loop.condition or None,
        }

    def user_task(self, element: Element, node: Plan) -> None:
        """What a person works on."""
        kept = {
            "form": element.form,
            "assignee": element.assignee,
            "groups": _joined(element.candidate_groups),
            "users": _joined(element.candidate_users),
            "due": element.due_date,
        }
        node |= {key: value for key, value in kept.items() if value}

    def job(self, element: Element, node: Plan) -> None:
        """What a service does."""
        if not element.job_type:
            self.refuse(
                element, "The task does not say what kind of work it is.", "Give it a task definition type."
            )
        node["job"] = element.job_type or ""
        node["as"] = "job"

    def script(self, element: Element, node: Plan) -> None:
        """FEEL, or a job; nothing else is ever run."""
        if element.job_type:
            self.job(element, node)
        elif (element.script_format or "").lower() != "feel" or not element.script:
            said = element.script_format or "an unnamed language"
            self.refuse(
                element, f"The script is in {said}, which is never run.", "Write it as a FEEL expression."
            )
            node |= {"script": "=null", "result": "result"}
        else:
            text = element.script.strip()
            node["script"] = text if text.startswith("=") else f"={text}"
            node["result"] = element.result_variable or "result"

    def rule(self, element: Element, node: Plan) -> None:
        """A decision, or a job."""
        if element.called_decision:
            node |= {
                "as": "decision",
                "decision": element.called_decision,
                "result": element.result_variable or "result",
            }
        else:
            self.job(element, node)

    def call(self, element: Element, node: Plan) -> None:
        """Another process."""
        if not element.called_process:
            self.refuse(element, "It does not say which process it calls.", "Give it the id of the process.")
        node |= {
            "called": element.called_process or "",
            "all_in": element.propagate_in,
            "all_out": element.propagate_out,
        }

    def inside(self, element: Element, node: Plan) -> None:
        """A sub-process."""
        node["inside"] = f"{element.process}/{element.id}"
        if element.triggered_by_event:
            node["as"] = "eventSubProcess"

    def ad_hoc(self, element: Element, node: Plan) -> None:
        """Steps in any order."""
        if element.ordering.lower() == "sequential":
            said = "Its steps are done one at a time, and nothing says which is next."
            self.refuse(element, said, "Let them be done in parallel, or draw their order.")
        self.inside(element, node)
        node |= {"enough": element.completion_condition, "cancels": element.cancel_remaining}

    def send(self, element: Element, node: Plan) -> None:
        """A message; with a type it is a job."""
        if element.message is not None and not element.job_type:
            node["event"] = self.events.read_message(element, catching=False)
        else:
            self.job(element, node)

    def receive(self, element: Element, node: Plan) -> None:
        """Waits for a message."""
        if element.message is None:
            self.refuse(element, "It does not say which message it waits for.", "Choose a message.")
            return
        node["event"] = self.events.read_message(element, catching=True)

    def start(self, element: Element, node: Plan) -> None:
        """A start event."""
        node["interrupting"] = element.interrupting
        holder = self.document.element(element.parent) if element.parent else None
        node["reacts"] = holder is not None and holder.triggered_by_event
        self.events.read_event(element, node, EVENT_STARTS if node["reacts"] else CATCHES)

    def catch(self, element: Element, node: Plan) -> None:
        """An intermediate catch event."""
        if not element.events:
            self.refuse(element, "The event does not say what it waits for.", "Choose its kind.")
        self.events.read_event(element, node, CATCHES | {"link"})

    def throw(self, element: Element, node: Plan) -> None:
        """An intermediate throw event."""
        self._throwing(element, node, THROWS, "job")

    def end(self, element: Element, node: Plan) -> None:
        """An end event."""
        self._throwing(element, node, ENDS, "jobEnd")

    def _throwing(self, element: Element, node: Plan, allowed: frozenset[str], by_job: str) -> None:
        if element.event_definitions == ("message",) and element.message is None and element.job_type:
            self.job(element, node)  # Camunda 8: a service sends it, and knows which message it is
            node["as"] = by_job
        else:
            self.events.read_event(element, node, allowed)

    def boundary(self, element: Element, node: Plan) -> None:
        """A boundary event."""
        if not element.events:
            self.refuse(element, "The event does not say what it waits for.", "Choose its kind.")
        node |= {"on": element.attached_to or "", "interrupting": element.interrupting}
        self.events.read_event(element, node, BOUNDARIES)


def _joined(names: tuple[str, ...]) -> str:
    return ",".join(names)


_READERS: dict[str, Callable[[Planning, Element, Plan], None]] = {
    "userTask": Planning.user_task,
    "serviceTask": Planning.job,
    "sendTask": Planning.send,
    "receiveTask": Planning.receive,
    "scriptTask": Planning.script,
    "businessRuleTask": Planning.rule,
    "callActivity": Planning.call,
    "subProcess": Planning.inside,
    "transaction": Planning.inside,
    "adHocSubProcess": Planning.ad_hoc,
    "startEvent": Planning.start,
    "intermediateCatchEvent": Planning.catch,
    "intermediateThrowEvent": Planning.throw,
    "endEvent": Planning.end,
    "boundaryEvent": Planning.boundary,
}
