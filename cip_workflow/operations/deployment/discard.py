"""A draft is not wanted any more."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict
from cip_workflow.operations import _audit, _notes, _proposing
from cip_workflow.types import Actor


def discard(session: Session, *, actor: Actor, deployment_id: int, reason: str) -> None:
    """Put a draft away. Its files stay in the record; the same files can be proposed again.

    Raises:
        NotFound: there is no such draft.
        NotAllowed: the actor deploys nothing.
        Conflict: it is published.
        Invalid: there is no reason.
    """
    _proposing.may(actor, "discard drafts")
    row = _proposing.draft(session, deployment_id)
    if row.published_at is not None:
        raise Conflict("This draft is published. Go back to an earlier version instead.")
    why = _notes.needed(reason)
    _proposing.put_away(session, row)
    _audit.change(
        session,
        actor=actor,
        kind="deployment.discarded",
        subject=f"deployment:{deployment_id}",
        digest=row.digest,
        reason=why,
    )
