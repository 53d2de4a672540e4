"""The service tasks of an award, in a few lines: for walks without a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cip_workflow.types import Job


def _notices(walk: Any, job: Job) -> Mapping[str, Any]:
    """The contract details notice has the longest time; those that are due first come first."""
    planned = [
        {**one, "id": number, "dueBy": walk.today + timedelta(days=120 if "UK7" in one["notice"] else 30)}
        for number, one in enumerate(job.inputs["noticePlan"], 1)
    ]
    return {"notices": [{**one, "preview": "{}"} for one in sorted(planned, key=lambda one: one["dueBy"])]}


SERVED = {
    "cip:generate-contract-ref": lambda walk, job: {
        "contractRef": "CIP-SC-2026-01",
        "supplier": "Barnardo's",
    },
    "cip:plan-notices": _notices,
    "cip:publish-release": lambda walk, job: {"releaseId": "ocds-cip000-2"},
    "cip:record-challenge": lambda walk, job: {"challengeId": 1},
}
