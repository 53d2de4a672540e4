"""SOD-10: who looks after cases does not work in them, and edits nothing that a person decided (DOMAIN 4.3)."""

from __future__ import annotations

from cip_workflow.operations._facts import Facts
from cip_workflow.operations._groups import OVERSEERS, Member, split

NUMBER = "10"

EDIT = (
    "SOD-10: governance and administration put a failed step right, but nobody edits what a person decided. "
    "“{name}” was decided in “{task}”; send the case back to that step instead."
)


def forbids(person: Member, facts: Facts) -> str | None:
    """The sentence when `person` is a governance lead or an administrator, and the task is not one given to them as such."""
    if not person.overseer or any(split(one)[0] in OVERSEERS for one in facts.candidates):
        return None
    return (
        f"SOD-10: governance leads and administrators may reassign, suspend, retry and cancel, "
        f"and never complete the work of others. {person.name} is one of them; somebody else has to do “{facts.task}”."
    )
