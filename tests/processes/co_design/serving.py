"""The service tasks of co-design in a few lines, for walks without a database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cip_workflow.types import Job


def _changed(walk: Any, job: Job) -> Mapping[str, Any]:
    brief = job.inputs["brief"]
    return {
        "briefVersion": 2,
        "brief": {**brief, "changes": [*(brief.get("changes") or ()), job.inputs["change"]]},
    }


SERVED = {
    "cip:change-brief": _changed,
    "cip:assemble-design-pack": lambda walk, job: {
        "design": job.inputs["design"],
        "designPack": {"document": 1, "name": "design-pack.json"},
    },
    "cip:record-decision": lambda walk, job: {"decisionId": len(walk.jobs)},
}
