"""Keep what somebody has typed into a task, for them alone, without judging it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, forms
from cip_workflow.errors import Invalid
from cip_workflow.operations import _policy, _task
from cip_workflow.store.engine import dumps
from cip_workflow.store.tables import DRAFT
from cip_workflow.types import Actor

#: Longer than any form that a person fills in; a draft is no place to keep files.
MOST_BYTES = 1_000_000


def save_draft(session: Session, *, actor: Actor, task_id: int, answers: Mapping[str, Any]) -> datetime:
    """Keep answers as a draft; when they were saved is returned. Two pages of one person: the later save stays.

    Drafts change nothing in the case, so they leave no event and take no lock on it.

    Raises:
        NotFound: no such task, or none that the actor may know of.
        NotAllowed: the task is not offered to the actor.
        Conflict: it is done, cancelled, held by somebody else, or its case is suspended.
        Invalid: the draft is too large.
    """
    kept = forms.as_json(answers)
    if len(dumps(kept)) > MOST_BYTES:
        raise Invalid("This is too long to keep as a draft. Attach long texts as files.")
    looked = _task.look(session, task_id)
    _policy.work_on(actor, looked.case, looked.task)
    now = clock.now()
    mine = (DRAFT.c.person_id == actor.person_id, DRAFT.c.task_id == task_id)
    found = session.execute(
        sa.update(DRAFT).where(*mine).values(answers=kept, saved_at=now).returning(DRAFT.c.id)
    ).scalar_one_or_none()
    if found is None:
        session.execute(
            sa.insert(DRAFT),
            {"person_id": actor.person_id, "task_id": task_id, "answers": kept, "saved_at": now},
        )
    return now
