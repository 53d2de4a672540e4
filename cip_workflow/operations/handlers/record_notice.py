"""cip:record-notice - enters into the register that a notice was published, with its number and its standstill."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import StepFailed
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import NOTICE
from cip_workflow.types import Job

TYPE = "cip:record-notice"
FINAL = "A notice has been published."


def run(job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    """The notice that `cip:plan-notices` entered is published.

    Raises:
        StepFailed: it is no notice of this case, it was published before, or the time of publication is missing.
    """
    said: Mapping[str, Any] = job.inputs.get("publication") or {}
    row = work.session.execute(
        sa.select(NOTICE.c.id, NOTICE.c.name, NOTICE.c.status).where(
            NOTICE.c.id == said.get("id"), NOTICE.c.instance_id == case.id
        )
    ).one_or_none()
    if row is None:
        raise StepFailed(
            f"This case has no notice {said.get('id')}. The variable publication must hold its id."
        )
    if row.status == "published":
        raise StepFailed(
            f"“{row.name}” is recorded as published already. What was published is never changed."
        )
    published = _day(said.get("publishedAt"))
    if published is None:
        raise StepFailed(f"“{row.name}” has no time of publication. Correct the variable publication.")
    work.session.execute(
        sa.update(NOTICE)
        .where(NOTICE.c.id == row.id)
        .values(
            status="published",
            notice_ref=said.get("noticeRef"),
            published_on=published,
            standstill_ends=_day(said.get("standstillEnds")),
        )
    )
    work.record(
        case,
        "notice.published",
        element=job.element,
        name=row.name,
        data={"number": said.get("noticeRef"), "on": published.isoformat()},
    )
    return {}


def _day(value: object) -> date | None:
    """The day in London."""
    if isinstance(value, datetime):
        return value.astimezone(clock.LONDON).date()
    return value if isinstance(value, date) else None
