"""SOD-08: two different people stand behind the same answers (DOMAIN 4.3).

The first person's answers are kept and the task stays open; it is complete when a second person sends the same answers.
"""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "08"


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` gave the answers that now wait for somebody else's confirmation."""
    if facts.first is None or person.id != facts.first:
        return None
    return (
        f"SOD-08: two different people have to stand behind “{facts.task}”. "
        f"{person.name} has given the answers; a second person has to confirm them."
    )
