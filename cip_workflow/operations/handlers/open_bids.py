"""cip:open-bids - unseals the bids, not before the closing time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _box
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BID, DOCUMENT
from cip_workflow.types import Job

TYPE = "cip:open-bids"
FINAL = "The bids have been unsealed."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """From now on papers and prices can be read in the case. The register's closing time counts, not a variable."""
    procurement = _box.known(work, job.inputs.get("procurementRef"))
    if procurement.closes_at is None or work.at < procurement.closes_at:
        raise StepFailed(
            f"{procurement.ref} is open for bids until {procurement.closes_at}; they stay sealed until then."
            " Try again after the closing time."
        )
    rows = list(
        work.session.execute(
            sa.select(BID.c.id, BID.c.supplier, BID.c.received_at, BID.c.price, BID.c.documents)
            .where(BID.c.procurement_id == procurement.id, BID.c.late.is_(False))
            .order_by(BID.c.received_at, BID.c.id)
        )
    )
    papers = [document for row in rows for document in row.documents]
    if papers:
        work.session.execute(
            sa.update(DOCUMENT)
            .where(DOCUMENT.c.id.in_(papers), DOCUMENT.c.visible_to == _box.SEALED)
            .values(visible_to=None, instance_id=case.id)
        )
    if rows:
        work.session.execute(
            sa.update(BID)
            .where(BID.c.id.in_([row.id for row in rows]), BID.c.opened_at.is_(None))
            .values(opened_at=work.at)
        )
    _box.change(work, procurement.id, status="closed")
    work.record(case, "bids.unsealed", element=job.element, name=procurement.ref, data={"bids": len(rows)})
    return {
        "bids": [
            {"bid": row.id, "bidder": row.supplier, "received": row.received_at, "statedPrice": row.price}
            for row in rows
        ]
    }
