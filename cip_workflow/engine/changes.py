"""What an instance waits for, and what changed between two looks at it."""

from __future__ import annotations

from typing import Any

from cip_workflow.engine.instance import Instance, open_tokens
from cip_workflow.engine.library import CANCELLED, READY, STARTED, WAITING
from cip_workflow.engine.timers import Clocked, due
from cip_workflow.engine.tokens import Token
from cip_workflow.types import Incident, MessageWait, Timer

Waits = dict[int, tuple[str, Token]]


def waits(top: Instance) -> Waits:
    """Everything that is waited for, by key: what it is, and its token."""
    if top.completed:
        return {}
    return {token.id: (kind, token) for token in open_tokens(top) if (kind := kind_of(token))}


def kind_of(token: Token) -> str:
    """`task`, `job`, `timer`, `message` or `incident`; empty for what nobody outside has to do with."""
    state = token.state
    if state == WAITING:
        if "incident" in token.internal_data:
            return "incident"
        awaits = token.task_spec.awaits
        if awaits is None:
            return ""
        if isinstance(awaits, Clocked):
            return "timer"
        return "message" if hasattr(awaits, "waits") and awaits.waits(token) else ""
    if state == READY:
        return "task"
    return "job" if state == STARTED and token.task_spec.serves else ""


def between(before: Waits, top: Instance) -> dict[str, Any]:
    """What changed since `before`, as the fields of a Step (without the state)."""
    context = top.context
    after = waits(top)
    opened: dict[str, list[Any]] = {"task": [], "job": [], "timer": [], "message": [], "incident": []}
    for key, (kind, token) in after.items():
        if key not in before or key in context.moved:
            opened[kind].append(_described(kind, token))
    closed = dict(context.closed)
    for key, (_, token) in before.items():
        if key not in after and key not in closed:
            closed[key] = "cancelled" if token.state == CANCELLED else "done"
    return {
        "opened_tasks": tuple(opened["task"]),
        "opened_jobs": tuple(opened["job"]),
        "opened_timers": tuple(opened["timer"]),
        "opened_messages": tuple(one for one in opened["message"] if one.key not in before),
        "opened_incidents": tuple(opened["incident"]),
        "closed": closed,
        "events": tuple(context.events),
        "thrown": tuple(context.thrown),
        "decisions": tuple(context.decisions),
        "finished": top.completed,
        "ends": tuple(context.ends),
    }


def _described(kind: str, token: Token) -> Any:
    context = token.context
    if kind == "task":
        return context.tasks[token.id]
    if kind == "job":
        return context.jobs[token.id]
    if kind == "timer":
        return Timer(**token.place(), due=due(token))
    if kind == "message":
        name, key = token.task_spec.awaits.waits(token)
        return MessageWait(**token.place(), message=name, correlation=key)
    failure = context.incidents[token.id]
    return Incident(
        **token.place(),
        kind=failure.kind,
        message=failure.message,
        cure=failure.cure,
        expression=failure.expression,
        values=failure.values,
    )
