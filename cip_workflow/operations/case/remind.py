"""Remind whoever holds a task, or may take it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.operations import _notes, _notify, _policy, _settle, _task
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


def remind(session: Session, *, actor: Actor, task_id: int, text: str = "") -> None:
    """Send a reminder of an open task. Everybody who takes part in a case may; it stands in the timeline.

    Args:
        text: a word of one's own, kept as a note.

    Raises:
        NotFound: no such task, or none that the actor may know of.
        Conflict: it is no longer open, or its case is suspended.
    """
    work = Work(session=session, actor=actor)
    taken = _task.take(session, task_id)
    task, case = taken.task, work.hold(taken.case)
    _policy.see_task(actor, case, task)
    _policy.still_open(case, task)
    note = _notes.write(work, case, text.strip(), task_id=task.id) if text.strip() else None
    work.record(
        case,
        "reminder.sent",
        task_id=task.id,
        element=task.element,
        name=task.name,
        data={"to": task.assignee_id, **({"why": note} if note else {})},
    )
    _settle.settle(work, case)
    _notify.reminder(work, case, task.id)
