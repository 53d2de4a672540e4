"""Complete a user task: the story of the product, in one transaction (DESIGN 3, 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import engine, forms
from cip_workflow.errors import Conflict, Invalid
from cip_workflow.operations import (
    _advance,
    _definitions,
    _documents,
    _notes,
    _opening,
    _policy,
    _record,
    _settle,
    _task,
    _undo,
    duty,
)
from cip_workflow.operations._audit import value_digest
from cip_workflow.operations._facts import Done
from cip_workflow.operations._people import Roster
from cip_workflow.operations._task import OpenTask, Taken
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DRAFT
from cip_workflow.types import Actor, Variables

#: The login of who completed a task, for output mappings (`=completedBy`).
COMPLETED_BY = "completedBy"


@dataclass(frozen=True, kw_only=True)
class Next:
    """A task that this answer opened."""

    name: str
    who: str  #: `lcc-legal or lcc-procurement`, or `one named person`


@dataclass(frozen=True, kw_only=True)
class Completed:
    """What became of a task, and what happens next."""

    task_id: int
    task: str
    instance_id: int
    version: int
    next: tuple[Next, ...]
    finished: bool
    outcome: str | None
    waits_for_second: bool = False  #: SOD-08: the answers are kept until a second person confirms them


def complete(
    session: Session,
    *,
    actor: Actor,
    task_id: int,
    answers: Mapping[str, Any],
    version: int | None = None,
) -> Completed:
    """Complete a task with these answers and run the case to its next waits.

    Args:
        answers: as `forms.read` gives them or already typed; only what the form declares is accepted.
        version: of the task as the page showed it; None does not look.

    Raises:
        NotFound: no such task, or none that the actor may know of.
        NotAllowed: not offered to the actor, or a rule of segregation of duty stands against it.
        Conflict: it is done, cancelled, held by somebody else, changed since the page was made, or its case is suspended.
        Invalid: `fields` has the sentences for each answer that is not right.
    """
    work = Work(session=session, actor=actor)
    taken = _task.take(session, task_id)
    task, case = taken.task, work.hold(taken.case)
    _policy.work_on(actor, case, task)
    if version is not None and version != task.version:
        raise Conflict(_task.FASTER)
    compiled = _advance.compiled_of(work, case)
    variables = _task.variables(session, taken, compiled)
    facts = _task.facts(session, case, task, variables)
    duty.check(_policy.as_member(actor), task.sod, facts)
    duty.check_answers(answers, task.sod, facts)
    typed = _clean(work, taken, answers, variables)
    stored = forms.as_json(typed)
    if duty.TWO_PEOPLE in duty.named(task.sod) and not (task.confirmed_by and task.answers == stored):
        return _first_of_two(work, taken, stored)
    remembered = _undo.before(case)
    work.completing[case.id] = _completing(task, actor)
    seq = work.record(
        case,
        "task.completed",
        task_id=task.id,
        element=task.element,
        name=task.name,
        data={"answers": value_digest(stored), "key": task.key, "first": task.confirmed_by},
    )
    _notes.keep_overrides(work, case, typed, task=task)
    try:
        recorded = _advance.advance(
            work,
            case,
            lambda specs, state, serve: engine.complete(
                specs, state, task.key, {**typed, COMPLETED_BY: actor.login}, now=work.at, serve=serve
            ),
            seq=seq,
            completed=task.key,
        )
    except Conflict as error:
        raise Conflict(_task.why_closed(session, task)) from error
    _settle.deliver_thrown(work)
    _task.change(
        session,
        task,
        status="done",
        answers=stored,
        assignee_id=actor.person_id,
        completed_by=actor.person_id,
        completed_at=work.at,
        closed_at=work.at,
        completed_seq=seq,
        final=case.final[0] if case.final else None,
        undo=None if case.final else _undo.pack(case, remembered, recorded),
    )
    _record.leave_inboxes(work, [task.id])
    if taken.drafted:
        session.execute(sa.delete(DRAFT).where(DRAFT.c.task_id == task.id))
    _settle.write(work, case)
    return Completed(
        task_id=task.id,
        task=task.name,
        instance_id=case.id,
        version=task.version + 1,
        next=tuple(Next(name=one.name, who=_policy.for_whom(one.principals)) for one in recorded.opened),
        finished=case.status == "finished",
        outcome=case.outcome,
    )


def _completing(task: OpenTask, actor: Actor) -> Done:
    return Done(
        element=task.element,
        task=task.name,
        person_id=actor.person_id or 0,
        person=actor.name,
        organisation=actor.organisation,
    )


def _clean(work: Work, taken: Taken, answers: Mapping[str, Any], variables: Variables) -> forms.Answers:
    task = taken.task
    if task.form_digest is None:
        if answers:
            raise Invalid(f"“{task.name}” has no form, so it takes no answers.")
        return forms.Answers()
    form = _definitions.form(work.session, task.form_digest)
    return forms.clean(
        form,
        answers,
        variables,
        people=Roster(work.session, taken.case.business_key),
        now=work.at,
        actor=work.actor,
        documents=_documents.known(work, taken.case, form, answers),
    )


def _first_of_two(work: Work, taken: Taken, stored: Mapping[str, Any]) -> Completed:
    """SOD-08: keep the first person's answers; the task goes back to everybody it is offered to, but not to them."""
    task, case = taken.task, taken.case
    work.record(
        case,
        "task.answered-first",
        task_id=task.id,
        element=task.element,
        name=task.name,
        data={"answers": value_digest(stored)},
    )
    _task.change(
        work.session,
        task,
        answers=stored,
        confirmed_by=work.actor.person_id,
        confirmed_at=work.at,
        assignee_id=None,
        claimed_at=None,
    )
    _opening.stand_again(work, task, assignee_id=None)
    if taken.drafted:
        work.session.execute(sa.delete(DRAFT).where(DRAFT.c.task_id == task.id))
    _settle.write(work, case)
    return Completed(
        task_id=task.id,
        task=task.name,
        instance_id=case.id,
        version=task.version + 1,
        next=(Next(name=task.name, who="a second person"),),
        finished=False,
        outcome=None,
        waits_for_second=True,
    )
