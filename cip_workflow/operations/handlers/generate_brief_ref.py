"""cip:generate-brief-ref - gives the case of a brief its reference, CIP-DB-YYYY-NN, and the brief its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF, PERSON
from cip_workflow.types import Job

TYPE = "cip:generate-brief-ref"
FINAL = ""


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """A case that has a reference keeps it, so the task can be repeated."""
    given = job.inputs.get("briefRef") or case.business_key
    title = str(job.inputs.get("title") or case.title)[:300]
    if given:
        case.set(business_key=str(given), title=title)
        return {"briefRef": str(given)}
    year = work.at.astimezone(clock.LONDON).year
    number = _registers.next_number(work, f"CIP-DB-{year}")
    ref = f"CIP-DB-{year}-{number:02}"
    sponsor = job.inputs.get("sponsor")
    _registers.insert(
        work,
        case,
        BRIEF,
        {
            "ref": ref,
            "year": year,
            "number": number,
            "title": title,
            "service_area": job.inputs.get("serviceArea"),
            "sponsor_id": sa.select(PERSON.c.id).where(PERSON.c.login == sponsor).scalar_subquery()
            if sponsor
            else None,
            "created_at": work.at,
        },
    )
    case.set(business_key=ref, title=title)
    return {"briefRef": ref}
