"""SOD-02: who submitted does not approve (DOMAIN 4.3)."""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "02"
#: The business case is put together (T300), the brief submitted (T105), the award drafted (T600).
SUBMITTED = ("T300", "T105", "T600")


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` completed one of the submissions of this case, in whichever round."""
    done = facts.completed_by(person.id, *SUBMITTED)
    if done is None:
        return None
    return (
        f"SOD-02: whoever submits does not approve. "
        f"{person.name} has done “{done.task}” in this case; somebody else has to do “{facts.task}”."
    )
