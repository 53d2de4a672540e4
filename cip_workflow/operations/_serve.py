"""How service tasks get their work done: built-in handlers at once, in this transaction; everything else as a job."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from cip_workflow import engine
from cip_workflow.errors import Conflict, StepFailed, WorkflowError
from cip_workflow.operations import handlers
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.types import Job

logger = logging.getLogger(__name__)


def server(work: Work, case: Case, *, needed: Callable[[], None] = lambda: None) -> Callable[[Job], Any]:
    """What the engine calls for every service task of `case`; `needed` before a handler that refers to the case's row.

    A handler that fails leaves nothing behind (a savepoint) and becomes an incident at its element, whatever the reason:
    the answer that led here is kept (DESIGN 3). Only what makes the whole command void is raised on.
    """

    def serve(job: Job) -> Any:
        handler = handlers.find(job.type)
        if handler is None:
            if job.type.startswith(handlers.BUILT_IN):
                raise StepFailed(
                    f"There is no handler for “{job.type}”. Deploy a process that names one of them."
                )
            return engine.LATER
        if not handler.early:
            needed()
        return _run(handler, job, work, case)

    return serve


def _run(handler: handlers.Handler, job: Job, work: Work, case: Case) -> Mapping[str, Any]:
    mark = case.mark()
    try:
        with work.session.begin_nested():
            result = handler.run(job, work, case)
    except (Conflict, OperationalError, StaleDataError):
        raise  # somebody was faster, or the database gave up: nothing of this command may stay
    except WorkflowError:
        case.back_to(mark)
        raise
    except Exception as error:
        case.back_to(mark)
        logger.exception("handler %s failed at %s of case %s", job.type, job.element, case.id)
        msg = f"“{job.name or job.element}” failed: {type(error).__name__}. The log of the server has the details."
        raise StepFailed(msg) from error
    if handler.final:
        case.final.append(handler.final)
    return result
