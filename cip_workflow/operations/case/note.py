"""Write a note into a case."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.operations import _notes, _policy, _settle
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


def note(session: Session, *, actor: Actor, instance_id: int, text: str) -> int:
    """Add a note that everybody who may see the case can read; its id is returned.

    Raises:
        NotFound: no such case, or none that the actor may know of.
        Invalid: no words, or too many.
    """
    work = Work(session=session, actor=actor)
    case = work.take(instance_id)
    _policy.see_case(actor, case)
    written = _notes.write(work, case, _notes.needed(text, field="text", what="what you want to note"))
    work.record(case, "note.added", data={"why": written})
    _settle.settle(work, case)
    return int(written["note"])
