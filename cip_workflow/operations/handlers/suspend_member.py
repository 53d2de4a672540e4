"""cip:suspend-member - keeps a member from everything in a brief, until they have declared and were judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.operations import _registers, _restrictions
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.types import Job

TYPE = "cip:suspend-member"
FINAL = ""


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """The member stays in the team, with the restriction `all`."""
    login, ref = str(job.inputs.get("declarant")), job.inputs.get("briefRef")
    member = _registers.persons(work, [login])[login]
    _restrictions.add(
        work,
        case,
        person_id=member.id,
        brief_ref=ref,
        kind=_restrictions.ALL,
        reason=str(job.inputs.get("reason") or ""),
    )
    return {}
