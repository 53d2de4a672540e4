"""SOD-03: who scored the bids does not decide on them (DOMAIN 4.3)."""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "03"
#: Evaluators score (T507), their chair moderates (T508).
SCORED = ("T507", "T508")


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` scored or moderated bids in this case, in whichever round."""
    done = facts.completed_by(person.id, *SCORED)
    if done is None:
        return None
    return (
        f"SOD-03: whoever scored the bids does not decide on them. "
        f"{person.name} has done “{done.task}” in this case; somebody else has to do “{facts.task}”."
    )
