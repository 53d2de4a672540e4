"""SOD-08: two different people stand behind the same answers (DOMAIN 4.3).

The first person's answers are kept and the task stays open; it is complete when a second person sends the same answers.
"""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import Member

NUMBER = "08"


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` gave the answers that wait for confirmation, or both would be evaluators."""
    if facts.first is None:
        return None
    if person.id != facts.first:
        return _both_evaluators(person, facts)
    return (
        f"SOD-08: two different people have to stand behind “{facts.task}”. "
        f"{person.name} has given the answers; a second person has to confirm them."
    )


def _both_evaluators(person: Member, facts: Facts) -> str | None:
    if not {person.id, facts.first} <= set(facts.panel):
        return None
    return (
        f"SOD-08: at least one of the two people behind “{facts.task}” has to be outside the evaluation panel. "
        f"{person.name} is in it, and so is who gave the answers; somebody else has to confirm them."
    )
