"""cip:list-standing-declarers - lists who has to declare interests again: every member of every brief that is not closed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF, BRIEF_MEMBER, ORGANISATION, PERSON
from cip_workflow.types import Job

TYPE = "cip:list-standing-declarers"
FINAL = ""
EARLY = True


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One line for each member and brief, by brief and name."""
    rows = work.session.execute(
        sa.select(PERSON.c.login, ORGANISATION.c.key, BRIEF.c.ref, BRIEF.c.title, PERSON.c.name, PERSON.c.id)
        .join_from(BRIEF_MEMBER, BRIEF, BRIEF.c.id == BRIEF_MEMBER.c.brief_id)
        .join(PERSON, PERSON.c.id == BRIEF_MEMBER.c.person_id)
        .join(ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation_id)
        .where(BRIEF_MEMBER.c.ended_at.is_(None), BRIEF.c.closed_at.is_(None), PERSON.c.active.is_(True))
        .distinct()
        .order_by(BRIEF.c.ref, PERSON.c.name, PERSON.c.id)
    )
    return {
        "declarers": [
            {"user": row.login, "organisation": row.key, "briefRef": row.ref, "title": row.title}
            for row in rows
        ]
    }
