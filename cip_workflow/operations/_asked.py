"""What rules of duty ask the database: who completed what in a case, the agreement's figures, who scores bids.

Nothing is read until a rule asks, and nothing twice: a task that names no such rule costs no statement (DESIGN 7).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.operations import _groups
from cip_workflow.operations._facts import Asked, Done
from cip_workflow.queries import settings
from cip_workflow.store.tables import ORGANISATION, PERSON, TASK

PANEL = ("evaluation-panel", "evaluation-chair")

_DONE = (
    sa.select(
        TASK.c.element,
        TASK.c.name.label("task"),
        PERSON.c.id.label("person_id"),
        PERSON.c.name.label("person"),
        ORGANISATION.c.key.label("organisation"),
    )
    .select_from(
        TASK.join(PERSON, PERSON.c.id.in_([TASK.c.completed_by, TASK.c.confirmed_by])).join(
            ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation_id
        )
    )
    .where(TASK.c.instance_id == sa.bindparam("case_id"), TASK.c.status == "done")
    .order_by(TASK.c.id, PERSON.c.id)
)


def asked(session: Session, *, case_id: int, reference: str | None, completing: Sequence[Done] = ()) -> Asked:
    """Readers for the rules of one task, or of several tasks of one case.

    Args:
        case_id: 0 for a case that has no row yet, in which nothing was completed.
        reference: of the brief, within which evaluators are members.
        completing: what this command completes: its row is written after the next tasks have opened.
    """

    @cache
    def done() -> Sequence[Done]:
        rows = session.connection().execute(_DONE, {"case_id": case_id}).all() if case_id else ()
        return (*(Done(**row._mapping) for row in rows), *completing)

    @cache
    def panel() -> Collection[int]:
        principals = [_groups.group_principal(one, reference) for one in PANEL]
        behind = _groups.members(session, principals)
        return frozenset(member.id for members in behind.values() for member in members)

    return Asked(done=done, figures=cache(lambda: settings.current(session)), panel=panel)
