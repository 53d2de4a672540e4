"""SOD-05: who wrote the brief does not check its quality (DOMAIN 4.3)."""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "05"


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` is the author of the brief, who stands in the variable `briefAuthor`."""
    if person.login != facts.login("briefAuthor"):
        return None
    return (
        f"SOD-05: whoever wrote the brief may not check it, so that a second pair of eyes has seen it. "
        f"{person.name} wrote this brief; somebody else has to do “{facts.task}”."
    )
