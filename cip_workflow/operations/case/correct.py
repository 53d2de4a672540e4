"""Correct variables of a case, with a reason; nobody edits what a person decided (SOD-10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from cip_workflow import engine
from cip_workflow.errors import Invalid
from cip_workflow.operations import _advance, _notes, _policy, _settle, _variables
from cip_workflow.operations._work import Work
from cip_workflow.types import Actor


def correct(
    session: Session, *, actor: Actor, instance_id: int, variables: Mapping[str, Any], reason: str
) -> None:
    """Set variables of a running case.

    What a system step or a start form has set is corrected by who looks after cases. What a person decided in a task is
    corrected only by somebody who may do that task, and only while the case stands at a failed step because of it.

    Raises:
        NotFound: no such case, or none that the actor may know of.
        NotAllowed: the actor may not correct these variables; the sentence names the rule.
        Invalid: no variables, or no reason.
        Conflict: the case is suspended or over.
    """
    work = Work(session=session, actor=actor)
    case = work.take(instance_id)
    _policy.see_case(actor, case)
    _policy.running(case)
    if not variables:
        raise Invalid("Name at least one variable.", fields={"variables": ["Name at least one variable"]})
    why = _notes.needed(reason, what="why this is corrected")
    _variables.may_correct(work, case, variables)
    seq = work.record(
        case,
        "variables.corrected",
        data={"variables": sorted(variables), "why": _notes.write(work, case, why)},
    )
    _advance.advance(
        work,
        case,
        lambda specs, state, serve: engine.set_variables(
            specs, state, dict(variables), now=work.at, serve=serve
        ),
        seq=seq,
    )
    _settle.settle(work, case)
