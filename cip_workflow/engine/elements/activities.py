"""Tasks: work of a person, of a service, of an expression or of a decision table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cip_workflow.engine import library, timers
from cip_workflow.engine.context import Later
from cip_workflow.engine.elements import compensation
from cip_workflow.engine.elements.throwing import find
from cip_workflow.engine.expressions import Expression, map_in, map_out, read_mappings
from cip_workflow.engine.faults import BpmnError, Failed
from cip_workflow.engine.instance import Inside, Process
from cip_workflow.engine.nodes import Node
from cip_workflow.engine.scopes import Scope, copied, flat
from cip_workflow.engine.tokens import Token
from cip_workflow.errors import WorkflowError
from cip_workflow.types import Job
from cip_workflow.types import UserTask as OpenedTask

Element = dict[str, Any]


class Activity(Node):
    """What all activities share: input and output mappings, boundary events, properties."""

    def __init__(self, spec: Process, name: str, element: Element, **kwargs: Any) -> None:
        super().__init__(spec, name, element, **kwargs)
        self.maps_in = read_mappings(element.get("inputs", []), "input")
        self.maps_out = read_mappings(element.get("outputs", []), "output")
        self.properties: dict[str, str] = element.get("properties", {})
        self.headers: dict[str, str] = element.get("headers", {})
        self.boundaries: list[Any] = []

    def enter(self, token: Token) -> bool:
        """Make the local variables, then begin what the boundary events wait for."""
        if self.maps_in:
            token.scope = map_in(self.maps_in, token.data)
            token.internal_data["own"] = True
        for boundary in self.boundaries:
            boundary.attach(token)
        return True

    def run(self, token: Token) -> bool | None:
        done = super().run(token)
        host = token.workflow.host
        if done and host is not None and host.task_spec.ad_hoc and self.steps_in(token):
            host.task_spec.judge(host, token)
        return done

    def left(self, token: Token) -> None:
        undoes = "undoes" in token.internal_data
        if self.undone_by is not None and not undoes:
            compensation.keep(token)
        super().left(token)
        if undoes:
            compensation.undone(token)
        host = token.workflow.host
        if host is not None and host.task_spec.ad_hoc:
            host.task_spec.step_left(host, token)

    def steps_in(self, token: Token) -> bool:
        """Whether it is one of the steps that an ad-hoc sub-process is judged by."""
        return self.loop is None and "undoes" not in token.internal_data

    def finish(self, token: Token, results: Mapping[str, Any]) -> None:
        """Carry the results outward. Raises Failed."""
        map_out(self.maps_out, results, token)

    def local(self, token: Token) -> dict[str, Any]:
        """What the input mappings made; everything that is visible where there are none."""
        scope = token.data
        return dict(scope.local) if "own" in token.internal_data and isinstance(scope, Scope) else flat(scope)


class PassThrough(Activity):
    """A task without a type: nothing for the engine to do."""


class UserTask(Activity, library.UserTask):
    """Work of a person. It stays open until `complete`."""

    def __init__(self, spec: Process, name: str, element: Element) -> None:
        super().__init__(spec, name, element)
        self.form: str | None = element.get("form")
        said = element.get("name") or element["id"]
        self.assignee = _optional(element, "assignee", f"The assignee of {said}")
        self.groups = _optional(element, "groups", f"The candidate groups of {said}")
        self.users = _optional(element, "users", f"The candidate users of {said}")
        self.due = _optional(element, "due", f"The due date of {said}")

    def enter(self, token: Token) -> bool:
        super().enter(token)
        data = token.data
        assignee = self.assignee.value(data) if self.assignee else None
        task = OpenedTask(
            **token.place(),
            form=self.form,
            assignee=_name(assignee, self.assignee, token) if assignee not in (None, "") else None,
            candidate_groups=_names(self.groups, token),
            candidate_users=_names(self.users, token),
            due=_due(self.due, token) if self.due else None,
            lane=self.lane,
            documentation=self.documentation or "",
            properties=self.properties,
        )
        token.context.tasks[token.id] = task
        return True

    def act(self, token: Token) -> bool:
        self.finish(token, token.internal_data["result"])
        return True


class JobTask(Activity, library.ServiceTask):
    """Work of a service: at once by `serve`, or later by somebody else."""

    serves = True

    def __init__(self, spec: Process, name: str, element: Element) -> None:
        super().__init__(spec, name, element)
        self.job = Expression(element["job"], f"The job type of {element.get('name') or element['id']}")

    def act(self, token: Token) -> bool:
        data = token.internal_data
        if "result" not in data:
            job = Job(
                **token.place(),
                type=str(self.job.value(token.data)),
                inputs=copied(self.local(token)),
                headers=self.headers,
                properties=self.properties,
            )
            outcome = self._serve(job, token)
            if isinstance(outcome, Later):
                token.context.jobs[token.id] = job
                return False
            if not token.is_open:
                return False  # a caught error has taken it away
            data["result"] = outcome
        self.finish(token, data["result"])
        return True

    def is_open(self, token: Token, inside: Inside | None) -> bool:
        return True  # somebody else works on it

    def _serve(self, job: Job, token: Token) -> Mapping[str, Any] | Later:
        serve = token.context.serve
        if serve is None:
            raise Failed(
                f"Nothing does work of the type {job.type!r}.",
                kind="service",
                cure="Connect a service of this type, or correct the type in the diagram, then retry.",
                values=job.inputs,
            )
        try:
            outcome = serve(job)
        except BpmnError as error:
            catch = find(token, "error", error.code, at_itself=True)
            if catch is None:
                raise Failed(error.message, kind="service", values=job.inputs) from error
            catch.happen(error.variables)
            return {}
        except WorkflowError as error:
            raise Failed(error.message, kind="service", values=job.inputs) from error
        return {} if outcome is None else outcome


class ScriptTask(Activity, library.ScriptTask):
    """A FEEL expression; its value becomes the result variable."""

    def __init__(self, spec: Process, name: str, element: Element) -> None:
        super().__init__(spec, name, element, script=element["script"])
        self.expression = Expression(
            element["script"], f"The script of {element.get('name') or element['id']}"
        )
        self.result: str = element["result"]

    def act(self, token: Token) -> bool:
        self.finish(token, {self.result: self.expression.value(token.data)})
        return True


class DecisionTask(Activity):
    """A business rule task that asks a DMN decision."""

    def __init__(self, spec: Process, name: str, element: Element) -> None:
        super().__init__(spec, name, element)
        self.decision = Expression(
            element["decision"], f"The decision of {element.get('name') or element['id']}"
        )
        self.result: str = element["result"]

    def act(self, token: Token) -> bool:
        decision = self.decision.value(token.data)
        value = token.workflow.top_workflow.decisions.evaluate(decision, token)
        self.finish(token, {self.result: value})
        return True


def _optional(element: Element, key: str, what: str) -> Expression | None:
    text = element.get(key)
    return Expression(text, what) if text else None


def _name(value: Any, expression: Expression | None, token: Token) -> str:
    if isinstance(value, str):
        return value
    assert expression is not None
    raise expression.failed(f"{expression.what} gave {value!r}, not a name.", token.data)


def _names(expression: Expression | None, token: Token) -> tuple[str, ...]:
    """A FEEL list, or text with commas."""
    if expression is None:
        return ()
    value = expression.value(token.data)
    if value is None:
        return ()
    if isinstance(value, str):
        value = [part.strip() for part in re.split(r"[,;]", value)]
    if not isinstance(value, list):
        raise expression.failed(f"{expression.what} gave {value!r}, not a list of names.", token.data)
    return tuple(dict.fromkeys(_name(one, expression, token) for one in value if one not in (None, "")))


def _due(expression: Expression, token: Token) -> datetime | None:
    value = expression.raw(token.data)
    if value is None:
        return None
    try:
        return timers.moment(value)
    except ValueError as error:
        raise expression.failed(f"{expression.what}: {error}.", token.data) from error
