"""What governance does to a case begins alike: the case is locked, and the actor is somebody who looks after cases."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.operations import _policy
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


def take(session: Session, actor: Actor, instance_id: int, *, what: str) -> tuple[Work, Case]:
    """The work and the locked case. Raises NotFound for a case one may not know of, NotAllowed without the right."""
    work = Work(session=session, actor=actor)
    case = work.take(instance_id)
    _policy.see_case(actor, case)
    _policy.govern(actor, what=what)
    return work, case
