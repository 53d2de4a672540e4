"""Let a suspended case go on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict
from cip_workflow.operations import _govern, _notes, _settle, _waits
from cip_workflow.types import Actor


def resume(session: Session, *, actor: Actor, instance_id: int, reason: str = "") -> None:
    """Resume a suspended case. Timers that fell due meanwhile fire at once.

    Raises:
        NotFound: no such case, or none that the actor may know of.
        NotAllowed: the actor does not look after cases.
        Conflict: the case is not suspended.
    """
    work, case = _govern.take(session, actor, instance_id, what="resume a case")
    if case.status != "suspended":
        raise Conflict("This case is not suspended.")
    note = _notes.write(work, case, reason.strip()) if reason.strip() else None
    work.record(case, "case.resumed", data={"why": note} if note else {})
    case.set(status="running")
    _waits.release_timers(work, case)
    _settle.settle(work, case)
