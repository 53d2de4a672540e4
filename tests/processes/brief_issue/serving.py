"""The service tasks of both first processes, in a few lines: for walks without a database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cip_workflow.types import Job
from tests.unit.processes.cast import BOARD, SETTINGS


def _agreement(walk: Any, job: Job) -> Mapping[str, Any]:
    return {
        "agreement": {
            "valueCeiling": 704_000_000,
            "committedValue": 12_000_000,
            "boardMeetings": [walk.today + timedelta(days=days) for days in (28, 56, 84)],
            "boardMembers": BOARD,
            "settings": SETTINGS,
        }
    }


def _members(walk: Any, job: Job) -> Mapping[str, Any]:
    leads = {
        role: next((one["user"] for one in job.inputs["members"] if one["role"] == role), None)
        for role in ("design-lead", "co-lead")
    }
    walk.scoped |= {role: {who} for role, who in leads.items() if who}
    return {"designLead": leads["design-lead"], "coLead": leads["co-lead"]}


SERVED = {
    "cip:generate-brief-ref": lambda walk, job: {"briefRef": job.inputs.get("briefRef") or walk.ref},
    "cip:read-agreement": _agreement,
    "cip:register-members": _members,
    "cip:publish-planning-release": lambda walk, job: {"releaseId": "ocds-cip000-1"},
    "cip:register-brief": lambda walk, job: {"briefVersion": 1},
    "cip:update-conflicts-register": lambda walk, job: {"declarationId": 1},
}
