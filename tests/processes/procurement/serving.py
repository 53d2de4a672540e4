"""The service tasks of a procurement, in a few lines: for walks without a database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.engine import BpmnError
from cip_workflow.types import Job


def _opened(walk: Any, job: Job) -> Mapping[str, Any]:
    bids = [
        {"bid": place, "bidder": name, "received": walk.now, "statedPrice": None}
        for place, name in enumerate(walk.bids, 1)
    ]
    return {"bids": bids}


def _recorded(walk: Any, job: Job) -> Mapping[str, Any]:
    late, accepted = job.inputs["lateBids"], job.inputs["lateAccepted"]
    if late and accepted is None:
        raise BpmnError("lateBid")
    opened = [(place, one["bidder"], one) for place, one in enumerate(job.inputs["openedBids"], 1)]
    came = [(len(opened) + place, one["bidder"], one) for place, one in enumerate(late, 1)]
    bids = [
        {
            "bid": bid,
            "bidder": bidder,
            "price": one["price"],
            "compliant": one["complete"] is True and (one not in late or accepted is True),
        }
        for bid, bidder, one in (*opened, *came)
    ]
    return {"bids": bids, "compliantBids": sum(one["compliant"] for one in bids)}


def _scored(walk: Any, job: Job) -> Mapping[str, Any]:
    sheets = job.inputs["scoresheets"]
    return {
        "moderation": [
            {**row, "given": [{"evaluator": one["evaluator"], "points": row["points"]} for one in sheets]}
            | {"average": row["points"]}
            for row in sheets[0]["scores"]
        ]
    }


def _seated(walk: Any, job: Job) -> Mapping[str, Any]:
    sourcing = job.inputs["sourcing"]
    walk.scoped |= {"evaluation-panel": set(sourcing["evaluators"]), "evaluation-chair": {sourcing["chair"]}}
    return {"procurementRef": job.inputs["procurementRef"] or "CIP-PR-2026-01"}


SERVED = {
    "cip:list-barred-evaluators": lambda walk, job: {"barredEvaluators": ["jpike"]},
    "cip:open-procurement": _seated,
    "cip:count-bids": lambda walk, job: {"bidsReceived": len(walk.bids)},
    "cip:open-bids": _opened,
    "cip:record-opening": _recorded,
    "cip:record-scores": _scored,
    "cip:send-assessment-summaries": lambda walk, job: {"summaries": []},
    "cip:register-sub-contract": lambda walk, job: {
        "subContract": {
            "ref": "CIP-SUB-2026-01",
            "provider": job.inputs["provider"],
            "value": job.inputs["value"],
        }
    },
}
