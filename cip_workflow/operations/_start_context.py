"""Before a case exists: who may start one, and what its start form and first step know."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import NotAllowed, NotFound
from cip_workflow.operations._groups import OVERSIGHT
from cip_workflow.operations._start_events import EVERYONE
from cip_workflow.operations._starting import BRIEF_REF, Startable
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF, INSTANCE, PARTICIPANT
from cip_workflow.types import Actor

#: Variables of every case that a person starts.
STARTED_BY = "startedBy"
STARTED_FOR = "startedByOrganisation"


def may_start(actor: Actor, definition: Startable) -> None:
    """Raises NotFound for a process that nobody starts by hand, NotAllowed for one that others start."""
    if not definition.groups:
        raise NotFound(f"“{definition.name}” is not started by people.")
    if EVERYONE not in definition.groups and not actor.groups & set(definition.groups):
        named = " or ".join(definition.groups)
        raise NotAllowed(f"Only {named} may start “{definition.name}”.")


def context(work: Work, definition: Startable, brief_ref: str | None) -> dict[str, Any]:
    """What is known before anybody answers: who starts it, and the brief that it is about.

    A start event that waits for a message gets the starting person as its `declarant` too, whose `organisation` it is: the
    message says who it is from. Raises NotFound for a brief that the actor may not know of.
    """
    actor = work.actor
    known: dict[str, Any] = {STARTED_BY: actor.login, STARTED_FOR: actor.organisation}
    if definition.start_message is not None:
        known |= {
            "declarant": actor.login,
            "organisation": actor.organisation,
            BRIEF_REF: None,
            "title": None,
        }
    if brief_ref:
        known |= {BRIEF_REF: brief_ref, "title": _title(work, brief_ref)}
    return known


def _title(work: Work, brief_ref: str) -> str:
    actor = work.actor
    query = sa.select(BRIEF.c.title).where(BRIEF.c.ref == brief_ref)
    if not (actor.groups & OVERSIGHT or any(one.endswith(f"@{brief_ref}") for one in actor.groups)):
        query = query.where(
            sa.select(sa.literal(1))
            .select_from(PARTICIPANT.join(INSTANCE, INSTANCE.c.id == PARTICIPANT.c.instance_id))
            .where(
                INSTANCE.c.business_key == brief_ref, PARTICIPANT.c.principal.in_(sorted(actor.principals))
            )
            .exists()
        )
    title: str | None = work.session.execute(query).scalar_one_or_none()
    if title is None:
        raise NotFound(f"There is no brief {brief_ref}, or you may not see it.")
    return title
