"""Walks a path through our diagrams on the engine and the forms alone: no database, no pages, handlers in a few lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from cip_workflow import engine, feel, forms
from cip_workflow.clock import LONDON
from cip_workflow.errors import StepFailed
from cip_workflow.types import Actor, Incident, Job, MessageWait, Thrown, Timer, UserTask
from tests.processes import catalogue
from tests.processes.leaving_out import left_out
from tests.processes.steps import Advance, Bid, Call, Correct, Do, Path, Send, Skip, Step
from tests.unit.processes.cast import CAST, DESIGN_TEAM, Everybody
from tests.unit.processes.drawing import ROOT

REF = "CIP-DB-2026-10"
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
#: Rule -> the variable that names whom it keeps out; rule -> the tasks whose doers it keeps out (DOMAIN 4.3).
_NOT_WHO_IS = {"SOD-05": "briefAuthor", "SOD-07": "declarant", "SOD-12": "designLead"}
_NOT_WHO_DID = {"SOD-02": ("T105", "T300", "T600"), "SOD-03": ("T507", "T508"), "SOD-06": ("T209", "T302")}


@cache
def specs() -> str:
    """Our files, compiled."""
    files = {path.name: path.read_bytes() for path in (ROOT / "processes").glob("*.bpmn")}
    tables = {path.name: path.read_bytes() for path in (ROOT / "processes").glob("*.dmn")}
    return engine.compile(files, decisions=tables)


@cache
def form(name: str) -> forms.Form:
    """One of our forms."""
    return forms.load((ROOT / "forms" / f"{name}.form").read_bytes(), f"{name}.form")


class Walk:
    """One case on its way: what is open, what was passed, what left it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ref = REF
        self.now = BEGIN
        self.state = b""
        self.open: dict[int, UserTask | Timer | Incident | MessageWait] = {}
        self.passed: list[str] = []
        self.thrown: list[str] = []
        self.jobs: list[Job] = []
        self.ends: list[str] = []
        self.decisions: list[Any] = []
        self.finished = False
        self.did: dict[str, set[str]] = {}  #: task code -> who did it
        self.bids: list[str] = []  #: suppliers whose bids lie in the box
        self.scoped: dict[str, set[str]] = {
            "design-lead": {"ebanjo"},
            "co-lead": {"ghale"},
            "design-team": set(DESIGN_TEAM),
        }

    @property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    @property
    def variables(self) -> Mapping[str, Any]:
        return engine.variables(specs(), self.state)

    def go(self) -> Walk:
        """From the start to the last step."""
        with left_out(self.path.left_out):
            self.begin()
            for step in self.path.steps:
                self.take(step)
        return self

    def begin(self) -> None:
        start = self.path.start
        if isinstance(start, Call):
            given = {"briefRef": REF, **start.variables(self.today)}
            self._note(engine.start(specs(), self.path.process, given, **self._run()))
            return
        if isinstance(start, Send):
            payload = {"briefRef": REF, **start.payload(self.today)}
            self._note(
                engine.start(specs(), self.path.process, payload, message=start.message, **self._run())
            )
            return
        answers = self._clean("F01", start.answers(self.today), {}, start.who)
        self._note(engine.start(specs(), self.path.process, answers, **self._run()))

    def take(self, step: Step) -> None:
        if isinstance(step, Do):
            self._do(step)
        elif isinstance(step, Bid):
            self.bids.append(step.supplier)
        elif isinstance(step, Advance):
            self.now = max(self.now, min(one.due for one in self._waits(Timer) if one.element == step.timer))
            self._note(engine.fire_due(specs(), self.state, **self._run()))
        elif isinstance(step, Send):
            sender = {"sentBy": step.who, "sentByOrganisation": CAST[step.who]["organisation"]}
            payload = {"briefRef": REF, **sender, **step.payload(self.today)}
            self._note(engine.deliver(specs(), self.state, step.message, payload, REF, **self._run()))
        elif isinstance(step, Correct):
            self._note(engine.set_variables(specs(), self.state, step.variables, **self._run()))
        else:
            [incident] = [one for one in self._waits(Incident) if one.element == step.element]
            act, given = (
                (engine.skip, step.gives) if isinstance(step, Skip) else (engine.retry, step.variables)
            )
            self._note(act(specs(), self.state, incident.key, given, **self._run()))

    def task(self, element: str, who: str) -> UserTask:
        """The open task at `element` that `who` may do; of several instances, which are alike, the first."""
        found = [one for one in self._waits(UserTask) if one.element == element and self._may(who, one)]
        assert found, (
            element,
            who,
            [(one.element, one.candidate_groups) for one in self._waits(UserTask)],
        )
        return found[0]

    def _do(self, step: Do) -> None:
        task = self.task(step.element, step.who)
        context = engine.variables(specs(), self.state, task.key)
        answers: Mapping[str, Any] = step.answers(self.today)
        if not step.unchecked:
            assert task.form
            answers = self._clean(task.form, answers, context, step.who)
        given = {**answers, "completedBy": step.who}
        self.did.setdefault(step.element.partition("_")[0], set()).add(step.who)
        self._note(engine.complete(specs(), self.state, task.key, given, **self._run()))

    def _clean(
        self, name: str, answers: Mapping[str, Any], context: Mapping[str, Any], who: str
    ) -> dict[str, Any]:
        one = CAST[who]
        actor = Actor(person_id=1, login=who, name=one["name"], organisation=one["organisation"])
        return forms.clean(form(name), answers, context, people=Everybody(), now=self.now, actor=actor)

    def _may(self, who: str, task: UserTask) -> bool:
        groups = {*CAST[who]["groups"], *(group for group, inside in self.scoped.items() if who in inside)}
        offered = task.assignee == who or bool(groups & {*task.candidate_groups})
        return offered and not self._kept_out(who, task)

    def _kept_out(self, who: str, task: UserTask) -> bool:
        """Do the rules that the task names keep this person from it? As DOMAIN 4.3 has them, in few words."""
        seen = engine.variables(specs(), self.state, task.key)
        named = task.properties.get("sod", "")
        return (
            any(seen.get(name) == who for rule, name in _NOT_WHO_IS.items() if rule in named)
            or any(
                who in self.did.get(code, ())
                for rule, codes in _NOT_WHO_DID.items()
                if rule in named
                for code in codes
            )
            or ("SOD-01" in named and CAST[who]["organisation"] != "LCC")
        )

    def _waits(self, kind: type[Any]) -> list[Any]:
        return [one for one in self.open.values() if isinstance(one, kind)]

    def _run(self) -> dict[str, Any]:
        return {"now": self.now, "serve": self._serve}

    def _note(self, step: Any) -> None:
        self.state = step.state
        for opened in (step.opened_tasks, step.opened_timers, step.opened_incidents, step.opened_messages):
            self.open |= {one.key: one for one in opened}
        for key in step.closed:
            self.open.pop(key, None)
        self.passed += [each.element for each in step.events if each.happened == "left"]
        self.thrown += [each.code for each in step.thrown]
        self.decisions += step.decisions
        self.ends += step.ends
        self.finished = step.finished
        self.now += timedelta(minutes=5)
        for each in step.thrown:
            self._hand_on(each)

    def _hand_on(self, thrown: Thrown) -> None:
        """A message that the case has thrown reaches the case itself, where it waits for it."""
        if any(one.message == thrown.code for one in self._waits(MessageWait)):
            self._note(
                engine.deliver(
                    specs(), self.state, thrown.code, thrown.payload, thrown.correlation, **self._run()
                )
            )

    def _serve(self, job: Job) -> Mapping[str, Any]:
        self.jobs.append(job)
        given = job.inputs
        if job.type == "cip:unexpected-value":
            if feel.evaluate(job.headers["settled"].removeprefix("="), given) is not True:
                raise StepFailed(f"{job.headers['gateway']} has no way for {given[job.headers['reads']]!r}.")
            return {}
        serve = catalogue.served().get(job.type)
        return {} if serve is None else serve(self, job)
