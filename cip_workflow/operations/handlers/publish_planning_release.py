"""cip:publish-planning-release - publishes an OCDS release with the tag `planning`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.publish import planning
from cip_workflow.store.tables import RELEASE
from cip_workflow.types import Job

TYPE = "cip:publish-planning-release"
FINAL = "A planning release has been published."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One release of the brief's contracting process."""
    brief = _registers.brief(work, job.inputs.get("briefRef"))
    before = work.session.execute(
        sa.select(sa.func.count()).select_from(RELEASE).where(RELEASE.c.brief_ref == brief.ref)
    ).scalar_one()
    release = planning.release(
        ref=brief.ref,
        number=before + 1,
        date=work.at,
        brief=job.inputs.get("brief") or {},
        regime=str(job.inputs.get("legalRegime") or ""),
        value=job.inputs.get("valueIncVat"),
        cpv=[str(one) for one in job.inputs.get("lightTouchCpv") or ()],
        notices=job.inputs.get("noticePlan") or (),
    )
    _registers.insert(
        work,
        case,
        RELEASE,
        {
            "key": release["id"],
            "ocid": release["ocid"],
            "tag": "planning",
            "brief_ref": brief.ref,
            "instance_id": case.id,
            "body": release,
            "published_at": work.at,
        },
    )
    work.record(case, "release.published", element=job.element, name=release["id"], data={"tag": "planning"})
    return {"releaseId": release["id"]}
