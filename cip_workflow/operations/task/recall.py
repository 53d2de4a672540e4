"""Take an answer back while nobody has acted on it: the case stands again where it stood before."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, NotAllowed
from cip_workflow.operations import (
    _notes,
    _opening,
    _policy,
    _record,
    _registers,
    _settle,
    _task,
    _undo,
    _waits,
)
from cip_workflow.operations._case import Case
from cip_workflow.operations._task import OpenTask
from cip_workflow.operations._undo import Undo
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DRAFT, ESCALATION, HISTORY, TASK
from cip_workflow.types import Actor


def recall(session: Session, *, actor: Actor, task_id: int, reason: str = "") -> int:
    """Reopen a task that the actor completed, with the answers as their draft; its new version is returned.

    Tasks that the answer opened are closed again, timers and messages that it ended wait again. The audit trail keeps
    both the answer and its recall.

    Raises:
        NotFound: no such task, or none that the actor may know of.
        NotAllowed: somebody else completed it.
        Conflict: it is not done, somebody or something has acted since, or what followed cannot be undone.
    """
    work = Work(session=session, actor=actor)
    taken = _task.take(session, task_id)
    task, case = taken.task, work.hold(taken.case)
    _policy.see_task(actor, case, task)
    if task.status != "done":
        raise Conflict(f"“{task.name}” is not done, so there is nothing to take back.")
    if task.completed_by != actor.person_id:
        raise NotAllowed(f"Somebody else completed “{task.name}”. Only they can take the answer back.")
    undo = _undoable(session, case, task)
    note = _notes.write(work, case, reason.strip(), task_id=task.id) if reason.strip() else None
    work.record(
        case,
        "task.recalled",
        task_id=task.id,
        element=task.element,
        name=task.name,
        data={"seq": task.completed_seq, **({"why": note} if note else {})},
    )
    _restore(work, case, task, undo)
    _reopen(work, task)
    _settle.settle(work, case)
    return task.version + 1


def _undoable(session: Session, case: Case, task: OpenTask) -> Undo:
    if case.status == "suspended":
        _policy.running(case)
    if task.final:
        raise Conflict(f"This answer cannot be taken back: {task.final}")
    undo = _undo.unpack(task.undo) if task.undo else None
    if undo is None or undo.seq != case.seq:
        raise Conflict("This answer cannot be taken back: the case has gone on since.")
    drafted = session.execute(
        sa.select(sa.literal(1)).where(DRAFT.c.task_id.in_(undo.opened)).limit(1)
    ).one_or_none()
    if drafted:
        raise Conflict("This answer cannot be taken back: somebody has begun to answer the next task.")
    return undo


def _restore(work: Work, case: Case, task: OpenTask, undo: Undo) -> None:
    """Bring rows back to what they were; keys of waits come with the state."""
    _waits.restore(work, case, before=undo.before.columns["waits"], rows=undo.rows)
    case.set(state=undo.before.state, **undo.before.columns)
    if undo.opened:
        work.session.execute(
            sa.update(TASK)
            .where(TASK.c.id.in_(undo.opened))
            .values(status="recalled", closed_at=work.at, version=TASK.c.version + 1)
        )
        _record.leave_inboxes(work, undo.opened)
    if undo.cancelled:
        rows = work.session.execute(
            sa.update(TASK)
            .where(TASK.c.id.in_(undo.cancelled))
            .values(status="open", closed_at=None, version=TASK.c.version + 1)
            .returning(TASK.c.id, TASK.c.name, TASK.c.candidates, TASK.c.assignee_id, TASK.c.due_at)
        )
        _opening.stand(work, [_opened(row) for row in rows])
    if undo.escalations:
        work.session.execute(
            sa.update(ESCALATION).where(ESCALATION.c.id.in_(undo.escalations)),
            {"closed_at": work.at, "closed_by": work.actor.person_id},
        )
    _registers.restore(work, undo.registers)
    # The history is what diagrams are painted from; that this was done and taken back stands in the chain.
    work.session.execute(
        sa.delete(HISTORY).where(HISTORY.c.instance_id == case.id, HISTORY.c.seq >= task.completed_seq)
    )


def _opened(row: Any) -> _opening.Opened:
    return _opening.Opened(
        id=row.id,
        name=row.name,
        principals=tuple(row.candidates),
        assignee_id=row.assignee_id,
        due_at=row.due_at,
    )


def _reopen(work: Work, task: OpenTask) -> None:
    """The task is open again, held by who answered it, with what they answered as their draft."""
    _task.change(
        work.session,
        task,
        status="open",
        assignee_id=work.actor.person_id,
        closed_at=None,
        completed_by=None,
        completed_at=None,
        completed_seq=None,
        answers=None,
        confirmed_by=None,
        confirmed_at=None,
        undo=None,
        final=None,
    )
    _opening.stand_again(work, task, assignee_id=work.actor.person_id)
    work.session.execute(
        sa.delete(DRAFT).where(DRAFT.c.person_id == work.actor.person_id, DRAFT.c.task_id == task.id)
    )
    work.session.execute(
        sa.insert(DRAFT),
        {
            "person_id": work.actor.person_id,
            "task_id": task.id,
            "answers": task.answers or {},
            "saved_at": work.at,
        },
    )
