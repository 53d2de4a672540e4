"""Report that a job is done; the case goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from cip_workflow import engine
from cip_workflow.operations import _advance, _jobs, _settle


def finish(session: Session, *, job_id: int, result: Mapping[str, Any] | None = None) -> None:
    """Give a job's result variables to the case that waits for it.

    Raises:
        NotFound: there is no such job.
        Conflict: it was reported already or is no longer needed, or its case is suspended.
    """
    work, case, key, element = _jobs.take(session, job_id)
    seq = work.record(case, "job.done", element=element, name=element, data={"job": job_id})
    _advance.advance(
        work,
        case,
        lambda specs, state, serve: engine.finish_job(
            specs, state, key, dict(result or {}), now=work.at, serve=serve
        ),
        seq=seq,
    )
    _settle.settle(work, case)
