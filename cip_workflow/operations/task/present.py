"""What a person needs to see a task: its form, what the form may read, and whether they may do it. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from cip_workflow import engine, forms
from cip_workflow.errors import WorkflowError
from cip_workflow.operations import _advance, _definitions, _handing, _policy, _task, duty
from cip_workflow.operations._people import Roster
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Presented:
    """A task as one person may use it. The people of its form are read while the session is open."""

    form: forms.Form | None
    variables: Mapping[str, Any]
    people: forms.People
    version: int
    reference: str | None
    may_work: bool  #: may complete it now
    held: bool  #: and holds it already
    why_not: str = ""  #: the rule or state that stands against it, in words
    colleagues: tuple[tuple[str, str], ...] = field(default=())  #: login and name of who else may do it


def present(session: Session, *, actor: Actor, task_id: int, colleagues: bool = False) -> Presented:
    """Look at a task, as `complete` would.

    Args:
        colleagues: also find out to whom it can be given.

    Raises:
        NotFound: no such task, or none that the actor may know of.
    """
    work = Work(session=session, actor=actor)
    looked = _task.look(session, task_id)
    task, case = looked.task, looked.case
    _policy.see_task(actor, case, task)
    compiled = _advance.compiled_of(work, case)
    open_now = task.status == "open" and case.open
    variables = engine.variables(compiled.specs, case.state, task.key if open_now else None)
    why_not = ""
    try:
        _policy.work_on(actor, case, task)
        duty.check(_policy.as_member(actor), task.sod, _task.facts(session, case, task, variables))
    except WorkflowError as refused:
        why_not = refused.message
    found: tuple[tuple[str, str], ...] = ()
    if colleagues and open_now:
        offered, kept_out = _handing.eligible(work, case, task)
        found = tuple(
            (one.login, one.name)
            for one in sorted(offered, key=lambda one: one.name)
            if one.id not in kept_out and one.id != task.assignee_id
        )
    return Presented(
        form=_definitions.form(session, task.form_digest) if task.form_digest else None,
        variables=variables,
        people=Roster(session, case.business_key),
        version=task.version,
        reference=case.business_key,
        may_work=not why_not,
        held=task.assignee_id == actor.person_id,
        why_not=why_not,
        colleagues=found,
    )
