"""Run again what failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from cip_workflow import engine
from cip_workflow.operations import _advance, _failed, _notes, _policy, _settle, _variables
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Retried:
    """What became of a failed step."""

    instance_id: int
    again: bool  #: it failed again


def retry(
    session: Session,
    *,
    actor: Actor,
    incident_id: int,
    variables: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Retried:
    """Try a failed step again, after correcting variables where it stands.

    Args:
        variables: corrections; nobody edits what a person decided (SOD-10).
        reason: why, needed with corrections.

    Raises:
        NotFound: no such incident, or in no case that the actor may know of.
        NotAllowed: the actor does not look after cases, or a correction would edit a decision.
        Invalid: a correction without a reason.
        Conflict: it is settled already, or its case is suspended or over.
    """
    work = Work(session=session, actor=actor)
    failed = _failed.take(work, incident_id)
    case = failed.case
    _policy.govern(actor, what="retry a failed step")
    _policy.running(case)
    changes = dict(variables or {})
    if changes:
        _variables.may_correct(work, case, changes)
    note = _notes.write(work, case, _notes.needed(reason)) if changes or reason.strip() else None
    seq = work.record(
        case,
        "incident.corrected" if changes else "incident.retried",
        element=failed.element,
        name=failed.name,
        data={"incident": incident_id, "variables": sorted(changes), **({"why": note} if note else {})},
    )
    if failed.of_timer:
        _failed.try_timer_again(work, failed)
        _settle.settle(work, case)
        return Retried(instance_id=case.id, again=False)
    recorded = _advance.advance(
        work,
        case,
        lambda specs, state, serve: engine.retry(
            specs, state, failed.key, changes or None, now=work.at, serve=serve
        ),
        seq=seq,
        resolution="corrected" if changes else "retried",
    )
    _settle.settle(work, case)
    return Retried(instance_id=case.id, again=failed.element in recorded.failed)
