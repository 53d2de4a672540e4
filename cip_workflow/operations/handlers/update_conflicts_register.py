"""cip:update-conflicts-register - writes a declaration of interest into the register of the monitoring officer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DECLARATION
from cip_workflow.types import Job

TYPE = "cip:update-conflicts-register"
FINAL = ""

_DETAILS = (
    "organisation",
    "interest",
    "unfairAdvantage",
    "mitigations",
    "assessmentReviewed",
    "restrictions",
)


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One entry for each run of the process; each call brings it up to date."""
    inputs = job.inputs
    status = str(inputs.get("status") or "open")
    declarant = _registers.persons(work, [inputs.get("declarant")])[str(inputs.get("declarant"))]
    values: dict[str, Any] = {
        "status": status,
        "brief_ref": inputs.get("briefRef"),
        "declared": inputs.get("declaration"),
        "rating": inputs.get("rating"),
        "residual": inputs.get("residual"),
        "details": {name: inputs.get(name) for name in _DETAILS},
        "closed_at": None if status == "open" else work.at,
    }
    found = work.session.execute(
        sa.select(DECLARATION.c.id).where(
            DECLARATION.c.instance_id == case.id,
            DECLARATION.c.scope == job.scope,
            DECLARATION.c.declarant_id == declarant.id,
        )
    ).scalar_one_or_none()
    if found is None:
        found = _registers.insert(
            work,
            case,
            DECLARATION,
            {
                **values,
                "instance_id": case.id,
                "scope": job.scope,
                "declarant_id": declarant.id,
                "opened_at": work.at,
                "declared_at": work.at,
            },
        )
    else:
        _registers.change(work, case, DECLARATION, found, values)
    return {"declarationId": found}
