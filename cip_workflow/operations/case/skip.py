"""Go on behind a failed step as if it had been done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from cip_workflow import engine
from cip_workflow.errors import Conflict
from cip_workflow.operations import _advance, _failed, _notes, _policy, _settle, _variables
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


def skip(
    session: Session,
    *,
    actor: Actor,
    incident_id: int,
    reason: str,
    variables: Mapping[str, Any] | None = None,
    flow: str | None = None,
) -> None:
    """Leave a failed step out.

    Args:
        reason: why; it stands in the timeline.
        variables: what the step would have set, for the steps behind it.
        flow: the way to go on, where there are several.

    Raises:
        NotFound: no such incident, or in no case that the actor may know of.
        NotAllowed: the actor does not look after cases, or a variable would edit a decision (SOD-10).
        Invalid: no reason, or a way must be chosen.
        Conflict: it is settled already, it is a timer (which can only be retried), or its case is suspended or over.
    """
    work = Work(session=session, actor=actor)
    failed = _failed.take(work, incident_id)
    case = failed.case
    _policy.govern(actor, what="skip a failed step")
    _policy.running(case)
    if failed.of_timer:
        raise Conflict("A timer that failed can be retried, not skipped.")
    why = _notes.needed(reason, what="why this step is skipped")
    changes = dict(variables or {})
    _variables.may_correct(work, case, changes)
    seq = work.record(
        case,
        "incident.skipped",
        element=failed.element,
        name=failed.name,
        data={
            "incident": incident_id,
            "variables": sorted(changes),
            "flow": flow,
            "why": _notes.write(work, case, why),
        },
    )
    _advance.advance(
        work,
        case,
        lambda specs, state, serve: engine.skip(
            specs, state, failed.key, changes, now=work.at, serve=serve, flow=flow
        ),
        seq=seq,
        resolution="skipped",
    )
    _settle.settle(work, case)
