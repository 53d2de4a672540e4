"""cip:generate-contract-ref - gives a service contract its reference, CIP-SC-YYYY-NN, and its row in the register."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import NotFound, StepFailed
from cip_workflow.operations import _numbering, _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.queries import agreement
from cip_workflow.store.tables import PARTY, SERVICE_CONTRACT
from cip_workflow.types import Job

TYPE = "cip:generate-contract-ref"
FINAL = ""

_PROVIDER = "BARNARDOS"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """A draft contract with the tier 1 partner, under the agreement in force (DOMAIN 4.1).

    Raises:
        StepFailed: the brief is not registered, no agreement is, or the partner is not among its parties.
    """
    inputs = job.inputs
    brief = _registers.brief(work, inputs.get("briefRef"))
    day = work.at.astimezone(clock.LONDON).date()
    try:
        terms = agreement.current(work.session, today=day)
    except NotFound as missing:
        raise StepFailed(missing.message) from missing
    supplier = work.session.execute(
        sa.select(PARTY.c.name).where(PARTY.c.agreement_id == terms.id, PARTY.c.kind == _PROVIDER).limit(1)
    ).scalar_one_or_none()
    if supplier is None:
        raise StepFailed(
            f"The agreement {terms.ref} has no party of the kind {_PROVIDER}, so nobody is known who delivers."
            " Register the partner, then try again."
        )
    ref = _numbering.next_ref(work, f"CIP-SC-{day.year}")
    _registers.insert(
        work,
        case,
        SERVICE_CONTRACT,
        {
            "ref": ref,
            "brief_ref": brief.ref,
            "agreement_id": terms.id,
            "instance_id": case.id,
            "title": str(inputs.get("title") or brief.title)[:300],
            "supplier": supplier,
            "route": str(inputs.get("route") or "DIRECT"),
            "status": "draft",
            "extension_months": 0,
            "value": Decimal(str(inputs.get("value") or 0)),
            "by_deed": False,
            "details": {
                "lots": list(inputs.get("lots") or ()),
                "subContracts": list(inputs.get("subContracts") or ()),
            },
            "registered_at": work.at,
            "row_version": 1,
        },
    )
    return {"contractRef": ref, "supplier": supplier}
