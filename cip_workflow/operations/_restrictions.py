"""What members may not do within a brief, because of an interest or because they have not declared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF, BRIEF_MEMBER, RESTRICTION

#: Keeps somebody from everything in a brief: they stay in the team and may only declare.
ALL = "all"


def replace(
    work: Work, case: Case, *, person_id: int, brief_ref: object, kinds: Collection[str], reason: str
) -> None:
    """From now on exactly these restrictions hold; one that holds already goes on."""
    there = {row.kind: row for row in _current(work, person_id, brief_ref)}
    for kind, row in there.items():
        if kind not in kinds:
            _registers.change(work, case, RESTRICTION, row.id, {"until": work.at})
    for kind in sorted(set(kinds) - there.keys()):
        _insert(work, case, person_id, brief_ref, kind, reason)


def add(work: Work, case: Case, *, person_id: int, brief_ref: object, kind: str, reason: str) -> None:
    """One restriction more, when it does not hold already."""
    if kind not in {row.kind for row in _current(work, person_id, brief_ref)}:
        _insert(work, case, person_id, brief_ref, kind, reason)


def end_membership(work: Work, case: Case, *, person_id: int, brief_ref: str) -> None:
    """The person leaves every role within a brief."""
    rows = work.session.execute(
        sa.select(BRIEF_MEMBER.c.id)
        .join_from(BRIEF_MEMBER, BRIEF, BRIEF.c.id == BRIEF_MEMBER.c.brief_id)
        .where(
            BRIEF.c.ref == brief_ref,
            BRIEF_MEMBER.c.person_id == person_id,
            BRIEF_MEMBER.c.ended_at.is_(None),
        )
    ).scalars()
    for row_id in list(rows):
        _registers.change(work, case, BRIEF_MEMBER, row_id, {"ended_at": work.at})


def _current(work: Work, person_id: int, brief_ref: object) -> list[Any]:
    return list(
        work.session.execute(
            sa.select(RESTRICTION.c.id, RESTRICTION.c.kind).where(
                RESTRICTION.c.person_id == person_id,
                RESTRICTION.c.brief_ref.is_not_distinct_from(brief_ref),
                RESTRICTION.c.until.is_(None),
            )
        )
    )


def _insert(work: Work, case: Case, person_id: int, brief_ref: object, kind: str, reason: str) -> None:
    _registers.insert(
        work,
        case,
        RESTRICTION,
        {
            "person_id": person_id,
            "brief_ref": brief_ref,
            "instance_id": case.id,
            "kind": kind,
            "reason": reason[:1000],
            "since": work.at,
        },
    )
