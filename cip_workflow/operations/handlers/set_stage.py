"""cip:set-stage - says where a brief stands, on the case and in the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BRIEF
from cip_workflow.types import Job

TYPE = "cip:set-stage"
FINAL = ""
EARLY = True

CLOSED = "closed"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Stage `closed` closes the brief."""
    stage, status = job.inputs.get("stage"), job.inputs.get("status")
    values: dict[str, Any] = {"stage": stage}
    if status:
        values["status"] = status
    if stage == CLOSED:
        values["closed_at"] = work.at
    made = _registers.added(case, BRIEF)
    if made is not None and job.inputs.get("briefRef") == case.business_key:
        # This very command has added the brief, so nothing has to be looked up, and taking it back takes this back.
        work.session.execute(sa.update(BRIEF).where(BRIEF.c.id == made), values)
    else:
        row = _registers.brief(work, job.inputs.get("briefRef"))
        _registers.change(work, case, BRIEF, row.id, values, before=row)
    case.set(stage=stage, stage_since=work.at)
    return {}
