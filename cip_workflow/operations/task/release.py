"""Give a task back to everybody it is offered to."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, NotAllowed
from cip_workflow.operations import _opening, _policy, _settle, _task
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


def release(session: Session, *, actor: Actor, task_id: int, version: int | None = None) -> int:
    """Let go of a task that the actor holds; its new version is returned. A draft of answers stays the actor's.

    Raises:
        NotFound: no such task, or none that the actor may know of.
        NotAllowed: the actor does not hold it, or it is for this one person.
        Conflict: no longer open, changed since the page was made, or its case is suspended.
    """
    work = Work(session=session, actor=actor)
    taken = _task.take(session, task_id)
    task, case = taken.task, work.hold(taken.case)
    _policy.see_task(actor, case, task)
    _policy.still_open(case, task)
    if version is not None and version != task.version:
        raise Conflict(_task.FASTER)
    if task.assignee_id != actor.person_id:
        raise NotAllowed(f"You do not hold “{task.name}”, so you cannot release it.")
    if task.fixed:
        raise NotAllowed(f"“{task.name}” is for you alone. Nobody else may do it.")
    work.record(case, "task.released", task_id=task.id, element=task.element, name=task.name)
    _task.change(session, task, assignee_id=None, claimed_at=None)
    _opening.stand_again(work, task, assignee_id=None)
    _settle.settle(work, case)
    return task.version + 1
