"""Random orders of completion through a process, in two ways that must not differ.

`Stored`: as the product does, restored from bytes and compacted at every step. `Live`: one instance in memory, never
stored, never compacted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from cip_workflow import engine
from cip_workflow.engine import actions
from cip_workflow.engine.compiling import load
from cip_workflow.engine.context import Context, Later
from cip_workflow.engine.faults import Failed
from cip_workflow.engine.instance import Instance
from cip_workflow.engine.run import advance
from cip_workflow.engine.scopes import flat
from cip_workflow.types import Job, Step
from tests.unit.engine.case import T0

Found = dict[str, Any]
FIELDS = [field.name for field in fields(Step) if field.name != "state"]


def serve(job: Job) -> Mapping[str, Any] | Later:
    return engine.LATER if job.type == "later" else {"served": job.element}


class Stored:
    """Every step from bytes."""

    def __init__(self, specs: str, variables: dict[str, Any]) -> None:
        self.specs = specs
        self.found = self._keep(engine.start(specs, "p", variables, now=T0, serve=serve))

    def _keep(self, step: Step) -> Found:
        self.state = step.state
        return {name: getattr(step, name) for name in FIELDS}

    def do(self, name: str, *arguments: Any, now: datetime) -> Found:
        function: Callable[..., Step] = getattr(engine, name)
        return self._keep(function(self.specs, self.state, *arguments, now=now, serve=serve))

    def variables(self) -> dict[str, Any]:
        return engine.variables(self.specs, self.state)


class Live:
    """Everything stays in memory."""

    def __init__(self, specs: str, variables: dict[str, Any]) -> None:
        loaded = load(specs)
        spec = loaded.processes["p"]
        self.top = Instance(spec, dict(loaded.processes), Context(T0, serve))
        self.top.decisions = loaded.decisions
        self.found = advance(self.top, lambda top: actions.begin_instance(top, spec.starts, variables))

    def do(self, name: str, *arguments: Any, now: datetime) -> Found:
        self.top.context = Context(now, serve)
        return advance(self.top, lambda top: self._act(top, name, *arguments))

    @staticmethod
    def _act(top: Instance, name: str, *arguments: Any) -> None:
        if name == "fail_job":
            key, said = arguments
            actions.fail_job(top, key, Failed(said, kind="service"), None, {})
        elif name == "retry":
            actions.retry(top, arguments[0], None)
        elif name == "deliver":
            actions.deliver(top, *arguments, None)
        else:
            getattr(actions, name)(top, *arguments)

    def variables(self) -> dict[str, Any]:
        return flat(self.top.scope)


def walk(
    kind: type[Stored | Live], specs: str, variables: dict[str, Any], seed: int
) -> tuple[list[Found], dict[str, Any]]:
    """What every step of one random order gave, and the variables at the end."""
    chance, now = random.Random(seed), T0
    case = kind(specs, variables)
    trace = [case.found]
    open_: dict[str, dict[int, Any]] = {
        name: {} for name in ("tasks", "jobs", "timers", "messages", "incidents")
    }
    _keep_books(open_, case.found)
    for _ in range(400):
        if trace[-1]["finished"]:
            break
        now += timedelta(minutes=chance.randrange(20))
        found = _one(case, chance, open_, now)
        now = found.pop("moved_to", now)
        trace.append(found)
        _keep_books(open_, found)
    assert trace[-1]["finished"], "the process did not come to its end"
    return trace, case.variables()


def _one(
    case: Stored | Live, chance: random.Random, open_: dict[str, dict[int, Any]], now: datetime
) -> Found:
    tasks, jobs, timers, messages, incidents = (sorted(kept) for kept in open_.values())
    if timers and (chance.random() < 0.15 or not (tasks or jobs or incidents)):
        moved_to = max(now, min(open_["timers"][key].due for key in timers))
        return {**case.do("fire_due", now=moved_to), "moved_to": moved_to}
    if messages and chance.random() < 0.05:
        wait = open_["messages"][chance.choice(messages)]
        return case.do("deliver", wait.message, {"said": wait.key}, wait.correlation, now=now)
    key = chance.choice([*tasks, *jobs, *incidents])
    if key in incidents:
        return case.do("retry", key, now=now)
    if key in jobs:
        if chance.random() < 0.2:
            return case.do("fail_job", key, "not now", now=now)
        return case.do("finish_job", key, {"got": key}, now=now)
    element, number = open_["tasks"][key].element, chance.randrange(100)
    answers = {"r": number, f"f_{element}": [number], f"log_{key}": element}
    return case.do("complete", key, answers, now=now)


def _keep_books(open_: dict[str, dict[int, Any]], found: Found) -> None:
    for kept in open_.values():
        for key in found["closed"]:
            kept.pop(key, None)
    for name, kept in open_.items():
        kept.update({one.key: one for one in found[f"opened_{name}"]})
