"""SOD-01: prices are compared and contracts decided by the council alone (DOMAIN 4.3).

The charity may win the contract, so none of its people works on the delivery route, the evaluation of sub-contractors'
bids or the award, whatever group somebody has put them into: group and organisation are both looked at (DOMAIN 4.2).
"""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "01"
COUNCIL = "LCC"


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` is not of the council."""
    if person.organisation == COUNCIL:
        return None
    return (
        f"SOD-01: only people of the council compare prices and decide on contracts, because the other side may win them. "
        f"{person.name} is not of the council; somebody of the council has to do “{facts.task}”."
    )
