"""Take a task that is offered to a group, so that nobody else begins it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict
from cip_workflow.operations import _advance, _groups, _opening, _policy, _settle, _task, duty
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


def claim(session: Session, *, actor: Actor, task_id: int, version: int | None = None) -> int:
    """Give the task to the actor; its new version is returned. Claiming what one holds already changes nothing.

    Raises:
        NotFound: no such task, or none that the actor may know of.
        NotAllowed: not offered to the actor, or a rule of segregation of duty stands against it.
        Conflict: held by somebody else, no longer open, changed since the page was made, or its case is suspended.
    """
    work = Work(session=session, actor=actor)
    taken = _task.take(session, task_id)
    task, case = taken.task, work.hold(taken.case)
    _policy.work_on(actor, case, task)
    if version is not None and version != task.version:
        raise Conflict(_task.FASTER)
    if task.assignee_id == actor.person_id:
        return task.version
    variables = _task.variables(session, taken, _advance.compiled_of(work, case))
    duty.check(_policy.as_member(actor), task.sod, _task.facts(session, case, task, variables))
    work.record(case, "task.claimed", task_id=task.id, element=task.element, name=task.name)
    _task.change(session, task, assignee_id=actor.person_id, claimed_at=work.at)
    _opening.stand_again(work, task, assignee_id=actor.person_id)
    case.join([_groups.person_principal(actor.person_id)])
    _settle.settle(work, case)
    return task.version + 1
