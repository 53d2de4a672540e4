"""Start a case by hand, with the answers of its start form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import forms
from cip_workflow.errors import Invalid
from cip_workflow.operations import (
    _definitions,
    _documents,
    _notes,
    _policy,
    _settle,
    _start_context,
    _starting,
)
from cip_workflow.operations._definitions import Compiled
from cip_workflow.operations._people import Roster
from cip_workflow.operations._starting import Startable
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DRAFT
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Started:
    """A new case, and what happens next."""

    instance_id: int
    reference: str | None
    title: str
    next: tuple[tuple[str, str], ...]  #: task and who it is for
    finished: bool


def start(
    session: Session,
    *,
    actor: Actor,
    process_id: str,
    answers: Mapping[str, Any] | None = None,
    brief_ref: str | None = None,
) -> Started:
    """Start the newest version of a process.

    Args:
        answers: of its start form, as `forms.read` gives them or already typed.
        brief_ref: the brief that it is about, for processes that are (a declaration of interest).

    Raises:
        NotFound: no such process, or none that people start.
        NotAllowed: the actor is not among those who may start it.
        Invalid: `fields` has the sentences for each answer that is not right.
    """
    work = Work(session=session, actor=actor)
    definition = _starting.latest(work, process_id)
    _start_context.may_start(actor, definition)
    compiled = _definitions.compiled(session, definition_id=definition.id, digest=definition.digest)
    context = _start_context.context(work, definition, brief_ref)
    typed, documents = _clean(work, definition, compiled, answers or {}, context)
    stored = forms.as_json(typed)
    variables = {**context, **typed}
    case, recorded = _starting.begin(
        work,
        definition,
        variables,
        compiled=compiled,
        message=definition.start_message,
        start_element=definition.start_element,
        answers=stored,
    )
    _documents.attach(work, case, documents)
    _notes.keep_overrides(work, case, typed)
    if definition.drafted:
        session.execute(
            sa.delete(DRAFT).where(DRAFT.c.person_id == actor.person_id, DRAFT.c.process_id == process_id)
        )
    _settle.settle(work, case)
    return Started(
        instance_id=case.id,
        reference=case.business_key,
        title=case.title,
        next=tuple((one.name, _policy.for_whom(one.principals)) for one in recorded.opened),
        finished=case.status == "finished",
    )


def _clean(
    work: Work,
    definition: Startable,
    compiled: Compiled,
    answers: Mapping[str, Any],
    context: Mapping[str, Any],
) -> tuple[forms.Answers, Mapping[int, str | None]]:
    """Typed answers, and the documents among them, each with the organisation that alone sees it."""
    digest = compiled.forms.get(definition.start_form) if definition.start_form else None
    if digest is None:
        if answers:
            raise Invalid(f"“{definition.name}” has no start form, so it takes no answers.")
        return forms.Answers(), {}
    form = _definitions.form(work.session, digest)
    known = _documents.known(work, None, form, answers)
    typed = forms.clean(
        form,
        answers,
        context,
        people=Roster(work.session, None),
        now=work.at,
        actor=work.actor,
        documents=known,
    )
    named = forms.documents(form, answers)
    return typed, {one: _documents.only_for(form, path) for path, one in named if one in known}
