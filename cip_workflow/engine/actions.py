"""What can be done to a live instance: the inside of the functions in `api`, one for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cip_workflow.engine import timers
from cip_workflow.engine.changes import kind_of
from cip_workflow.engine.context import MAX_STEPS
from cip_workflow.engine.elements.events import StartEvent
from cip_workflow.engine.elements.processes import begin
from cip_workflow.engine.elements.throwing import find
from cip_workflow.engine.elements.throws import waits_for
from cip_workflow.engine.faults import Failed
from cip_workflow.engine.instance import Instance, open_tokens
from cip_workflow.engine.messages import SIGNAL
from cip_workflow.engine.nodes import Node
from cip_workflow.engine.run import run
from cip_workflow.engine.tokens import Token
from cip_workflow.errors import Conflict, Invalid

Values = Mapping[str, Any]


def waiting(top: Instance, key: int, *kinds: str) -> Token:
    """The open token of this key, when it waits for one of `kinds`. Raises Conflict."""
    token = top.find(key)
    if token is None or kind_of(token) not in kinds:
        raise Conflict("This has been done or has been taken away in the meantime.")
    return token


def begin_instance(top: Instance, starts: Sequence[Node], variables: Values) -> None:
    """Begin at `starts`: what comes with an event is local to it, what comes otherwise belongs to the instance."""
    by_event = any(isinstance(start, StartEvent) and start.begun_by is not None for start in starts)
    top.scope = {} if by_event else dict(variables)
    begin(top, starts, dict(variables) if by_event else {})


def complete(top: Instance, key: int, answers: Values) -> None:
    """A person has answered."""
    token = waiting(top, key, "task")
    token.internal_data["result"] = dict(answers)
    token.release()


def finish_job(top: Instance, key: int, result: Values) -> None:
    """A service has done its work."""
    token = waiting(top, key, "job")
    token.internal_data["result"] = dict(result)
    token.release()


def fail_job(top: Instance, key: int, failure: Failed, code: str | None, variables: Values) -> None:
    """A service could not do its work; an error code may be caught by the diagram."""
    token = waiting(top, key, "job")
    catch = None if code is None else find(token, "error", code, at_itself=True)
    if catch is None:
        token.fail("run", failure, "cancelled")
    else:
        catch.happen(variables)


def fire_due(top: Instance) -> None:
    """Fire what is due, the oldest first, and run on after each."""
    for _ in range(MAX_STEPS):
        now = [
            token
            for token in open_tokens(top)
            if isinstance(token.awaits, timers.Clocked) and token.awaits.has_fired(token)
        ]
        if not now or top.context.ran >= MAX_STEPS:
            return
        token = min(now, key=lambda one: (one.internal_data["due"], one.id))
        token.task_spec.occur(token, {})
        run(top)


def deliver(top: Instance, message: str, payload: Values, correlation: str | None, key: int | None) -> None:
    """A message has come: to the wait `key`, or to the one that began first. A signal comes to all. Raises Conflict."""
    hits = [token for token in open_tokens(top) if waits_for(token, message, correlation)]
    if key is not None:
        hits = [token for token in hits if token.id == key]
    if not hits:
        raise Conflict(f"Nothing waits for {message} any more.")
    for token in hits if message.startswith(SIGNAL) else [min(hits, key=lambda one: one.id)]:
        if token.awaits is not None:
            token.task_spec.occur(token, dict(payload))


def retry(top: Instance, key: int, variables: Values | None) -> None:
    """Try again what failed, after correcting variables where it stands."""
    token = waiting(top, key, "incident")
    phase = token.internal_data.pop("incident")
    token.rekey("done")
    _write(token, variables)
    if phase == "enter":
        token.task_spec.open(token)
    else:
        token.release()


def skip(top: Instance, key: int, variables: Values, flow: str | None) -> None:
    """Go on as if it had been done. Raises Invalid when a way must be chosen."""
    token = waiting(top, key, "incident", "task", "job", "timer", "message")
    node = token.task_spec
    if "incident" not in token.internal_data and token.awaits is not None:
        node.occur(token, dict(variables))
        return
    ways = tuple(way for way in node.flows if flow is None or way.id == flow)
    if flow is None and node.conditional and len(ways) > 1:
        ways = tuple(way for way in ways if way.default)
    if node.flows and not ways:
        names = ", ".join(f"{way.id} ({way.name})" if way.name else way.id for way in node.flows)
        raise Invalid(f"Say which way to go on from {node.bpmn_name or node.bpmn_id}: {names}.")
    if "incident" in token.internal_data:
        del token.internal_data["incident"]
        token.rekey("done")
    _write(token, variables)
    token.internal_data["acted"] = True
    token.internal_data["way"] = [way.id for way in ways]
    token.release()


def set_variables(top: Instance, variables: Values, key: int | None) -> None:
    """Correct variables of the instance, or where an open element stands. Raises Conflict."""
    if key is None:
        top.scope.update(variables)
        return
    token = top.find(key)
    if token is None:
        raise Conflict("This has been done or has been taken away in the meantime.")
    _write(token, variables)


def _write(token: Token, variables: Values | None) -> None:
    scope = token.data
    for name, value in (variables or {}).items():
        scope[name] = value
