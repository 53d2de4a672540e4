"""Who stands behind the candidates of a task now: groups grow and empty while tasks wait (SOD-15)."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.tables import (
    BRIEF,
    BRIEF_MEMBER,
    GROUP,
    MEMBERSHIP,
    PERSON,
    RESTRICTION,
    TASK,
    TASK_CANDIDATE,
)

_SUSPENDED = (
    sa.exists()
    .where(
        RESTRICTION.c.person_id == BRIEF_MEMBER.c.person_id,
        RESTRICTION.c.brief_ref == BRIEF.c.ref,
        RESTRICTION.c.kind == "all",
        RESTRICTION.c.until.is_(None),
    )
    .correlate(BRIEF_MEMBER, BRIEF)
)
_STANDING = sa.union_all(
    sa.select((sa.literal("g:") + GROUP.c.key).label("principal"), PERSON.c.id.label("person_id"))
    .select_from(
        MEMBERSHIP.join(GROUP, GROUP.c.id == MEMBERSHIP.c.group_id).join(
            PERSON, PERSON.c.id == MEMBERSHIP.c.person_id
        )
    )
    .where(PERSON.c.active.is_(True)),
    sa.select(sa.literal("g:") + BRIEF_MEMBER.c.role + "@" + BRIEF.c.ref, PERSON.c.id)
    .select_from(
        BRIEF_MEMBER.join(BRIEF, BRIEF.c.id == BRIEF_MEMBER.c.brief_id).join(
            PERSON, PERSON.c.id == BRIEF_MEMBER.c.person_id
        )
    )
    .where(PERSON.c.active.is_(True), BRIEF_MEMBER.c.ended_at.is_(None), ~_SUSPENDED),
    sa.select(sa.literal("p:") + sa.cast(PERSON.c.id, sa.String), PERSON.c.id).where(
        PERSON.c.active.is_(True)
    ),
).subquery("standing")


def without_anybody() -> sa.ColumnElement[bool]:
    """A condition on open rows of `task`: no active person stands behind any of its candidates."""
    return ~sa.exists().where(
        TASK_CANDIDATE.c.task_id == TASK.c.id,
        TASK_CANDIDATE.c.principal.in_(sa.select(_STANDING.c.principal)),
    ).correlate(TASK)


def behind(session: Session, principals: Iterable[str]) -> dict[str, set[int]]:
    """The ids of the active persons behind each principal. One statement, none for no principals."""
    found: dict[str, set[int]] = {one: set() for one in principals}
    if found:
        rows = session.execute(
            sa.select(_STANDING)
            .where(_STANDING.c.principal.in_(sorted(found)))
            .order_by(_STANDING.c.person_id)
        )
        for row in rows:
            found[row.principal].add(row.person_id)
    return found
