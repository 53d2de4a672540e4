"""Tasks that somebody holds go back to those they are offered to, when the person may not hold them any longer."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from cip_workflow.operations import _groups, _notify, _opening, _task
from cip_workflow.operations._case import Case
from cip_workflow.operations._task import OpenTask
from cip_workflow.operations._work import Work
from cip_workflow.operations.duty import rule_15
from cip_workflow.store.model import Person
from cip_workflow.store.tables import DRAFT, ESCALATION, TASK

_HELD = (
    sa.select(TASK.c.id)
    .where(TASK.c.assignee_id == sa.bindparam("person_id"), TASK.c.status == "open")
    .order_by(
        TASK.c.instance_id, TASK.c.id
    )  # one order for all, so that two of these never wait for each other
)


def give_back(work: Work, *, person: Person, why: str, keep: Collection[str] = ()) -> int:
    """Release the open tasks that a person holds, write their cases, and tell governance of those that nobody else may do.

    Args:
        why: for the audit trail: `left`, `group.member-removed`.
        keep: principals that the person still has; a task that is offered to one of them stays with the person.

    Returns:
        How many tasks were given back.
    """
    given = 0
    case: Case | None = None
    for task_id in work.session.scalars(_HELD, {"person_id": person.id}).all():
        taken = _task.take(work.session, task_id)
        if set(keep) & set(taken.task.candidates):
            continue
        case = work.hold(taken.case)
        _release(work, case, taken.task, person, why)
        given += 1
    work.save()
    if case is not None:
        _notify.opened(work, case)
    return given


def _release(work: Work, case: Case, task: OpenTask, person: Person, why: str) -> None:
    behind = _groups.members(work.session, task.candidates)
    nobody = not any(member.id != person.id for members in behind.values() for member in members)
    _task.change(work.session, task, assignee_id=None, claimed_at=None, nobody=nobody)
    _opening.stand_again(work, task, assignee_id=None)
    work.record(
        case,
        "task.released",
        task_id=task.id,
        element=task.element,
        name=task.name,
        data={"from": person.id, "why": why},
    )
    if nobody:
        _tell_governance(work, case, task, person)


def _tell_governance(work: Work, case: Case, task: OpenTask, person: Person) -> None:
    """Nobody else is offered the task (SOD-15)."""
    named = [
        f"p:{person.name}" if one == _groups.person_principal(person.id) else one for one in task.candidates
    ]
    work.new_escalations += work.session.execute(
        sa.insert(ESCALATION).returning(ESCALATION.c.id),
        {
            "instance_id": case.id,
            "task_id": task.id,
            "element": task.element,
            "code": rule_15.CODE,
            "text": rule_15.escalation(task.name, named, [f"{person.name} was the last who could do it."]),
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
    work.save()
    return len(drafts)
