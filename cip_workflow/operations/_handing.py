"""Giving a task to a certain person: whether they may have it, and the rows. Used by hand over and reassign."""

from __future__ import annotations

from cip_workflow.errors import Invalid, NotAllowed
from cip_workflow.operations import (
    _advance,
    _groups,
    _notes,
    _notify,
    _opening,
    _policy,
    _settle,
    _task,
    duty,
)
from cip_workflow.operations._case import Case
from cip_workflow.operations._groups import Member
from cip_workflow.operations._task import OpenTask
from cip_workflow.operations._work import Work


def eligible(work: Work, case: Case, task: OpenTask) -> tuple[tuple[Member, ...], dict[int, str]]:
    """Who is offered a task now, and which of them a rule of duty keeps out, with the sentence."""
    behind = _groups.members(work.session, task.candidates)
    offered = {member.id: member for members in behind.values() for member in members}
    taken = _task.Taken(task, case, drafted=False)
    variables = _task.variables(work.session, taken, _advance.compiled_of(work, case))
    kept_out = duty.sentences(offered.values(), task.sod, _task.facts(work.session, case, task, variables))
    return tuple(offered.values()), dict(kept_out)


def give(work: Work, case: Case, task: OpenTask, *, to: str, kind: str, reason: str) -> Member:
    """Make the person with login `to` the holder of a task, record it as `kind`, and tell them.

    Raises:
        Invalid: there is nobody of that login among those it is offered to, or they hold it already.
        NotAllowed: it is for one named person, or a rule of duty keeps the new holder from it.
    """
    if task.fixed:
        raise NotAllowed(f"“{task.name}” is for one named person. It cannot be given to anybody else.")
    offered, kept_out = eligible(work, case, task)
    chosen = next((one for one in offered if one.login == to.strip().lower()), None)
    if chosen is None:
        named = _policy.for_whom(task.candidates)
        raise Invalid("Choose somebody else.", fields={"to": [f"Choose an active member of {named}"]})
    if chosen.id in kept_out:
        said = kept_out[chosen.id]
        raise NotAllowed(said, rule=said.partition(":")[0])
    if chosen.id == task.assignee_id:
        raise Invalid(
            "Choose somebody else.",
            fields={"to": [f"{chosen.name} holds this task already; choose somebody else"]},
        )
    note = _notes.write(work, case, reason, task_id=task.id) if reason else None
    work.record(
        case,
        kind,
        task_id=task.id,
        element=task.element,
        name=task.name,
        data={"from": task.assignee_id, "to": chosen.id, **({"why": note} if note else {})},
    )
    _task.change(work.session, task, assignee_id=chosen.id, claimed_at=work.at)
    _opening.stand_again(work, task, assignee_id=chosen.id)
    case.join([_groups.person_principal(chosen.id)])
    _settle.settle(work, case)
    if chosen.id != work.actor.person_id:
        _notify.assigned(work, case, task.id)
    return chosen
