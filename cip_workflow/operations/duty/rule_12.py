"""SOD-12: what young people think of a design is not written down by who leads the design (DOMAIN 4.3)."""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "12"


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` leads the design team, which stands in the variable `designLead`."""
    if person.login != facts.login("designLead"):
        return None
    return (
        f"SOD-12: the young people's verdict is entered by somebody who does not lead the design. "
        f"{person.name} leads this design; another participation lead has to do “{facts.task}”."
    )
