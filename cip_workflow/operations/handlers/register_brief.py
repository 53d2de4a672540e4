"""cip:register-brief - keeps the brief as it was issued, for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _registers
from cip_workflow.operations._audit import value_digest
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF, BRIEF_VERSION, PERSON
from cip_workflow.types import Job

TYPE = "cip:register-brief"
FINAL = "The brief has been issued."

_CONTENT = (
    "brief",
    "funding",
    "needAnalysis",
    "livedExperience",
    "legalRegime",
    "boardConditions",
    "scopeWarning",
    "members",
    "designLead",
    "coLead",
    "briefAuthor",
)


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One more version of the brief; the register shows it as issued."""
    brief = _registers.brief(work, job.inputs.get("briefRef"))
    content = {name: job.inputs.get(name) for name in _CONTENT}
    last = work.session.execute(
        sa.select(sa.func.max(BRIEF_VERSION.c.number)).where(BRIEF_VERSION.c.brief_id == brief.id)
    ).scalar_one()
    number = (last or 0) + 1
    digest = value_digest(content)
    _registers.insert(
        work,
        case,
        BRIEF_VERSION,
        {
            "brief_id": brief.id,
            "number": number,
            "content": content,
            "digest": digest,
            "issued_at": work.at,
            "issued_by": work.actor.person_id,
        },
    )
    said: Mapping[str, Any] = content["brief"] or {}
    author = sa.select(PERSON.c.id).where(PERSON.c.login == content["briefAuthor"]).scalar_subquery()
    work.session.execute(
        sa.update(BRIEF)
        .where(BRIEF.c.id == brief.id)
        .values(
            status="issued",
            version=number,
            issued_at=work.at,
            title=str(said.get("title") or brief.title)[:300],
            deadline=said.get("designDeadline"),
            legal_regime=content["legalRegime"],
            author_id=author,
            row_version=BRIEF.c.row_version + 1,
        )
    )
    work.record(
        case,
        "brief.issued",
        element=job.element,
        name=brief.ref,
        data={"version": number, "digest": digest},
    )
    return {"briefVersion": number}
