"""Governance gives a task to somebody who may do it, whoever holds it now (SOD-10 lets them do that, and not the work)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict
from cip_workflow.operations import _handing, _notes, _policy, _task
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Reassigned:
    """Who holds the task now."""

    login: str
    name: str
    version: int


def reassign(
    session: Session, *, actor: Actor, task_id: int, to: str, reason: str, version: int | None = None
) -> Reassigned:
    """Give a task to the person with login `to`, who must be one of those it is offered to.

    Raises:
        NotFound: no such task, or none that the actor may know of.
        NotAllowed: the actor does not look after cases, the task is for one named person, or a rule of duty keeps the
            new holder from it.
        Invalid: no reason, or `to` is no active member of the groups it is offered to.
        Conflict: no longer open, changed since the page was made, or its case is suspended.
    """
    work = Work(session=session, actor=actor)
    taken = _task.take(session, task_id)
    task, case = taken.task, work.hold(taken.case)
    _policy.see_task(actor, case, task)
    _policy.govern(actor, what="reassign a task")
    _policy.still_open(case, task)
    if version is not None and version != task.version:
        raise Conflict(_task.FASTER)
    why = _notes.needed(reason, what="why this task changes hands")
    chosen = _handing.give(work, case, task, to=to, kind="task.reassigned", reason=why)
    return Reassigned(login=chosen.login, name=chosen.name, version=task.version + 1)
