"""cip:publish-decision - publishes a recorded decision; the call-in runs from here on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import StepFailed
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import DECISION_RECORD
from cip_workflow.types import Job

TYPE = "cip:publish-decision"
FINAL = "The decision has been published."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """The record is published once, with the last day of its call-in; what became of the call-in is added later.

    Done under the 2012 Executive Arrangements Regulations (12, 13) and section 9F of the Local Government Act 2000.

    Raises:
        StepFailed: this case has recorded no such decision, or it is one that the council keeps to itself.
    """
    inputs = job.inputs
    found = work.session.execute(
        sa.select(DECISION_RECORD).where(
            DECISION_RECORD.c.id == inputs.get("decisionId"), DECISION_RECORD.c.instance_id == case.id
        )
    ).one_or_none()
    if found is None:
        raise StepFailed(
            f"This case has recorded no decision {inputs.get('decisionId')}. Correct the variable behind decisionId."
        )
    if found.visible_to is not None:
        raise StepFailed(
            f"Decision {found.id} is for {found.visible_to} alone and cannot be published. Record one for all first."
        )
    values: dict[str, Any] = {}
    if found.published_at is None:
        values |= {"published_at": work.at, "call_in_ends": inputs.get("callInEnds") or found.call_in_ends}
    if inputs.get("callInOutcome"):
        values["call_in_outcome"] = str(inputs["callInOutcome"])
    if values:
        work.session.execute(
            sa.update(DECISION_RECORD).where(DECISION_RECORD.c.id == found.id).values(**values)
        )
        data = {"decision": found.id, "kind": found.kind}
        work.record(case, "decision.published", element=job.element, name=job.name, data=data)
    published = found.published_at or work.at
    return {"publishedDate": published.astimezone(clock.LONDON).date()}
