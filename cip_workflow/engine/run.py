"""One step: restore, do one thing, run on until only people, services and the clock can go on, compact, store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from cip_workflow import clock
from cip_workflow.engine import changes
from cip_workflow.engine.compaction import compact, verify
from cip_workflow.engine.compiling import Specs
from cip_workflow.engine.context import MAX_STEPS, Context, Serve
from cip_workflow.engine.elements.gateways import deadlocked, release
from cip_workflow.engine.faults import Failed
from cip_workflow.engine.instance import Inside, Instance, Running, open_tokens
from cip_workflow.engine.library import READY
from cip_workflow.engine.messages import ConditionWaiting
from cip_workflow.engine.nodes import out_of_steps, waits_for_ever
from cip_workflow.engine.state import dump, restore
from cip_workflow.types import Step

Action = Callable[[Instance], None]


def step(specs: Specs, state: bytes, action: Action, *, now: datetime, serve: Serve | None) -> Step:
    """Restore, act, run, store. The given bytes are never touched; when it raises, nothing has happened."""
    top = restore(state, specs, Context(now, serve))
    return store(top, specs, advance(top, action))


def store(top: Instance, specs: Specs, found: dict[str, Any]) -> Step:
    """The step, with the bytes of the instance after it."""
    compact(top)
    verify(top)
    return Step(state=dump(top, specs), **found)


def advance(top: Instance, action: Action) -> dict[str, Any]:
    """Act on a live instance and run it until it rests; what changed, as the fields of a Step."""
    context = top.context
    before = changes.waits(top)
    context.before = frozenset(before)
    with clock.moved(context.now):
        action(top)
        run(top)
    return changes.between(before, top)


def run(top: Instance) -> None:
    """Run every token that can, until none can."""
    context = top.context
    while True:
        while context.queue:
            token = context.queue.popleft()
            if token.state != READY or token.id not in token.workflow.tasks:
                continue
            if context.ran >= MAX_STEPS:
                token.fail("run", out_of_steps(token.task_spec))
                continue
            context.ran += 1
            token.run()
            settle(token.workflow)
        joining = [part for part in top.everywhere() if part.spec.has_joins]
        if any(release(part) for part in joining) or _conditions(top):
            continue
        _late_keys(top)
        for token in [token for part in joining for token in deadlocked(part)]:
            token.fail("enter", waits_for_ever(token.task_spec))
        return


def settle(part: Running) -> None:
    """A process or sub-process ends when no token is left in it; waiting for an event sub-process is not being left."""
    if part.completed or part.live:
        return
    part.stop()
    if isinstance(part, Inside):
        activity: Any = part.host.task_spec
        activity.inside_done(part.host, part)


def _late_keys(top: Instance) -> None:
    """Begin to listen for messages whose correlation key has got its value."""
    for part in top.everywhere():
        if part.spec.event_subprocesses:
            for token in part.open():
                if "keyless" in token.internal_data and "incident" not in token.internal_data:
                    token.task_spec.open(token)


def _conditions(top: Instance) -> bool:
    """Let the conditional events happen whose condition has become true. True when one did."""
    if top.context.ran >= MAX_STEPS:
        return False
    for token in list(open_tokens(top)):
        awaits = token.awaits
        if not isinstance(awaits, ConditionWaiting):
            continue
        try:
            risen = awaits.rises(token)
        except Failed as failure:
            token.fail("enter", failure)
            continue
        if risen:
            token.context.ran += 1
            token.task_spec.occur(token, {})
            return True
    return False
