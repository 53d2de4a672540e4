"""Take a file away again, while it stands in no answer."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, NotAllowed, NotFound
from cip_workflow.operations import _policy, _settle
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DOCUMENT, TASK
from cip_workflow.types import Actor

NO_DOCUMENT = "There is no such document, or you may not see it."


def remove(session: Session, *, actor: Actor, document_id: int) -> None:
    """Hide a document that the actor uploaded. Its bytes and digest stay for the audit trail.

    Raises:
        NotFound: no such document, or none that the actor may know of.
        NotAllowed: somebody else uploaded it.
        Conflict: the task that it was given for is done: what was decided on it stays readable.
    """
    row = session.execute(
        sa.select(
            DOCUMENT.c.instance_id,
            DOCUMENT.c.task_id,
            DOCUMENT.c.uploaded_by,
            DOCUMENT.c.name,
            TASK.c.status,
        )
        .join_from(DOCUMENT, TASK, TASK.c.id == DOCUMENT.c.task_id, isouter=True)
        .where(DOCUMENT.c.id == document_id, DOCUMENT.c.removed_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound(NO_DOCUMENT)
    work = Work(session=session, actor=actor)
    case = work.take(row.instance_id) if row.instance_id is not None else None
    if case is not None:
        _policy.see_case(actor, case)
    if row.uploaded_by != actor.person_id:
        if case is None:
            raise NotFound(NO_DOCUMENT)
        raise NotAllowed("Only the person who uploaded this document can remove it.")
    if case is not None and row.status != "open":
        raise Conflict(f"{row.name} belongs to an answer that was given, so it stays.")
    session.execute(
        sa.update(DOCUMENT).where(DOCUMENT.c.id == document_id),
        {"removed_at": work.at, "removed_by": actor.person_id},
    )
    if case is not None:
        work.record(case, "document.removed", task_id=row.task_id, data={"document": document_id})
        _settle.settle(work, case)
