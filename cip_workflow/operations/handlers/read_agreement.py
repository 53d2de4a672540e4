"""cip:read-agreement - reads what the agreement, its settings and the board look like today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cip_workflow import clock
from cip_workflow.operations import _groups
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.queries import settings
from cip_workflow.types import Job

TYPE = "cip:read-agreement"
FINAL = ""
EARLY = True

_BOARD = "g:cip-board"
#: Members of the board who keep the minutes and have no vote.
_MINUTES = "g:lcc-democratic-services"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Two statements: the settings of today, the board of today."""
    known = settings.current(work.session, at=work.at)
    today = work.at.astimezone(clock.LONDON).date()
    behind = _groups.members(work.session, [_BOARD, _MINUTES])
    minutes = {one.id for one in behind[_MINUTES]}
    meetings = sorted(date.fromisoformat(one) for one in known["boardMeetings"])
    agreement = {
        "id": known["agreementId"],
        "title": known["agreementTitle"],
        "valueCeiling": Decimal(known["valueCeiling"]),
        "committedValue": Decimal(known["committedValue"]),
        "maxEnd": date.fromisoformat(known["maxEnd"]),
        "boardMeetings": [one for one in meetings if one >= today],
        "boardMembers": [
            {
                "member": one.login,
                "name": one.name,
                "organisation": one.organisation,
                "voting": one.id not in minutes,
            }
            for one in behind[_BOARD]
        ],
        "settings": {one.key: Decimal(known[one.key]) for one in settings.FIGURES},
    }
    return {"agreement": agreement}
