"""Whether every case is whole: what the engine holds, what stands in the rows, and what the trail proves, agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import engine
from cip_workflow.errors import Conflict
from cip_workflow.operations.audit.verify import verify
from cip_workflow.store import reading
from cip_workflow.store import tables as t


def faults(sessions: sessionmaker[Session]) -> list[str]:
    """A sentence for everything that is half done; none when all is well."""
    with reading(sessions) as session:
        found = [str(one) for one in verify(session).faults]
        cases = session.execute(
            sa.select(t.INSTANCE.c.id, t.INSTANCE.c.state, t.INSTANCE.c.waits, t.DEFINITION.c.specs)
            .join_from(t.INSTANCE, t.DEFINITION, t.DEFINITION.c.id == t.INSTANCE.c.definition_id)
            .order_by(t.INSTANCE.c.id)
        ).all()
        for case in cases:
            found += [f"case {case.id}: {said}" for said in _of_case(session, case)]
    return found


def _of_case(session: Session, case: Any) -> Iterator[str]:
    tasks = session.execute(sa.select(t.TASK).where(t.TASK.c.instance_id == case.id)).all()
    for task in tasks:
        if _holds(case, task.key) != (task.status == "open"):
            yield f"“{task.name}” is {task.status} in its row, and not so in the engine"
        if (task.completed_by is not None and task.answers is not None) != (task.status == "done"):
            yield f"“{task.name}” is {task.status}, and its answers say otherwise"
    offered = set(
        session.scalars(
            sa.select(t.TASK_CANDIDATE.c.task_id)
            .join(t.TASK, t.TASK.c.id == t.TASK_CANDIDATE.c.task_id)
            .where(t.TASK.c.instance_id == case.id)
        )
    )
    if offered != {task.id for task in tasks if task.status == "open"}:
        yield "the inboxes do not hold the open tasks"
    waits = {
        str(key)
        for table, still in (
            (t.TIMER, sa.true()),
            (t.SUBSCRIPTION, sa.true()),
            (t.INCIDENT, t.INCIDENT.c.closed_at.is_(None)),
        )
        for key in session.scalars(sa.select(table.c.key).where(table.c.instance_id == case.id, still))
    }
    if waits != set(case.waits):
        yield f"it waits for {sorted(case.waits)}, and the rows say {sorted(waits)}"
    for key in case.waits:
        if not _holds(case, int(key)):
            yield f"the engine does not wait for {key}"


def _holds(case: Any, key: int) -> bool:
    """Whether the engine's state has this key open."""
    try:
        engine.variables(case.specs, case.state, key)
    except Conflict:
        return False
    return True
