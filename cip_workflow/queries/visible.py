"""Who may see a case: everybody who had, has or was offered work in it, and oversight (DESIGN 5, DOMAIN 4.2)."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from cip_workflow.store.tables import INSTANCE, PARTICIPANT, PERSON
from cip_workflow.types import Actor

#: These groups see every case and the course of it; answers that are for the named few stay closed to them as well.
OVERSIGHT = frozenset({"governance-lead", "platform-admin", "auditor", "process-owner"})
COUNCIL = "LCC"
#: What people of other organisations read of a failed step, and of an escalation.
FAILED = "It could not be done. Governance is told, and puts it right."
ESCALATED = "Governance is told."


def cases(actor: Actor) -> sa.ColumnElement[bool]:
    """A condition on `instance`: rows that this person may know of."""
    if actor.groups & OVERSIGHT:
        return sa.true()
    return (
        sa.exists()
        .where(
            PARTICIPANT.c.instance_id == INSTANCE.c.id, PARTICIPANT.c.principal.in_(sorted(actor.principals))
        )
        .correlate(INSTANCE)
    )


def may_read(readers: list[str] | None, actor: Actor) -> bool:
    """Whether answers with these readers (None: everybody who may see the case) are for this person.

    Readers are principals, or a whole organisation: `o:LCC`.
    """
    return readers is None or bool({*actor.principals, f"o:{actor.organisation}"} & set(readers))


def may_read_faults(actor: Actor) -> bool:
    """Whether what a failed step read, and the text of an escalation, are for this person.

    They may name any value of the case, and some are the council's alone (SOD-01); so others are told that it failed.
    """
    return actor.is_system or actor.organisation == COUNCIL or bool(actor.groups & OVERSIGHT)


def person_name(column: Any) -> Any:
    """The name of the person in `column`, as a scalar subquery; NULL for nobody."""
    return sa.select(PERSON.c.name).where(PERSON.c.id == column).scalar_subquery()
