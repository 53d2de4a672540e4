"""Publish a draft: from now on new cases start on it. Somebody else than its author does that (SOD-11)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, NotAllowed
from cip_workflow.operations import _proposing, _publishing
from cip_workflow.operations._publishing import Version
from cip_workflow.types import Actor

SENTENCE = (
    "SOD-11: whoever proposed a version does not publish it, so that a second person has read it. "
    "{name} proposed this one; another process owner or an administrator has to publish it."
)


def publish(
    session: Session, *, actor: Actor, deployment_id: int, alone: bool = False
) -> tuple[Version, ...]:
    """Make the versions of a draft. It is judged once more, because what it relies on may have changed meanwhile.

    Args:
        alone: the installation lets authors publish their own drafts (a demonstration, or by its settings).

    Raises:
        NotFound: there is no such draft.
        NotAllowed: the actor deploys nothing, or proposed it (SOD-11).
        Conflict: it is published already.
        Refused: it can no longer be deployed; `findings` says why.
    """
    _proposing.may(actor, "publish processes")
    row = _proposing.draft(session, deployment_id)
    if row.published_at is not None:
        raise Conflict("This draft is published already. Nothing was changed by you.")
    if not alone and actor.person_id is not None and actor.person_id == row.deployed_by:
        raise NotAllowed(SENTENCE.format(name=actor.name), rule="SOD-11")
    bundle = _proposing.judged(session, _proposing.files_of(session, deployment_id))
    return _publishing.publish(session, actor, bundle, deployment_id, kind="deployment.published")
