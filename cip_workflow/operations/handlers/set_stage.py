"""cip:set-stage - says where a brief stands, on the case and in the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
    row = _registers.brief(work, job.inputs.get("briefRef"))
    values: dict[str, Any] = {"stage": stage}
    if status:
        values["status"] = status
    if stage == CLOSED:
        values["closed_at"] = work.at
    _registers.change(work, case, BRIEF, row.id, values, before=row)
    case.set(stage=stage, stage_since=work.at)
    return {}
