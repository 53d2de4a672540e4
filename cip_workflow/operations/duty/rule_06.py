"""SOD-06: the chief finance officer's sign-off is not for those who prepared the figures (DOMAIN 4.3).

Section 151 of the Local Government Act 1972 makes one officer answer for the council's money: the check is worth
nothing when it is their own work that they check.
"""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "06"
#: The financial model (T209) and the bid for funding (T302).
PREPARED = ("T209", "T302")


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` built the model or wrote the bid in this case, in whichever round."""
    done = facts.completed_by(person.id, *PREPARED)
    if done is None:
        return None
    return (
        f"SOD-06: whoever prepared the figures does not sign them off. "
        f"{person.name} has done “{done.task}” in this case; somebody else has to do “{facts.task}”."
    )
