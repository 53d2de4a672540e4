"""cip:record-opening - keeps what two people found when they opened the bids."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from cip_workflow.engine import BpmnError
from cip_workflow.errors import StepFailed
from cip_workflow.operations import _box
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BID
from cip_workflow.types import Job

TYPE = "cip:record-opening"
FINAL = "The opening of the bids has been recorded."

#: The error that a late bid raises until Legal has decided (DOMAIN 5.6, 5.11).
LATE = "lateBid"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Which bids are compliant and at which price. Raises the BPMN error `lateBid` for a late bid that nobody has judged."""
    inputs = job.inputs
    late: list[Mapping[str, Any]] = list(inputs.get("lateBids") or ())
    accepted = inputs.get("lateAccepted")
    if late and accepted is None:
        raise BpmnError(LATE, "A bid came after the closing time. Legal decides whether it may be accepted.")
    procurement = _box.known(work, inputs.get("procurementRef"))
    opened: list[Mapping[str, Any]] = list(inputs.get("openedBids") or ())
    bids = [_opened(work, procurement, one) for one in opened]
    bids += [_late(work, procurement, one, accepted=accepted is True) for one in late]
    compliant = [one for one in bids if one["compliant"]]
    _box.change(work, procurement.id, status="evaluating" if compliant else "closed")
    work.record(
        case,
        "bids.opened",
        element=job.element,
        name=procurement.ref,
        data={"bids": len(bids), "compliant": len(compliant)},
    )
    return {"bids": bids, "compliantBids": len(compliant)}


def _opened(work: Work, procurement: Any, one: Mapping[str, Any]) -> dict[str, Any]:
    row = work.session.execute(
        sa.select(BID).where(BID.c.id == one.get("bid"), BID.c.procurement_id == procurement.id)
    ).one_or_none()
    if row is None:
        raise StepFailed(f"Bid {one.get('bid')} is none of {procurement.ref}.")
    complete = one.get("complete") is True and not row.excluded
    price = _price(one.get("price"), row.supplier) if complete else None
    work.session.execute(
        sa.update(BID)
        .where(BID.c.id == row.id)
        .values(compliant=complete, price=price, reason=str(one.get("missing") or "")[:1000])
    )
    return {"bid": row.id, "bidder": row.supplier, "price": price, "late": False, "compliant": complete}


def _late(work: Work, procurement: Any, one: Mapping[str, Any], *, accepted: bool) -> dict[str, Any]:
    supplier = " ".join(str(one.get("bidder") or "").split())[:200]
    compliant = accepted and one.get("complete") is True
    price = _price(one.get("price"), supplier)
    known = work.session.execute(
        sa.select(BID.c.late).where(
            BID.c.procurement_id == procurement.id, sa.func.lower(BID.c.supplier) == supplier.lower()
        )
    ).one_or_none()
    if known is not None:
        raise StepFailed(
            f"{supplier} has a bid in {procurement.ref} already, so there cannot be a late one of the same supplier."
            " Take it out of the variable lateBids, then retry."
        )
    bid: int = work.session.execute(
        sa.insert(BID)
        .values(
            procurement_id=procurement.id,
            supplier=supplier,
            received_at=one.get("received") or work.at,
            received_by=work.actor.person_id,
            late=True,
            admitted=accepted,
            compliant=compliant,
            price=price,
            excluded=False,
            reason="" if accepted else "Came after the closing time",
            documents=[],
            opened_at=work.at,
        )
        .returning(BID.c.id)
    ).scalar_one()
    return {"bid": bid, "bidder": supplier, "price": price, "late": True, "compliant": compliant}


def _price(given: object, supplier: str) -> Decimal:
    price = Decimal(str(given)) if given is not None else Decimal(0)
    if price <= 0:
        raise StepFailed(
            f"The bid of {supplier} has no price. Correct the variable of the opened bids, then retry."
        )
    return price
