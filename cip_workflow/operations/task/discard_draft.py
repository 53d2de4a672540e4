"""Throw away a draft."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.tables import DRAFT
from cip_workflow.types import Actor


def discard_draft(session: Session, *, actor: Actor, task_id: int) -> None:
    """Delete the actor's draft of a task; nothing happens when there is none."""
    session.execute(sa.delete(DRAFT).where(DRAFT.c.person_id == actor.person_id, DRAFT.c.task_id == task_id))
