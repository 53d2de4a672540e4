"""cip:record-due-diligence - keeps what the checks of a supplier found; who is excluded stays out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _box
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BID
from cip_workflow.types import Job

TYPE = "cip:record-due-diligence"
FINAL = "The checks of the supplier have been recorded."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """The check joins those before it in the procurement's record (F28)."""
    procurement = _box.known(work, job.inputs.get("procurementRef"))
    excluded = job.inputs.get("result") == "excluded"
    check = job.inputs.get("dueDiligence")
    checks = [*(procurement.details.get("checks") or ()), check]
    _box.change(work, procurement.id, details={**procurement.details, "checks": checks})
    reason = "Excluded after due diligence" if excluded else ""
    work.session.execute(
        sa.update(BID)
        .where(BID.c.id == job.inputs.get("bid"), BID.c.procurement_id == procurement.id)
        .values(excluded=excluded, reason=reason)
    )
    kind = "supplier.excluded" if excluded else "supplier.cleared"
    work.record(case, kind, element=job.element, name=procurement.ref, data={"bid": job.inputs.get("bid")})
    return {}
