"""The OCDS releases of a procurement: published when it opens, and when it ends without an award."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.publish import check, parts, tender
from cip_workflow.store.tables import RELEASE


def publish(work: Work, case: Case, element: str, procurement: Any, *, status: str) -> None:
    """One more release of the process of `procurement` (its row). Raises StepFailed for one that is no OCDS."""
    ocid = parts.ocid(procurement.ref)
    before = work.session.execute(
        sa.select(sa.func.count()).select_from(RELEASE).where(RELEASE.c.ocid == ocid)
    ).scalar_one()
    sourcing = procurement.details.get("sourcing") or {}
    release = tender.release(
        ref=procurement.ref,
        brief_ref=procurement.brief_ref,
        number=before + 1,
        status=status,
        date=work.at,
        title=procurement.title,
        procedure=procurement.procedure,
        opens=procurement.opens_at,
        closes=procurement.closes_at,
        criteria=procurement.criteria,
        lots=sourcing.get("lots") or (),
    )
    if faults := check.faults(release):
        raise StepFailed("The release cannot be published. " + " ".join(faults))
    _registers.insert(
        work,
        case,
        RELEASE,
        {
            "key": release["id"],
            "ocid": ocid,
            "tag": release["tag"][0],
            "brief_ref": procurement.brief_ref,
            "instance_id": case.id,
            "body": release,
            "published_at": work.at,
        },
    )
    work.record(
        case, "release.published", element=element, name=release["id"], data={"tag": release["tag"][0]}
    )
