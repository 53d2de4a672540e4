"""Hand one's task to a colleague who may do it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict
from cip_workflow.operations import _handing, _policy, _task
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class HandedOver:
    """Who holds the task now."""

    login: str
    name: str
    version: int


def hand_over(
    session: Session, *, actor: Actor, task_id: int, to: str, note: str = "", version: int | None = None
) -> HandedOver:
    """Give a task that the actor holds, or may take, to the person with login `to`.

    Args:
        note: a word to the colleague; kept beside the audit trail.

    Raises:
        NotFound: no such task, or none that the actor may know of.
        NotAllowed: not the actor's to give, for one named person, or a rule of duty keeps the colleague from it.
        Invalid: `to` is no active member of the groups it is offered to.
        Conflict: held by somebody else, no longer open, changed since the page was made, or its case is suspended.
    """
    work = Work(session=session, actor=actor)
    taken = _task.take(session, task_id)
    case = work.hold(taken.case)
    _policy.work_on(actor, case, taken.task)
    if version is not None and version != taken.task.version:
        raise Conflict(_task.FASTER)
    chosen = _handing.give(work, case, taken.task, to=to, kind="task.handed-over", reason=note.strip())
    return HandedOver(login=chosen.login, name=chosen.name, version=taken.task.version + 1)
