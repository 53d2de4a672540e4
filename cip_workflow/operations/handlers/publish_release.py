"""cip:publish-release - publishes an OCDS release of an award, a contract or a procurement that ended without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _contracts, _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.publish import check
from cip_workflow.publish.contracting import TAGS
from cip_workflow.store.tables import NOTICE, RELEASE
from cip_workflow.types import Job

TYPE = "cip:publish-release"
FINAL = "A release has been published."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One release of the brief's contracting process, checked before it is kept; its notices point to it.

    Raises:
        StepFailed: the contract is not registered, the tag is another one, or the release is not as OCDS 1.1 wants it.
    """
    inputs = job.inputs
    row = _contracts.known(work, inputs.get("contractRef"))
    tag = str(inputs.get("tag") or "")
    if tag not in TAGS:
        raise StepFailed(f"A release is tagged {', '.join(TAGS)}, and not {tag!r}.")
    said: list[Mapping[str, Any]] = [one for one in inputs.get("publications") or () if one]
    notices = _notices(work, case, [one.get("id") for one in said])
    body = _contracts.drafted_release(
        work,
        row,
        tag=tag,
        regime=str(inputs.get("legalRegime") or ""),
        publications=[{**one, "name": notices.get(one.get("id"))} for one in said],
        reason=str(inputs.get("reason") or ""),
    )
    if wrong := check.faults(body):
        raise StepFailed(f"The {tag} release of {row.ref} cannot be published. {' '.join(wrong[:5])}")
    release_id = _registers.insert(
        work,
        case,
        RELEASE,
        {
            "key": body["id"],
            "ocid": body["ocid"],
            "tag": tag,
            "brief_ref": row.brief_ref,
            "instance_id": case.id,
            "body": body,
            "published_at": work.at,
        },
    )
    if notices:
        work.session.execute(
            sa.update(NOTICE).where(NOTICE.c.id.in_(sorted(notices))).values(release_id=release_id)
        )
    work.record(case, "release.published", element=job.element, name=body["id"], data={"tag": tag})
    return {"releaseId": body["id"]}


def _notices(work: Work, case: Case, ids: list[Any]) -> dict[Any, str]:
    """Names of the case's own notices, by id."""
    if not ids:
        return {}
    rows = work.session.execute(
        sa.select(NOTICE.c.id, NOTICE.c.name).where(NOTICE.c.id.in_(ids), NOTICE.c.instance_id == case.id)
    )
    return {row.id: row.name for row in rows}
