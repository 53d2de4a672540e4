"""cip:close-procurement - says how a procurement ended and dissolves the evaluation panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _box, _panel, _tendering
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.types import Job

TYPE = "cip:close-procurement"
FINAL = "The procurement has ended."

#: How it ended -> what OCDS calls the tender then.
_SAID = {"no-bids": "unsuccessful", "stopped": "cancelled", "withdrawn": "withdrawn"}


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Before a procurement was opened there is nothing to close. Bids that were sealed stay sealed; an end without an award
    is published."""
    status = str(job.inputs.get("status") or "")
    if status not in _box.OVER:
        raise StepFailed(f"A procurement ends as one of {', '.join(_box.OVER)}, not as “{status}”.")
    ref = job.inputs.get("procurementRef")
    if not ref:
        return {}
    procurement = _box.known(work, ref)
    _box.change(work, procurement.id, status=status)
    _panel.dissolve(work, case, procurement.brief_ref)
    work.record(case, "procurement.ended", element=job.element, name=procurement.ref, data={"status": status})
    if status in _SAID:
        _tendering.publish(work, case, job.element, procurement, status=_SAID[status])
    return {}
