"""cip:change-brief - makes the next version of an issued brief, and keeps the one before as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _registers
from cip_workflow.operations._audit import value_digest
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF, BRIEF_VERSION
from cip_workflow.types import Job

TYPE = "cip:change-brief"
FINAL = "The brief has its next version."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Version n + 1: what version n says, with the brief as it is now and the change that the board agreed (DOMAIN 4.1).

    The change is added to the brief's own list of changes, so that whoever reads the brief sees what was changed and why.

    Raises:
        StepFailed: the brief is not registered or was never issued, or no change is given.
    """
    brief = _registers.brief(work, job.inputs.get("briefRef"))
    change = job.inputs.get("change")
    if not isinstance(change, Mapping) or not change.get("asked"):
        raise StepFailed(
            "A brief is changed only for a stated change. Correct the input “change”: a context with asked, decidedOn, "
            "minute and conditions."
        )
    last = work.session.execute(
        sa.select(BRIEF_VERSION.c.number, BRIEF_VERSION.c.content)
        .where(BRIEF_VERSION.c.brief_id == brief.id)
        .order_by(BRIEF_VERSION.c.number.desc())
        .limit(1)
    ).one_or_none()
    if last is None:
        raise StepFailed(
            f"{brief.ref} has not been issued, so there is no version to change. Issue it first."
        )
    number = last.number + 1
    said = job.inputs.get("brief")
    current = dict(said) if isinstance(said, Mapping) else dict(last.content.get("brief") or {})
    changed = {**current, "changes": [*(current.get("changes") or ()), {**change, "version": number}]}
    content = {**last.content, "brief": changed}
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
    work.session.execute(
        sa.update(BRIEF)
        .where(BRIEF.c.id == brief.id)
        .values(version=number, row_version=BRIEF.c.row_version + 1)
    )
    work.record(
        case,
        "brief.changed",
        element=job.element,
        name=brief.ref,
        data={"version": number, "digest": digest},
    )
    return {"briefVersion": number, "brief": changed}
