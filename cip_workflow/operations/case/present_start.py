"""What a person needs to start a process: its start form, whether they may, and their draft. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import forms
from cip_workflow.operations import _definitions, _start_context, _starting
from cip_workflow.operations._people import Roster
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DRAFT
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class StartPage:
    """The start of a process as one person may use it."""

    process_id: str
    definition_id: int
    name: str
    form: forms.Form | None
    variables: Mapping[str, Any]
    people: forms.People
    draft: Mapping[str, Any] | None
    draft_saved: datetime | None


def present_start(
    session: Session, *, actor: Actor, process_id: str, brief_ref: str | None = None
) -> StartPage:
    """Look at the start of the newest version of a process.

    Args:
        brief_ref: the brief that it is about, for processes that are.

    Raises:
        NotFound: no such process, or none that people start.
        NotAllowed: the actor is not among those who may start it.
    """
    work = Work(session=session, actor=actor)
    definition = _starting.latest(work, process_id)
    _start_context.may_start(actor, definition)
    compiled = _definitions.compiled(session, definition_id=definition.id, digest=definition.digest)
    digest = compiled.forms.get(definition.start_form) if definition.start_form else None
    draft = session.execute(
        sa.select(DRAFT.c.answers, DRAFT.c.saved_at).where(
            DRAFT.c.person_id == actor.person_id, DRAFT.c.process_id == process_id
        )
    ).one_or_none()
    return StartPage(
        process_id=process_id,
        definition_id=definition.id,
        name=definition.name,
        form=_definitions.form(session, digest) if digest else None,
        variables=_start_context.context(work, definition, brief_ref),
        people=Roster(session, None),
        draft=draft.answers if draft else None,
        draft_saved=draft.saved_at if draft else None,
    )
