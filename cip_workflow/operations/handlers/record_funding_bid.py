"""cip:record-funding-bid - keeps a bid for outside money: what was asked for, when it went, what the funder said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import FUNDING_BID
from cip_workflow.types import Job

TYPE = "cip:record-funding-bid"
FINAL = "The funding bid has been sent."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """A new bid without `bidId`, else what has become of it. A bid that was never prepared leaves no row (DOMAIN 4.1).

    Raises:
        StepFailed: the brief is not registered, the bid is not one of this case, or it names no applicant or amount.
    """
    inputs = job.inputs
    answer = {
        "outcome": inputs.get("outcome"),
        "awarded": inputs.get("amountAwarded"),
        "decided_on": inputs.get("decidedOn"),
    }
    bid = inputs.get("bidId")
    if bid is not None:
        done = work.session.execute(
            sa.update(FUNDING_BID)
            .where(FUNDING_BID.c.id == bid, FUNDING_BID.c.instance_id == case.id)
            .values(**answer)
            .returning(FUNDING_BID.c.id)
        ).one_or_none()
        if done is None:
            raise StepFailed(f"This case has no funding bid {bid}. Correct the variable behind bidId.")
        return {"bidId": bid}
    if not inputs.get("fund"):
        return {"bidId": None}
    if not inputs.get("applicant") or inputs.get("amountSought") is None:
        raise StepFailed("A funding bid needs an applicant and an amount. Correct the variables behind them.")
    brief = _registers.brief(work, inputs.get("briefRef"))
    values = {
        "brief_ref": brief.ref,
        "instance_id": case.id,
        "fund": str(inputs["fund"])[:200],
        "applicant": str(inputs["applicant"])[:40],
        "sought": inputs["amountSought"],
        "match": inputs.get("matchFunding"),
        "deadline": inputs.get("deadline"),
        "submitted_at": work.at if inputs.get("submitted") is True else None,
        **answer,
    }
    return {"bidId": _registers.insert(work, case, FUNDING_BID, values)}
