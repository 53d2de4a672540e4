"""Stop a case for a while: no task can be done and no timer fires until it is resumed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.operations import _govern, _notes, _policy, _settle, _waits
from cip_workflow.types import Actor


def suspend(session: Session, *, actor: Actor, instance_id: int, reason: str) -> None:
    """Suspend a running case.

    Raises:
        NotFound: no such case, or none that the actor may know of.
        NotAllowed: the actor does not look after cases.
        Invalid: no reason.
        Conflict: the case is suspended already, or over.
    """
    work, case = _govern.take(session, actor, instance_id, what="suspend a case")
    why = _notes.needed(reason, what="why this case is suspended")
    _policy.running(case)
    work.record(case, "case.suspended", data={"why": _notes.write(work, case, why)})
    case.set(status="suspended")
    _waits.hold_timers(work, case)
    _settle.settle(work, case)
