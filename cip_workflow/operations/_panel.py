"""Who sits in the evaluation panel of a brief: rows of BRIEF_MEMBER under the scoped groups of the panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _box, _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF, BRIEF_MEMBER


def seat(work: Work, case: Case, brief: Any, *, evaluators: Sequence[str], chair: str | None) -> None:
    """The panel is exactly these from now on: evaluators, and the chair who moderates.

    Raises StepFailed when one of them has no account.
    """
    logins = [*evaluators, *([chair] if chair else [])]
    persons = _registers.persons(work, logins)
    wanted = {(persons[login].id, _box.PANEL) for login in evaluators}
    if chair:
        wanted.add((persons[chair].id, _box.CHAIR))
    there = {(row.person_id, row.role): row.id for row in _seated(work, brief.ref)}
    for key, row_id in there.items():
        if key not in wanted:
            _registers.change(work, case, BRIEF_MEMBER, row_id, {"ended_at": work.at})
    for person_id, role in sorted(wanted - there.keys()):
        values = {"brief_id": brief.id, "person_id": person_id, "role": role, "part": "evaluator"}
        _registers.insert(
            work, case, BRIEF_MEMBER, {**values, "since": work.at, "added_by": work.actor.person_id}
        )
    case.join([f"p:{persons[login].id}" for login in logins])


def dissolve(work: Work, case: Case, brief_ref: str) -> None:
    """Nobody evaluates any more; the rows stay as history."""
    for row in _seated(work, brief_ref):
        _registers.change(work, case, BRIEF_MEMBER, row.id, {"ended_at": work.at})


def _seated(work: Work, brief_ref: str) -> list[Any]:
    return list(
        work.session.execute(
            sa.select(BRIEF_MEMBER.c.id, BRIEF_MEMBER.c.person_id, BRIEF_MEMBER.c.role)
            .join_from(BRIEF_MEMBER, BRIEF, BRIEF.c.id == BRIEF_MEMBER.c.brief_id)
            .where(
                BRIEF.c.ref == brief_ref,
                BRIEF_MEMBER.c.role.in_((_box.PANEL, _box.CHAIR)),
                BRIEF_MEMBER.c.ended_at.is_(None),
            )
        )
    )
