"""The two players of a diagram, product and token game, behind one set of moves, and what they show after each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cip_workflow import clock, engine
from cip_workflow.bpmn import read
from cip_workflow.bpmn.lower import lower
from cip_workflow.engine import actions, starts
from cip_workflow.engine.compiling import load
from cip_workflow.engine.context import Context
from cip_workflow.engine.faults import RETRY, Failed
from cip_workflow.engine.instance import Instance
from cip_workflow.engine.run import advance, store
from cip_workflow.engine.scopes import flat
from cip_workflow.engine.state import restore
from cip_workflow.types import Job, Step
from tests.conformance.bpmn.tokengame import drawn, throwing
from tests.conformance.bpmn.tokengame.machine import Machine
from tests.conformance.bpmn.tokengame.places import Trace, Wait

T0 = datetime(2030, 1, 7, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, order=True)
class Open:
    """Something that is waited for, as both players tell it."""

    kind: str
    element: str
    index: int = 0
    name: str = ""
    key: str = ""
    due: str = ""


@dataclass
class Seen:
    """What one step did, and what there is after it. `beside`: the order of `left` within the step is nobody's business."""

    left: list[str]
    flows: list[str]
    cancelled: list[str]
    thrown: list[Any]
    ends: list[str]
    open: list[Open]
    variables: dict[str, Any]
    finished: bool
    beside: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Model:
    """A diagram with all that its players need. Jobs whose type is not in `jobs` are left open."""

    xml: bytes
    variables: Mapping[str, Any] = field(default_factory=dict)
    begin: str | None = None
    jobs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tables: Mapping[str, bytes] = field(default_factory=dict)
    decisions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    process: str = "p"


def compiled(model: Model) -> str:
    """The product's specs of a model, by the way that a deployment goes."""
    return engine.compile({"model.bpmn": lower(read(model.xml, "model.bpmn"))}, decisions=dict(model.tables))


class Product:
    """The engine. `restored` says, before each step, whether it goes on from the bytes of the last one."""

    def __init__(self, model: Model, specs: str, restored: Callable[[], bool]) -> None:
        self.specs = load(specs)
        self.jobs = model.jobs
        self.restored = restored
        self.now = T0
        self.waits: dict[int, tuple[str, Any]] = {}
        found = starts.find(self.specs, model.process, *self._begin(model))
        self.top = Instance(
            self.specs.processes[model.process], dict(self.specs.processes), Context(T0, self._serve)
        )
        self.top.decisions = self.specs.decisions
        self.seen = self._act(lambda top: actions.begin_instance(top, found, dict(model.variables)))

    def _begin(self, model: Model) -> tuple[str | None, str | None]:
        begin, level = model.begin, self.specs.processes[model.process]
        return (
            (begin, None)
            if begin in {node.bpmn_id for node in starts._start_events(self.specs, level.name)}
            else (None, begin)
        )

    def _serve(self, job: Job) -> Any:
        return self.jobs.get(job.type, engine.LATER)

    def do(self, kind: str, at: Open, nth: int, given: dict[str, Any]) -> Seen:
        """One move: `task`, `job`, `fail`, `message`, `signal`, `time`."""
        if kind == "time":
            self.now = max(self.now, datetime.fromisoformat(at.due))
            return self._act(actions.fire_due)
        if kind == "signal":
            return self._act(lambda top: actions.deliver(top, engine.SIGNAL + at.name, given, None, None))
        key = sorted(key for key, (_, one) in self.waits.items() if one == at)[nth]
        if kind == "message":
            return self._act(lambda top: actions.deliver(top, at.name, given, at.key or None, key))
        if kind == "fail":
            failure = Failed("It does not go.", kind="service", cure=RETRY)
            return self._act(lambda top: actions.fail_job(top, key, failure, given["code"], {}))
        function = actions.complete if kind == "task" else actions.finish_job
        return self._act(lambda top: function(top, key, given))

    def _act(self, action: Callable[[Instance], None]) -> Seen:
        if self.restored() and self.waits:
            self.top = restore(
                store(self.top, self.specs, {}).state, self.specs, Context(self.now, self._serve)
            )
        self.top.context = Context(self.now, self._serve)
        return self._shown(Step(state=b"", **advance(self.top, action)))

    def _shown(self, step: Step) -> Seen:
        for key in step.closed:
            del self.waits[key]
        for kind in ("task", "job", "timer", "message", "incident"):
            for one in getattr(step, f"opened_{kind}s"):
                self.waits[one.key] = kind, _told(kind, one)
        happened = [one for one in step.events if not one.element.startswith("made.")]
        return Seen(
            [_label(one) for one in happened if one.happened == "left" and one.type != "sequenceFlow"],
            sorted(one.element for one in happened if one.type == "sequenceFlow"),
            sorted(_label(one) for one in happened if one.happened == "cancelled"),
            [(one.kind, one.code, one.correlation, dict(one.payload)) for one in step.thrown],
            sorted(one for one in step.ends if not one.startswith("made.")),
            sorted(one for _, one in self.waits.values()),
            {name: said for name, said in flat(self.top.scope).items() if not name.endswith("_rounds")},
            step.finished,
        )


