"""Tasks that somebody holds go back to those they were offered to, when the person may not hold them any longer."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from cip_workflow.operations import _task
from cip_workflow.operations._case import Case
from cip_workflow.operations._groups import person_principal
from cip_workflow.operations._task import NO_DUE, OpenTask
from cip_workflow.operations._work import Work
from cip_workflow.operations.duty import rule_15
from cip_workflow.store.tables import DRAFT, ESCALATION, TASK, TASK_CANDIDATE

_HELD = (
    sa.select(TASK.c.id)
    .where(TASK.c.assignee_id == sa.bindparam("person_id"), TASK.c.status == "open")
    .order_by(
        TASK.c.instance_id, TASK.c.id
    )  # one order for all, so that two of these never wait for each other
)


def give_back(work: Work, *, person_id: int, why: str, keep: Collection[str] = ()) -> int:
    """Release the open tasks that a person holds, and take the person off them.

    Args:
        why: a word for the audit trail: `left`, `group.member-removed`.
        keep: principals that the person still has; a task that is offered to one of them stays with the person.

    Returns:
        How many tasks were given back.
    """
    given = 0
    for task_id in work.session.scalars(_HELD, {"person_id": person_id}).all():
        taken = _task.take(work.session, task_id)
        case = work.hold(taken.case)
        if set(keep) & set(taken.task.candidates):
            continue
        _release(work, case, taken.task, person_id, why)
        given += 1
    return given


def _release(work: Work, case: Case, task: OpenTask, person_id: int, why: str) -> None:
    others = [one for one in task.candidates if one != person_principal(person_id)]
    _task.change(
        work.session,
        task,
        assignee_id=None,
        claimed_at=None,
        candidates=others,
        fixed=False,
        nobody=not others,
    )
    work.session.execute(sa.delete(TASK_CANDIDATE).where(TASK_CANDIDATE.c.task_id == task.id))
    if others:
        rows = [{"task_id": task.id, "principal": one, "due_at": task.due_at or NO_DUE} for one in others]
        work.session.execute(sa.insert(TASK_CANDIDATE), rows)
    work.record(
        case,
        "task.released",
        task_id=task.id,
        element=task.element,
        name=task.name,
        data={"from": person_id, "why": why},
    )
    if not others:
        _tell_governance(work, case, task)


def _tell_governance(work: Work, case: Case, task: OpenTask) -> None:
    """The diagram named this person alone, so nobody is left who may do it (SOD-15)."""
    work.new_escalations += work.session.execute(
        sa.insert(ESCALATION).returning(ESCALATION.c.id),
        {
            "instance_id": case.id,
            "task_id": task.id,
            "element": task.element,
            "code": rule_15.CODE,
            "text": rule_15.escalation(task.name, (), ()),
            "groups": ["governance-lead"],
            "opened_at": work.at,
        },
    ).scalars()
    work.record(
        case,
        "escalation.raised",
        task_id=task.id,
        element=task.element,
        name=rule_15.TITLE,
        data={"code": rule_15.CODE, "rule": f"SOD-{rule_15.NUMBER}"},
    )


def drop_drafts(work: Work, *, person_id: int) -> int:
    """Delete what a person typed and never sent; each deletion is an event of its case. Returns how many."""
    drafts = work.session.execute(
        sa.select(DRAFT.c.id, TASK.c.instance_id, TASK.c.id.label("task_id"), TASK.c.element, TASK.c.name)
        .select_from(DRAFT.outerjoin(TASK, TASK.c.id == DRAFT.c.task_id))
        .where(DRAFT.c.person_id == person_id)
        .order_by(TASK.c.instance_id, TASK.c.id)
    ).all()
    for draft in drafts:
        if draft.instance_id is not None:
            work.record(
                work.take(draft.instance_id),
                "draft.discarded",
                task_id=draft.task_id,
                element=draft.element,
                name=draft.name,
                data={"of": person_id, "why": "left"},
            )
    work.session.execute(sa.delete(DRAFT).where(DRAFT.c.person_id == person_id))
    return len(drafts)
