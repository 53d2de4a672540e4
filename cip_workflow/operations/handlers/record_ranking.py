"""cip:record-ranking - keeps the moderated scores and the ranking that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _box
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.types import Job

TYPE = "cip:record-ranking"
FINAL = "The ranking has been recorded."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """The ranking is worked out by the form of the chair (F27); here it becomes the register's."""
    procurement = _box.known(work, job.inputs.get("procurementRef"))
    ranking: list[Any] = list(job.inputs.get("ranking") or ())
    if not ranking:
        raise StepFailed("Nothing was ranked. Correct the variable ranking, then retry.")
    moderated = list(job.inputs.get("moderatedScores") or ())
    _box.change(
        work, procurement.id, ranking=ranking, details={**procurement.details, "moderatedScores": moderated}
    )
    work.record(case, "bids.ranked", element=job.element, name=procurement.ref, data={"ranked": len(ranking)})
    return {}
