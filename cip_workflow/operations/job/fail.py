"""Report that a job could not be done: an incident, or an error that the diagram catches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from cip_workflow import engine
from cip_workflow.operations import _advance, _jobs, _settle


def fail(
    session: Session,
    *,
    job_id: int,
    message: str,
    cure: str = "",
    error_code: str | None = None,
    variables: Mapping[str, Any] | None = None,
) -> None:
    """Give a job up after its retries.

    Args:
        message, cure: sentences for governance, who can retry it.
        error_code: where the diagram may catch it as an error, with these `variables`.

    Raises:
        NotFound: there is no such job.
        Conflict: it was reported already or is no longer needed, or its case is suspended.
    """
    work, case, key, element = _jobs.take(session, job_id)
    seq = work.record(
        case, "job.failed", element=element, name=element, data={"job": job_id, "error": error_code}
    )
    _advance.advance(
        work,
        case,
        lambda specs, state, serve: engine.fail_job(
            specs,
            state,
            key,
            message,
            now=work.at,
            serve=serve,
            cure=cure,
            error_code=error_code,
            variables=dict(variables or {}),
        ),
        seq=seq,
    )
    _settle.settle(work, case)
