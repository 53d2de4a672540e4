"""cip:generate-brief-ref - gives the case of a brief its reference, CIP-DB-YYYY-NN, and the brief its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import PERSON
from cip_workflow.types import Job

TYPE = "cip:generate-brief-ref"
FINAL = ""
EARLY = True


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """A case that has a reference keeps it, so the task can be repeated."""
    given = job.inputs.get("briefRef") or case.business_key
    title = str(job.inputs.get("title") or case.title)[:300]
    if given:
        case.set(business_key=str(given), title=title)
        return {"briefRef": str(given)}
    sponsor = job.inputs.get("sponsor")
    ref = _registers.add_brief(
        work,
        case,
        year=work.at.astimezone(clock.LONDON).year,
        values={
            "title": title,
            "service_area": job.inputs.get("serviceArea"),
            "sponsor_id": sa.select(PERSON.c.id).where(PERSON.c.login == sponsor).scalar_subquery(),
            "status": "draft",
            "version": 1,
            "details": {},
            "created_at": work.at,
            "row_version": 1,
        },
    )
    case.set(business_key=ref, title=title)
    return {"briefRef": ref}
