"""One step of a case: handlers serve, the engine runs, rows are written; thrown messages wait for the end of the command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cip_workflow import engine
from cip_workflow.operations import _definitions
from cip_workflow.operations._case import Case
from cip_workflow.operations._definitions import Compiled
from cip_workflow.operations._record import Recorded, record
from cip_workflow.operations._serve import server
from cip_workflow.operations._work import Work
from cip_workflow.types import Job, Step

#: One call of the engine: (specs, state, serve) -> Step.
Call = Callable[[str, bytes, Callable[[Job], Any]], Step]


def compiled_of(work: Work, case: Case) -> Compiled:
    """The specs and forms that a case runs on."""
    return _definitions.compiled(work.session, definition_id=case.definition_id, digest=case.digest)


def advance(
    work: Work,
    case: Case,
    call: Call,
    *,
    seq: int,
    completed: int | None = None,
    resolution: str | None = None,
) -> Recorded:
    """Run one step and write all of it. What it threw is delivered when the command settles.

    Args:
        call: the step.
        seq: the event that tells of it, appended already.
        completed: key of the user task whose row the caller writes.
        resolution: what ended incidents that closed.

    Raises Conflict when the key that the step is about is not open any more.
    """
    compiled = compiled_of(work, case)
    step = call(compiled.specs, case.state, server(work, case))
    reported = "job" in {case.waits.get(str(key)) for key in step.closed}
    recorded = record(
        work, case, step, compiled=compiled, seq=seq, completed=completed, resolution=resolution
    )
    follow_up(work, case, step, external=reported)
    return recorded


def follow_up(work: Work, case: Case, step: Step, *, external: bool = False) -> None:
    """What a step sets going outside of its case: messages and signals on their way, work that others do."""
    work.thrown += [(case, one) for one in step.thrown if one.kind in {"message", "signal"}]
    if external or step.opened_jobs:
        case.final.append("Work outside this system has been asked for.")


def deliver(
    work: Work, case: Case, *, message: str, payload: Any, correlation: str | None, seq: int
) -> Recorded:
    """Hand a message to a case that waits for it. Raises Conflict when it does not."""
    return advance(
        work,
        case,
        lambda specs, state, serve: engine.deliver(
            specs, state, message, payload, correlation, now=work.at, serve=serve
        ),
        seq=seq,
    )
