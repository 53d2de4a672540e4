"""The service tasks of approval, in a few lines: for walks without a database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.types import Job


def _published(walk: Any, job: Job) -> Mapping[str, Any]:
    return {"publishedDate": walk.today}


def _bid(walk: Any, job: Job) -> Mapping[str, Any]:
    return {"bidId": job.inputs.get("bidId") or (1 if job.inputs.get("fund") else None)}


SERVED = {
    "cip:record-decision": lambda walk, job: {"decisionId": len(walk.jobs)},
    "cip:publish-decision": _published,
    "cip:record-funding-bid": _bid,
}
