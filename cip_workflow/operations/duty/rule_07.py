"""SOD-07: a declarant does not assess, mitigate or close the own declaration (DOMAIN 4.3)."""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "07"


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` is the one whose declaration this is, who stands in the variable `declarant`."""
    if person.login != facts.login("declarant"):
        return None
    return (
        f"SOD-07: nobody judges their own declaration of interest. "
        f"{person.name} made this declaration; somebody else has to do “{facts.task}”."
    )
