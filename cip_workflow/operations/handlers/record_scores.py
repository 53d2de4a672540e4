"""cip:record-scores - keeps every evaluator's scores for good and puts them side by side for the chair."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _box, _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import BID, SCORE
from cip_workflow.types import Job

TYPE = "cip:record-scores"
FINAL = "The scores have been locked."

_SHOWN = ("key", "bid", "bidder", "criterion", "criterionName", "weight")


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """One row for each evaluator, bid and criterion; `moderation` has them by bid and criterion with their average."""
    procurement = _box.known(work, job.inputs.get("procurementRef"))
    sheets: list[Mapping[str, Any]] = list(job.inputs.get("scoresheets") or ())
    round_ = int(job.inputs.get("scoringRound") or 1)
    persons = _registers.persons(work, [sheet.get("evaluator") for sheet in sheets])
    bids = set(
        work.session.execute(sa.select(BID.c.id).where(BID.c.procurement_id == procurement.id)).scalars()
    )
    rows: list[dict[str, Any]] = []
    gathered: dict[str, dict[str, Any]] = {}
    for sheet in sheets:
        evaluator = str(sheet["evaluator"])
        for one in sheet.get("scores") or ():
            if one.get("bid") not in bids:
                raise StepFailed(f"Bid {one.get('bid')} is none of {procurement.ref}.")
            points, comment = Decimal(str(one["points"])), str(one.get("comment") or "")
            rows.append(
                {
                    "bid_id": one["bid"],
                    "evaluator_id": persons[evaluator].id,
                    "criterion": str(one["criterion"])[:80],
                    "round": round_,
                    "points": points,
                    "comment": comment,
                    "submitted_at": sheet.get("lockedAt") or work.at,
                }
            )
            shown = {name: one.get(name) for name in _SHOWN}
            found = gathered.setdefault(str(one["key"]), {**shown, "given": []})
            found["given"].append({"evaluator": evaluator, "points": points, "comment": comment})
    if rows:
        work.session.execute(sa.insert(SCORE), rows)
    work.record(
        case,
        "scores.locked",
        element=job.element,
        name=procurement.ref,
        data={"round": round_, "scores": len(rows)},
    )
    return {"moderation": [{**one, "average": _average(one["given"])} for one in gathered.values()]}


def _average(given: list[dict[str, Any]]) -> Decimal:
    """To one decimal place; what is whole has none."""
    total: Decimal = sum((one["points"] for one in given), Decimal(0))
    average = (total / len(given)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return average.to_integral_value() if average == average.to_integral_value() else average
