"""cip:record-challenge - keeps a challenge to an award or a procurement, from the day it comes until it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from cip_workflow.errors import StepFailed
from cip_workflow.operations import _registers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import CHALLENGE
from cip_workflow.types import Job

TYPE = "cip:record-challenge"
FINAL = "A challenge has been recorded."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """Without `outcome` a challenge is entered; with it, the open one of this case about the same thing is decided.

    Grounds, response and advice stand in `details`, which is privileged: only legal reads it.

    Raises:
        StepFailed: the brief is not registered, or the challenge does not say what it is about or when it came.
    """
    inputs = job.inputs
    brief = _registers.brief(work, inputs.get("briefRef"))
    about, received = inputs.get("about"), inputs.get("receivedOn")
    if not about or not isinstance(received, date):
        raise StepFailed(
            "A challenge needs what it is about and the day it came. Correct about and receivedOn."
        )
    outcome = inputs.get("outcome")
    row = work.session.execute(
        sa.select(CHALLENGE.c.id, CHALLENGE.c.details)
        .where(
            CHALLENGE.c.instance_id == case.id,
            CHALLENGE.c.about == str(about),
            CHALLENGE.c.outcome.is_(None),
        )
        .order_by(CHALLENGE.c.id.desc())
        .limit(1)
    ).one_or_none()
    details = {**(row.details if row else {}), **(inputs.get("details") or {})}
    values = {
        "received_on": received,
        "details": details,
        **({"claimant": str(inputs["claimant"])[:200]} if inputs.get("claimant") else {}),
        **({"proceedings": True} if inputs.get("proceedings") is True else {}),
        **({"outcome": str(outcome), "decided_at": work.at} if outcome else {}),
    }
    if row is None:
        challenge_id = _registers.insert(
            work,
            case,
            CHALLENGE,
            {"brief_ref": brief.ref, "instance_id": case.id, "about": str(about), **values},
        )
    else:
        challenge_id = row.id
        work.session.execute(sa.update(CHALLENGE).where(CHALLENGE.c.id == row.id).values(**values))
    work.record(
        case,
        "challenge.decided" if outcome else "challenge.received",
        element=job.element,
        name=str(about),
        data={"challenge": challenge_id},
    )
    return {"challengeId": challenge_id}
