"""After every step: what is finished is forgotten, and what is left is checked. So the cost of a step stays flat."""

from __future__ import annotations

from cip_workflow.engine.faults import StuckInstance
from cip_workflow.engine.instance import Instance, Running
from cip_workflow.engine.library import READY, STARTED, WAITING
from cip_workflow.engine.tokens import Token


def compact(top: Instance) -> None:
    """Drop finished tokens and sub-processes. History lives in the rows of the operations."""
    for key, inside in list(top.subprocesses.items()):
        if inside.completed:
            del top.subprocesses[key]
    for part in top.everywhere():
        part.tasks = {key: token for key, token in part.tasks.items() if token.is_open}
        for token in part.tasks.values():
            token.forget_finished_children()


def verify(top: Instance) -> None:
    """Raises StuckInstance when a token stands where nothing can ever move it (T10)."""
    for part in top.everywhere():
        for token in part.open():
            if not _waits_for_something(part, token):
                raise StuckInstance(
                    f"The token {token.id} at {token.task_spec.name} got lost. The case is as it was."
                )
    if not top.completed and top.live == 0:
        raise StuckInstance("The instance is not finished but waits for nothing. The case is as it was.")


def _waits_for_something(part: Running, token: Token) -> bool:
    if token.parent_id is not None and token.parent_id not in part.tasks:
        return False
    if token.state == WAITING:
        return "incident" in token.internal_data or token.awaits is not None or token.task_spec.joins
    if token.state == READY:
        return token.task_spec.manual
    if token.state != STARTED:
        return False
    inside = token.workflow.top_workflow.subprocesses.get(token.id)
    return token.task_spec.is_open(token, inside)
