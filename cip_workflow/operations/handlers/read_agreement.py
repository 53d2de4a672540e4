"""cip:read-agreement - reads what the agreement, its settings and the board look like today."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cip_workflow import clock
from cip_workflow.errors import NotFound, StepFailed
from cip_workflow.operations import _groups
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.queries import agreement as register
from cip_workflow.queries import settings
from cip_workflow.types import Job

TYPE = "cip:read-agreement"
FINAL = ""
EARLY = True

_BOARD = "g:cip-board"
#: Members of the board who keep the minutes and have no vote.
_MINUTES = "g:lcc-democratic-services"


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Two statements: the terms with the board's diary and the settings of today, the board of today."""
    today = work.at.astimezone(clock.LONDON).date()
    try:
        terms, known = register.with_figures(work.session, today=today, at=work.at)
    except NotFound as missing:
        raise StepFailed(missing.message) from missing
    behind = _groups.members(work.session, [_BOARD, _MINUTES])
    minutes = {one.id for one in behind[_MINUTES]}
    agreement = {
        "id": terms.ref,
        "title": terms.title,
        "valueCeiling": terms.value_ceiling,
        "committedValue": terms.committed,
        "maxEnd": terms.max_end,
        "boardMeetings": list(terms.board_meetings),
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
