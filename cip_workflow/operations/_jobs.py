"""A job that somebody outside has worked on, with its case locked."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations import _policy
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import NOBODY, Work
from cip_workflow.store.tables import JOB


def take(session: Session, job_id: int) -> tuple[Work, Case, int, str]:
    """The work, the locked case, the engine's key of the job, and its element.

    Raises:
        NotFound: there is no such job.
        Conflict: it was reported already or is no longer needed, or its case is suspended: report it again later.
    """
    row = session.execute(
        sa.select(JOB.c.instance_id, JOB.c.key, JOB.c.element).where(JOB.c.id == job_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such job.")
    work = Work(session=session, actor=NOBODY)
    case = work.take(row.instance_id)
    status = session.execute(sa.select(JOB.c.status).where(JOB.c.id == job_id)).scalar_one()
    if status != "open":
        raise Conflict(f"This job is {status} already.")
    _policy.running(case)
    return work, case, row.key, row.element
