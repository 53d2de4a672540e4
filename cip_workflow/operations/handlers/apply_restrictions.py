"""cip:apply-restrictions - keeps a member from what they may not do, from now on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.operations import _registers, _restrictions
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.types import Job

TYPE = "cip:apply-restrictions"
FINAL = ""

_REMOVED = "removed"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """The restrictions of this member in this brief are exactly these; `removed` ends the membership."""
    login, ref = str(job.inputs.get("declarant")), job.inputs.get("briefRef")
    member = _registers.persons(work, [login])[login]
    wanted = {str(one) for one in job.inputs.get("restrictions") or ()}
    _restrictions.replace(
        work,
        case,
        person_id=member.id,
        brief_ref=ref,
        kinds=wanted,
        reason=str(job.inputs.get("reason") or ""),
    )
    if _REMOVED in wanted and ref:
        _restrictions.end_membership(work, case, person_id=member.id, brief_ref=str(ref))
    return {}
