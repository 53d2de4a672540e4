"""Walks a path through our diagrams on the engine and the forms alone: no database, no pages, handlers in a few lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from cip_workflow import engine, feel, forms
from cip_workflow.clock import LONDON
from cip_workflow.errors import StepFailed
from cip_workflow.types import Incident, Job, MessageWait, Timer, UserTask
from tests.processes.steps import Advance, Correct, Do, Path, Retry, Send
from tests.unit.processes.drawing import ROOT

REF = "CIP-DB-2026-10"
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
CAST = {
    one["login"]: one
    for one in json.loads((ROOT / "cip_workflow/operations/demo/cast.json").read_text())["people"]
}
BOARD = [
    {
        "member": one["login"],
        "name": one["name"],
        "organisation": one["organisation"],
        "voting": "lcc-democratic-services" not in one["groups"],
    }
    for one in sorted(CAST.values(), key=lambda one: one["name"])
    if "cip-board" in one["groups"]
]
SETTINGS = {
    "lightTouchThreshold": 663_540,
    "belowThresholdFloor": 30_000,
    "pipelineThreshold": 2_000_000,
    "pipelineSpendMillions": 100,
    "pipelineDays": 56,
    "redactedCopyThreshold": 5_000_000,
    "registerThreshold": 5_000,
    "subcontractAdvertThreshold": 25_000,
    "paymentThreshold": 30_000,
    "plannedNoticeMinDays": 40,
    "plannedNoticeMaxMonths": 12,
    "tenderDays": 30,
    "standstillWorkingDays": 8,
    "calloffStandstillDays": 10,
    "contractDetailsDays": 120,
    "redactedCopyDays": 180,
    "changeNoticeDays": 2,
    "paymentNoticeDays": 30,
    "terminationNoticeDays": 30,
    "pcrAwardNoticeDays": 30,
    "registerDays": 30,
}


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


class Everybody:
    """The demonstration's people, as forms offer them."""

    def members(self, group: str) -> list[forms.Person]:
        return [
            forms.Person(login=one["login"], name=one["name"], organisation=one["organisation"])
            for one in CAST.values()
            if group in {"*", *one["groups"]}
        ]


class Walk:
    """One case on its way: what is open, what was passed, what left it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = BEGIN
        self.state = b""
        self.open: dict[int, UserTask | Timer | Incident | MessageWait] = {}
        self.passed: list[str] = []
        self.thrown: list[str] = []
        self.jobs: list[Job] = []
        self.ends: list[str] = []
        self.decisions: list[Any] = []
        self.finished = False
        self.scoped: dict[str, set[str]] = {"design-lead": {"ebanjo"}}

    @property
    def today(self) -> date:
        return self.now.astimezone(LONDON).date()

    @property
    def variables(self) -> Mapping[str, Any]:
        return engine.variables(specs(), self.state)

    def go(self) -> Walk:
        """From the start to the last step."""
        self.begin()
        for step in self.path.steps:
            self.take(step)
        return self

    def begin(self) -> None:
        start = self.path.start
        if isinstance(start, Send):
            payload = {"briefRef": REF, **start.payload(self.today)}
            self._note(
                engine.start(specs(), self.path.process, payload, message=start.message, **self._run())
            )
            return
        answers = self._clean("F01", start.answers(self.today), {}, start.who)
        self._note(engine.start(specs(), self.path.process, answers, **self._run()))

    def take(self, step: Do | Advance | Send | Correct | Retry) -> None:
        if isinstance(step, Do):
            self._do(step)
        elif isinstance(step, Advance):
            self.now = max(self.now, min(one.due for one in self._waits(Timer) if one.element == step.timer))
            self._note(engine.fire_due(specs(), self.state, **self._run()))
        elif isinstance(step, Send):
            payload = {"briefRef": REF, **step.payload(self.today)}
            self._note(engine.deliver(specs(), self.state, step.message, payload, REF, **self._run()))
        elif isinstance(step, Correct):
            self._note(engine.set_variables(specs(), self.state, step.variables, **self._run()))
        else:
            [incident] = [one for one in self._waits(Incident) if one.element == step.element]
            self._note(engine.retry(specs(), self.state, incident.key, step.variables, **self._run()))

    def task(self, element: str, who: str) -> UserTask:
        """The one open task at `element` that `who` may do."""
        found = [one for one in self._waits(UserTask) if one.element == element and self._may(who, one)]
        assert len(found) == 1, (
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
        self._note(engine.complete(specs(), self.state, task.key, given, **self._run()))

    def _clean(
        self, name: str, answers: Mapping[str, Any], context: Mapping[str, Any], who: str
    ) -> dict[str, Any]:
        return forms.clean(form(name), answers, context, people=Everybody(), now=self.now)

    def _may(self, who: str, task: UserTask) -> bool:
        groups = {*CAST[who]["groups"], *(group for group, inside in self.scoped.items() if who in inside)}
        seen = engine.variables(specs(), self.state, task.key)
        rules = {"SOD-05": "briefAuthor", "SOD-07": "declarant"}
        kept_out = any(
            seen.get(rules[rule]) == who for rule in rules if rule in task.properties.get("sod", "")
        )
        return task.assignee == who or (bool(groups & {*task.candidate_groups}) and not kept_out)

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

    def _serve(self, job: Job) -> Mapping[str, Any]:
        self.jobs.append(job)
        given = job.inputs
        if job.type == "cip:unexpected-value":
            if feel.evaluate(job.headers["settled"].removeprefix("="), given) is not True:
                raise StepFailed(f"{job.headers['gateway']} has no way for {given[job.headers['reads']]!r}.")
            return {}
        if job.type == "cip:register-members":
            leads = {
                role: next((one["user"] for one in given["members"] if one["role"] == role), None)
                for role in ("design-lead", "co-lead")
            }
            self.scoped = {role: {who} for role, who in leads.items() if who}
            return {"designLead": leads["design-lead"], "coLead": leads["co-lead"]}
        return {
            "cip:generate-brief-ref": {"briefRef": given.get("briefRef") or REF},
            "cip:read-agreement": {
                "agreement": {
                    "valueCeiling": 704_000_000,
                    "committedValue": 12_000_000,
                    "boardMeetings": [self.today + timedelta(days=days) for days in (28, 56, 84)],
                    "boardMembers": BOARD,
                    "settings": SETTINGS,
                }
            },
            "cip:publish-planning-release": {"releaseId": "ocds-cip000-1"},
            "cip:register-brief": {"briefVersion": 1},
            "cip:update-conflicts-register": {"declarationId": 1},
        }.get(job.type, {})