def _label(event: Any) -> str:
    return f"{event.element}*" if event.type == "multiInstanceBody" else str(event.element)


def _told(kind: str, one: Any) -> Open:
    name = getattr(one, "message", "") if kind == "message" else ""
    if name.startswith(engine.SIGNAL):
        kind, name = "signal", name.removeprefix(engine.SIGNAL)
    due = one.due.isoformat() if kind == "timer" else ""
    return Open(kind, one.element, one.index or 0, name, getattr(one, "correlation", None) or "", due)


class Game:
    """The token game, behind the same moves."""

    def __init__(self, model: Model) -> None:
        self.machine = Machine(drawn.read(model.xml), model.jobs, model.decisions, T0)
        with clock.moved(T0):
            self.machine.start(model.process, dict(model.variables), model.begin)
        self.env = self.machine.first.env
        self.seen = self._shown()

    def do(self, kind: str, at: Open, nth: int, given: dict[str, Any]) -> Seen:
        """One move."""
        if kind == "time":
            self.machine.now = max(self.machine.now, datetime.fromisoformat(at.due))
        with clock.moved(self.machine.now):
            return self._do(kind, at, nth, given)

    def _do(self, kind: str, at: Open, nth: int, given: dict[str, Any]) -> Seen:
        machine = self.machine
        machine.trace = Trace()
        if kind == "time":
            while due := [one for one in machine.open_waits() if one.due and one.due <= machine.now]:
                min(due, key=lambda one: one.due or T0).happen({})
                machine.run()
        elif kind == "signal":
            for one in machine.open_waits():
                if one.kind == "signal" and one.name == at.name and one.open:
                    one.happen(dict(given))
        else:
            wait = [one for one in machine.open_waits() if self._told(one) == at][nth]
            if kind in {"task", "job", "fail"}:
                wait.open = False
            if kind == "fail":
                throwing.fail(machine, machine.worker(wait), given["code"])
            else:
                wait.happen(dict(given))
        machine.run()
        return self._shown()

    @staticmethod
    def _told(one: Wait) -> Open:
        due = one.due.isoformat() if one.due else ""
        return Open(one.kind, one.node.id, one.index or 0, one.name, one.key or "", due)

    def _shown(self) -> Seen:
        machine = self.machine
        waits = [
            self._told(one) for one in machine.open_waits() if one.kind != "condition" and not one.keyless
        ]
        waits += [Open("incident", one.node.id, one.index or 0) for one in machine.standing()]
        trace = machine.trace
        return Seen(
            [one for one in trace.left if not one.startswith("made.")],
            sorted([one for one in trace.flows if not one.startswith("made.")]),
            sorted([one for one in trace.cancelled if not one.startswith("made.")]),
            trace.thrown,
            sorted([one for one in trace.ends if not one.startswith("made.")]),
            sorted(waits),
            {name: said for name, said in self.env.see().items() if not name.endswith("_rounds")},
            machine.finished,
            trace.beside,
        )
