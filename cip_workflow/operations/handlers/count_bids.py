"""cip:count-bids - says how many bids are in the box, and nothing else of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _box
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BID
from cip_workflow.types import Job

TYPE = "cip:count-bids"
FINAL = ""


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """How many suppliers have bid so far."""
    procurement = _box.known(work, job.inputs.get("procurementRef"))
    number = work.session.execute(
        sa.select(sa.func.count()).select_from(BID).where(BID.c.procurement_id == procurement.id)
    ).scalar_one()
    return {"bidsReceived": number}
