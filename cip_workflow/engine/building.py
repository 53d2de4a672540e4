"""From the stored plan to live elements, which every instance of the version shares and none changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cip_workflow.engine.elements import activities, events, gateways, multi_instance, processes, throws
from cip_workflow.engine.event_plans import Plan
from cip_workflow.engine.expressions import Expression, as_feel
from cip_workflow.engine.instance import Process
from cip_workflow.engine.messages import ConditionWaiting, MessageWaiting, SignalWaiting
from cip_workflow.engine.nodes import Flow, Node
from cip_workflow.engine.timers import CycleTimer, DateTimer, DurationTimer
from cip_workflow.errors import ExpressionError

Report = Callable[[str, str, str], None]  #: level key, element id, sentence

_TIMERS = {"date": DateTimer, "duration": DurationTimer, "cycle": CycleTimer}
_SIMPLE: dict[str, Callable[[Process, str, Plan], Node]] = {
    "userTask": activities.UserTask,
    "job": activities.JobTask,
    "jobEnd": events.JobEnd,
    "scriptTask": activities.ScriptTask,
    "decision": activities.DecisionTask,
    "task": activities.PassThrough,
    "manualTask": activities.PassThrough,
    "callActivity": processes.CallActivity,
    "subProcess": processes.SubProcess,
    "transaction": processes.Transaction,
    "adHocSubProcess": processes.AdHoc,
    "exclusiveGateway": gateways.ExclusiveGateway,
    "inclusiveGateway": gateways.InclusiveGateway,
    "parallelGateway": gateways.ParallelGateway,
    "eventBasedGateway": gateways.EventGateway,
}
_CATCHING: dict[str, Callable[[Process, str, Plan, Any], Node]] = {
    "startEvent": events.StartEvent,
    "intermediateCatchEvent": events.CatchEvent,
    "receiveTask": events.ReceiveTask,
    "boundaryEvent": events.BoundaryEvent,
}
_THROWING: dict[str, Callable[[Process, str, Plan, Any], Node]] = {
    "intermediateThrowEvent": events.ThrowEvent,
    "endEvent": events.EndEvent,
    "sendTask": events.SendTask,
}


def build(levels: list[Plan], report: Report) -> dict[str, Process]:
    """A process for each level, by its key. What an expression cannot be read for is told to `report`."""
    built = {level["key"]: Process(level["key"], level["process"]) for level in levels}
    # Event sub-processes need the start event inside them; the plan lists every level before those in it.
    for level in reversed(levels):
        _Building(level, built, report).run()
    return built


class _Building:
    def __init__(self, level: Plan, built: dict[str, Process], report: Report) -> None:
        self.level = level
        self.built = built
        self.process = built[level["key"]]
        self.report = report
        self.nodes: dict[str, Node] = {}

    def run(self) -> None:
        by_id = {plan["id"]: plan for plan in self.level["nodes"]}
        for plan in by_id.values():
            try:
                self.nodes[plan["id"]] = self._node(plan)
                self.nodes[plan["id"]].aside = "aside" in plan
            except ExpressionError as error:
                self.report(self.level["key"], plan["id"], error.message)
        self._connect(by_id)
        self._attach(by_id)
        self._links(by_id)
        self._finish()

    def _node(self, plan: Plan) -> Node:
        if "loop" not in plan:
            return self._bare(plan, plan["id"])
        inner = self._bare(plan, f"{plan['id']} [instance]")
        return multi_instance.MultiInstance(self.process, plan["id"], plan, inner)

    def _bare(self, plan: Plan, name: str) -> Node:
        kind: str = plan.get("as") or plan["type"]
        if kind == "eventSubProcess":
            inside = self.built[plan["inside"]]
            start = next(node for node in inside.task_specs.values() if isinstance(node, events.StartEvent))
            node = processes.EventSubProcess(self.process, name, plan, start)
            node.keeps_inside = inside.compensates
            return node
        if plan.get("event", {}).get("kind") == "link" and plan["type"] == "intermediateCatchEvent":
            return events.LinkCatch(self.process, name, plan)
        if kind in _SIMPLE:
            simple = _SIMPLE[kind](self.process, name, plan)
            simple.keeps_inside = "inside" in plan and self.built[plan["inside"]].compensates
            return simple
        if kind in _CATCHING:
            return _CATCHING[kind](self.process, name, plan, awaited(plan))
        return _THROWING[kind](self.process, name, plan, thrown(plan))

    def _connect(self, by_id: dict[str, Plan]) -> None:
        ways: dict[str, list[Flow]] = {}
        for id_, name, source, target, text, default in self.level["flows"]:
            if source not in self.nodes or target not in self.nodes:
                continue
            begin, end = self.nodes[source], self.nodes[target]
            try:
                condition = Expression(as_feel(text), f"The condition of {name or id_}") if text else None
            except ExpressionError as error:
                self.report(self.level["key"], id_, error.message)
                continue
            begin.connect(end)
            ways.setdefault(source, []).append(Flow(id_, name, end, condition, default))
            end.incoming.append((id_, begin))
        for id_, flows in ways.items():
            node = self.nodes[id_]
            node.flows = tuple(flows)
            node.conditional = any(flow.condition is not None or flow.default for flow in flows)

    def _attach(self, by_id: dict[str, Plan]) -> None:
        for id_, plan in by_id.items():
            host = self.nodes.get(plan.get("on", ""))
            event = self.nodes.get(id_)
            if plan.get("event", {}).get("kind") == "compensate" and "on" in plan:
                # A multi-instance activity is undone instance by instance.
                done: Any = host.inner if isinstance(host, multi_instance.MultiInstance) else host
                done.undone_by = self.nodes.get(plan["event"]["undo"])
                if event is not None:
                    event.aside = True
            elif isinstance(host, activities.Activity) and event is not None:
                host.boundaries.append(event)
                event.incoming.append(("", host))

    def _links(self, by_id: dict[str, Plan]) -> None:
        catches = {
            plan["event"]["name"]: self.nodes[id_]
            for id_, plan in by_id.items()
            if isinstance(self.nodes.get(id_), events.LinkCatch)
        }
        for id_, plan in by_id.items():
            event = plan.get("event", {})
            if event.get("kind") == "link" and plan["type"] == "intermediateThrowEvent":
                target = catches.get(event["name"])
                if target is None:
                    self.report(self.level["key"], id_, f"No link event catches {event['name']!r}.")
                elif id_ in self.nodes:
                    self.nodes[id_].flows = (Flow("", "", target, None, default=False),)
                    target.incoming.append(("", self.nodes[id_]))

    def _finish(self) -> None:
        process = self.process
        starts = [node for node in self.nodes.values() if isinstance(node, events.StartEvent)]
        none = [node for node in starts if node.begun_by is None and node.catches is None]
        process.starts = [*none[:1]]
        if not starts:
            process.starts = [
                node for node in self.nodes.values() if not (node.incoming or node.reacts or node.aside)
            ]
        process.event_subprocesses = [node for node in self.nodes.values() if node.reacts]
        process.undone_by_event = next(
            (one for one in process.event_subprocesses if one.catches and one.catches[0] == "compensate"),
            None,
        )
        process.compensates = process.undone_by_event is not None or any(
            node.undone_by is not None or node.keeps_inside
            for node in process.task_specs.values()
            if isinstance(node, Node)
        )
        for node in self.nodes.values():
            if isinstance(node, gateways.ParallelGateway | gateways.InclusiveGateway):
                node.joins = len(node.incoming) > 1
                process.has_joins |= node.joins


def awaited(plan: Plan) -> Any:
    """What an event of this plan waits for; None for what is not waited for."""
    event, said = plan.get("event"), plan.get("name") or plan["id"]
    if event is None or event["kind"] == "compensate":
        return None
    if event["kind"] == "timer":
        return _TIMERS[event["timer"]](said, Expression(event["when"], f"The time of {said}"))
    if event["kind"] == "conditional":
        return ConditionWaiting(Expression(as_feel(event["condition"]), f"The condition of {said}"))
    name = Expression(event["name"], f"The {event['kind']} name of {said}")
    if event["kind"] == "signal":
        return SignalWaiting(name)
    # A message that starts a process has nothing to be matched with.
    key = None if plan["type"] == "startEvent" and not plan.get("reacts") else event.get("key")
    return MessageWaiting(name, Expression(key, f"The correlation key of {said}") if key else None)


def thrown(plan: Plan) -> Any:
    """What an event of this plan throws; None where it throws nothing."""
    event, said = plan.get("event"), plan.get("name") or plan["id"]
    if event is None or event["kind"] == "link":
        return None
    if event["kind"] == "terminate":
        return throws.Terminate()
    if event["kind"] == "compensate":
        return throws.Compensate(event["element"])
    if event["kind"] == "cancel":
        return throws.CancelTransaction()
    if event["kind"] in {"error", "escalation"}:
        code = Expression(event["code"], f"The code of {said}") if event["code"] else None
        return throws.ThrowError(code) if event["kind"] == "error" else throws.ThrowEscalation(code)
    name = Expression(event["name"], f"The {event['kind']} name of {said}")
    if event["kind"] == "signal":
        return throws.ThrowSignal(name)
    key = event.get("key")
    return throws.ThrowMessage(name, Expression(key, f"The correlation key of {said}") if key else None)
