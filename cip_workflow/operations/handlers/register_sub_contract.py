"""cip:register-sub-contract - enters a signed sub-contract under the next reference, CIP-SUB-YYYY-NN."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cip_workflow import clock
from cip_workflow.operations import _box, _numbering, _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import SUB_CONTRACT
from cip_workflow.types import Job

TYPE = "cip:register-sub-contract"
FINAL = "The sub-contract has been signed and registered."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Provider, value, terms that flow down, and the SHA-256 of the signed file."""
    inputs = job.inputs
    procurement = _box.known(work, inputs.get("procurementRef"))
    ref = _numbering.next_ref(work, f"CIP-SUB-{work.at.astimezone(clock.LONDON).year}")
    provider, value = str(inputs.get("provider") or "")[:200], Decimal(str(inputs.get("value") or 0))
    _registers.insert(
        work,
        case,
        SUB_CONTRACT,
        {
            "ref": ref,
            "brief_ref": procurement.brief_ref,
            "procurement_id": procurement.id,
            "instance_id": case.id,
            "provider": provider,
            "value": value,
            "flow_down": list(inputs.get("flowDown") or ()),
            "signed_on": inputs.get("signedOn"),
            "file_digest": _digest(inputs.get("signedFile")),
            "registered_at": work.at,
        },
    )
    work.record(
        case,
        "sub-contract.registered",
        element=job.element,
        name=ref,
        data={"procurement": procurement.ref, "value": str(value)},
    )
    return {"subContract": {"ref": ref, "provider": provider, "value": value}}


def _digest(file: object) -> str | None:
    """A single file stands in an answer by itself or in a list of one."""
    first = file[0] if isinstance(file, list) and file else file
    return str(first["sha256"]) if isinstance(first, Mapping) and first.get("sha256") else None
