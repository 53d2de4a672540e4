"""Keep what somebody has typed into a start form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import forms
from cip_workflow.errors import Invalid
from cip_workflow.operations import _start_context, _starting
from cip_workflow.operations._work import Work
from cip_workflow.store.engine import dumps
from cip_workflow.store.tables import DRAFT
from cip_workflow.types import Actor

MOST_BYTES = 1_000_000


def save_start_draft(
    session: Session, *, actor: Actor, process_id: str, answers: Mapping[str, Any]
) -> datetime:
    """Keep answers of a start form as a draft; when they were saved is returned.

    Raises:
        NotFound: no such process, or none that people start.
        NotAllowed: the actor is not among those who may start it.
        Invalid: the draft is too large.
    """
    kept = forms.as_json(answers)
    if len(dumps(kept)) > MOST_BYTES:
        raise Invalid("This is too long to keep as a draft. Attach long texts as files.")
    work = Work(session=session, actor=actor)
    _start_context.may_start(actor, _starting.latest(work, process_id))
    mine = (DRAFT.c.person_id == actor.person_id, DRAFT.c.process_id == process_id)
    found = session.execute(
        sa.update(DRAFT).where(*mine).values(answers=kept, saved_at=work.at).returning(DRAFT.c.id)
    ).scalar_one_or_none()
    if found is None:
        row = {"person_id": actor.person_id, "process_id": process_id, "answers": kept, "saved_at": work.at}
        session.execute(sa.insert(DRAFT), row)
    return work.at
