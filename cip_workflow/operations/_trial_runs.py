"""Runs one test of a process on the engine alone: nothing is stored, no mail goes out, services give what the test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from cip_workflow import engine, feel, forms
from cip_workflow.errors import Invalid, StepFailed, WorkflowError
from cip_workflow.operations._trial_files import Act, Trial, texts
from cip_workflow.types import Actor, Incident, Job, Step, Timer, UserTask, Variables

#: A case that changes itself so often without coming to rest is going round in circles.
MOST_OPEN = 2_000


class Failed(Exception):
    """What came out otherwise than the test says: the element it is about (or empty), and sentences."""

    def __init__(self, sentence: str, element: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.element = sentence, element


class _Named:
    """Whoever is named in the answers exists and is in every group: who may be chosen is not what is tested."""

    def __init__(self, answers: Variables) -> None:
        self._people = tuple(
            forms.Person(login=text, name=text, organisation="LCC") for text in dict.fromkeys(texts(answers))
        )

    def members(self, group: str) -> Sequence[forms.Person]:
        return self._people


class Run:
    """One case of a test."""

    def __init__(self, specs: str, known: Mapping[str, forms.Form], trial: Trial) -> None:
        self.specs, self.forms, self.trial = specs, known, trial
        self.now = trial.at
        self.state = b""
        self.open: dict[int, Any] = {}
        self.passed: list[str] = []
        self.ends: list[str] = []
        self.finished = False

    def go(self) -> None:
        """From the start to the last step. Raises Failed where something comes otherwise than it is written."""
        trial = self.trial
        self._note(engine.start(self.specs, trial.process, trial.start, message=trial.message, **self._how()))
        for act in trial.acts:
            self._settled()
            getattr(self, f"_{act.kind}")(act)
        self._settled()
        self._judge()

    def _judge(self) -> None:
        trial = self.trial
        ahead = iter(self.passed)
        for step in trial.path:
            if step not in ahead:
                raise Failed(
                    f"The case did not pass {step} where the path has it. It passed: {self._way()}.", step
                )
        if trial.end is not None and trial.end not in self.ends:
            reached = ", ".join(self.ends) or "no end"
            raise Failed(
                f"The case should reach {trial.end}. It reached {reached}; {self._stands()}.", trial.end
            )
        found = engine.variables(self.specs, self.state)
        for name, wanted in trial.variables.items():
            got = feel.to_plain(found.get(name))
            if got != wanted:
                raise Failed(f"The variable {name} should be {wanted!r}. It is {got!r}.")

    def _task(self, act: Act) -> None:
        task = self._at(UserTask, act.at, "task")
        answers: Variables = act.given
        form = self.forms.get(task.form) if task.form else None
        if form is not None:
            seen = engine.variables(self.specs, self.state, task.key)
            actor = Actor(person_id=1, login="test", name="Test", organisation="LCC")
            try:
                answers = forms.clean(form, answers, seen, people=_Named(answers), now=self.now, actor=actor)
            except Invalid as wrong:
                said = "; ".join(f"{name}: {text}" for name, all_ in wrong.fields.items() for text in all_)
                raise Failed(f"The form {form.id} does not take the answers. {said}", act.at) from wrong
        given = {**answers, "completedBy": "test"}
        self._note(engine.complete(self.specs, self.state, task.key, given, **self._how()))

    def _job(self, act: Act) -> None:
        job = self._at(Job, act.at, "outside work")
        self._note(engine.finish_job(self.specs, self.state, job.key, act.given, **self._how()))

    def _timer(self, act: Act) -> None:
        timer = self._at(Timer, act.at, "timer")
        self.now = max(self.now, timer.due)
        self._note(engine.fire_due(self.specs, self.state, **self._how()))

    def _message(self, act: Act) -> None:
        waits = [one for one in self.open.values() if getattr(one, "message", None) == act.at]
        if not waits:
            raise Failed(f"Nothing waits for the message {act.at}; {self._stands()}.")
        given = {"sentBy": "test", "sentByOrganisation": "LCC", **act.given}
        step = engine.deliver(
            self.specs, self.state, act.at, given, waits[0].correlation, key=waits[0].key, **self._how()
        )
        self._note(step)

    def _at(self, kind: type[Any], element: str, word: str) -> Any:
        for one in self.open.values():
            if isinstance(one, kind) and one.element == element:
                return one
        raise Failed(f"No {word} is open at {element}; {self._stands()}.", element)

    def _settled(self) -> None:
        for one in self.open.values():
            if isinstance(one, Incident):
                raise Failed(f"“{one.name or one.element}” failed: {one.message}", one.element)

    def _stands(self) -> str:
        at = ", ".join(dict.fromkeys(one.element for one in self.open.values()))
        return "the case is over" if self.finished else f"the case stands at {at or 'no step'}"

    def _way(self) -> str:
        return ", ".join(self.passed[-30:])

    def _how(self) -> dict[str, Any]:
        return {"now": self.now, "serve": self._serve}

    def _serve(self, job: Job) -> Any:
        for key in (job.element, job.type):
            if key in self.trial.services:
                return self.trial.services[key]
        if any(act.kind == "job" and act.at == job.element for act in self.trial.acts):
            return engine.LATER  # it waits until the test does it
        if job.type == "cip:unexpected-value":
            settled = feel.evaluate(job.headers.get("settled", "false").removeprefix("="), job.inputs)
            if settled is not True:
                name = job.headers.get("reads", "")
                raise StepFailed(f"{job.headers.get('gateway')} has no way for {job.inputs.get(name)!r}.")
        return {}

    def _note(self, step: Step) -> None:
        self.state = step.state
        opened = (
            step.opened_tasks,
            step.opened_jobs,
            step.opened_timers,
            step.opened_incidents,
            step.opened_messages,
        )
        for each in opened:
            self.open |= {one.key: one for one in each}
        if len(self.open) > MOST_OPEN:
            raise Failed(f"More than {MOST_OPEN} things are open at once.")
        for key in step.closed:
            self.open.pop(key, None)
        self.passed += [one.element for one in step.events if one.happened == "left"]
        self.ends += [one.element for one in step.events if one.happened == "left" and one.type == "endEvent"]
        self.ends += [one for one in step.ends if one not in self.ends]
        self.finished = step.finished
        self.now += timedelta(minutes=1)


def run(specs: str, known: Mapping[str, forms.Form], trial: Trial) -> None:
    """Run a test. Raises Failed with what came out otherwise."""
    try:
        Run(specs, known, trial).go()
    except WorkflowError as error:
        raise Failed(error.message) from error
