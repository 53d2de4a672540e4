"""Correct variables of a case, with a reason; nobody edits what a person decided (SOD-10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import engine
from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations import _advance, _failed, _notes, _policy, _settle, _variables
from cip_workflow.operations._case import Case
from cip_workflow.operations._work import Work
from cip_workflow.store.tables import SUBSCRIPTION
from cip_workflow.types import Actor, Step


def correct(
    session: Session,
    *,
    actor: Actor,
    instance_id: int,
    variables: Mapping[str, Any],
    reason: str,
    incident_id: int | None = None,
) -> None:
    """Set variables of a running case.

    What a system step or a start form has set is corrected by who looks after cases. What a person decided in a task is
    corrected only by somebody who may do that task, and only while the case stands at a failed step because of it.

    Args:
        incident_id: the failed step that reads them; they are set where it stands, which may be inside a called process.
            Without it they are set for the whole case, or in the called process that alone has them now.

    Raises:
        NotFound: no such case, or none that the actor may know of, or no such failed step in it.
        NotAllowed: the actor may not correct these variables; the sentence names the rule.
        Invalid: no variables, or no reason.
        Conflict: the case is suspended or over, or the failed step is settled already.
    """
    work = Work(session=session, actor=actor)
    case = work.take(instance_id)
    _policy.see_case(actor, case)
    failed = _failed.take(work, incident_id) if incident_id is not None else None
    if failed is not None and failed.case.id != case.id:
        raise NotFound(_failed.NO_INCIDENT)
    _policy.running(case)
    if not variables:
        raise Invalid("Name at least one variable.", fields={"variables": ["Name at least one variable"]})
    why = _notes.needed(reason, what="why this is corrected")
    _variables.may_correct(work, case, variables)
    seq = work.record(
        case,
        "variables.corrected",
        data={
            "variables": sorted(variables),
            "why": _notes.write(work, case, why),
            **({"incident": incident_id} if failed is not None else {}),
        },
    )
    key = failed.key if failed is not None and not failed.of_timer else None

    def change(specs: str, state: bytes, serve: Any) -> Step:
        where = key if failed is not None else _wait_of_called(work, case, specs, state, variables)
        return engine.set_variables(specs, state, dict(variables), now=work.at, serve=serve, key=where)

    _advance.advance(work, case, change, seq=seq)
    _settle.settle(work, case)


def _wait_of_called(
    work: Work, case: Case, specs: str, state: bytes, variables: Mapping[str, Any]
) -> int | None:
    """The key of a wait for a message in the one called process that has all these variables, which the case has not.

    Waits for messages see the variables of their process as they are; tasks may have some of the same name for themselves.
    """
    if any(name in engine.variables(specs, state) for name in variables):
        return None
    query = sa.select(SUBSCRIPTION.c.key, SUBSCRIPTION.c.scope).where(
        SUBSCRIPTION.c.instance_id == case.id, SUBSCRIPTION.c.scope != 0
    )
    found = {
        row.scope: int(row.key)
        for row in work.session.execute(query)
        if variables.keys() <= engine.variables(specs, state, row.key).keys()
    }
    return next(iter(found.values())) if len(found) == 1 else None
