"""End a case before its time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow import engine
from cip_workflow.operations import _advance, _govern, _notes, _policy, _settle
from cip_workflow.types import Actor


def cancel(session: Session, *, actor: Actor, instance_id: int, reason: str) -> None:
    """Stop everything in a case for good; what was answered stays readable.

    Raises:
        NotFound: no such case, or none that the actor may know of.
        NotAllowed: the actor does not look after cases.
        Invalid: no reason.
        Conflict: the case is over.
    """
    work, case = _govern.take(session, actor, instance_id, what="cancel a case")
    why = _notes.needed(reason, what="why this case is cancelled")
    if not case.open:
        _policy.running(case)
    seq = work.record(case, "case.cancelled", data={"why": _notes.write(work, case, why)})
    case.set(status="cancelled", ended_at=work.at, outcome="Cancelled")
    _advance.advance(
        work,
        case,
        lambda specs, state, serve: engine.cancel(specs, state, now=work.at, serve=serve),
        seq=seq,
        resolution="cancelled",
    )
    _settle.settle(work, case)
