"""From what the engine did to rows: the only place that knows both (DESIGN 3).

Everything in a `Step` is a difference, so rows are written by key: waits that closed, waits that opened, the history of
elements, decisions. Rows never replaced are rows never lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from cip_workflow.operations import _groups, _opening, _waits
from cip_workflow.operations._case import Case
from cip_workflow.operations._definitions import Compiled
from cip_workflow.operations._opening import Opened
from cip_workflow.operations._start_events import EVERYONE
from cip_workflow.operations._waits import Closed
from cip_workflow.operations._work import Work
from cip_workflow.store.base import Base
from cip_workflow.store.tables import DECISION_LOG, ESCALATION, HISTORY, TASK, TASK_CANDIDATE
from cip_workflow.types import Step

# Built once: a statement keeps what was compiled of it.
_INSERT = {table: sa.insert(table) for table in Base.metadata.sorted_tables}
_LEAVE = sa.delete(TASK_CANDIDATE).where(TASK_CANDIDATE.c.task_id == sa.bindparam("b_task"))


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What a step became."""

    opened: tuple[Opened, ...]
    closed: Closed
    cancelled: tuple[int, ...]  #: ids of user tasks that are no longer needed
    escalations: tuple[int, ...]
    failed: tuple[str, ...]  #: elements that failed


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """What a step adds, worked out and not written yet: a new case gets its row only when all of it is known."""

    rows: _waits.Rows
    escalations: list[dict[str, Any]]
    tasks: _opening.Prepared
    failed: tuple[str, ...]


def record(
    work: Work,
    case: Case,
    step: Step,
    *,
    compiled: Compiled,
    seq: int,
    completed: int | None = None,
    resolution: str | None = None,
) -> Recorded:
    """Write one step of the engine.

    Args:
        seq: number of the event that tells of this step; history rows point to it.
        completed: key of the user task whose row the caller writes itself.
        resolution: what ended the incidents that closed: retried, corrected, skipped.
    """
    closed = _waits.close(work, case, step, resolution=resolution)
    cancelled = _cancel_tasks(work, case, [key for key in closed.tasks if key != completed])
    prepared = prepare(work, case, step, compiled=compiled, seq=seq)
    return write(work, case, prepared, closed=closed, cancelled=cancelled)


def prepare(work: Work, case: Case, step: Step, *, compiled: Compiled, seq: int) -> Prepared:
    """Work out what a step adds; columns of the case are set, and nothing is written."""
    case.set(state=step.state)
    rows = _history(work, step, seq) + _decisions(work, step, seq) + _waits.prepare(work, case, step)
    _let_senders_see(case, step, compiled)
    escalations = _escalations(work, case, step)
    tasks = _opening.prepare(work, case, step.opened_tasks, compiled=compiled, seq=seq)
    if step.finished and case.open:
        _finish(work, case, step)
    return Prepared(
        rows=rows,
        escalations=escalations,
        tasks=tasks,
        failed=tuple(one.element for one in step.opened_incidents),
    )


def write(
    work: Work,
    case: Case,
    prepared: Prepared,
    *,
    closed: Closed | None = None,
    cancelled: tuple[int, ...] = (),
) -> Recorded:
    """Write what was prepared; the case has its row. One statement for each table concerned."""
    for table, rows in prepared.rows:
        work.run(_INSERT[table], [{**row, "instance_id": case.id} for row in rows])
    escalations: tuple[int, ...] = ()
    if prepared.escalations:
        rows = [{**row, "instance_id": case.id} for row in prepared.escalations]
        inserted = sa.insert(ESCALATION).returning(ESCALATION.c.id)
        escalations = tuple(work.session.execute(inserted, rows).scalars())
        work.new_escalations += escalations
    return Recorded(
        opened=_opening.write(work, case, prepared.tasks),
        closed=closed or Closed(),
        cancelled=cancelled,
        escalations=escalations,
        failed=prepared.failed,
    )


def _let_senders_see(case: Case, step: Step, compiled: Compiled) -> None:
    """Whoever may send a message that the case waits for takes part in it."""
    for wait in step.opened_messages:
        groups = [one for one in compiled.senders.get(wait.element, ()) if one != EVERYONE]
        case.join([_groups.group_principal(group, case.business_key) for group in groups])


def _cancel_tasks(work: Work, case: Case, keys: Sequence[int]) -> tuple[int, ...]:
    if not keys:
        return ()
    ids = tuple(
        work.session.execute(
            sa.update(TASK)
            .where(TASK.c.instance_id == case.id, TASK.c.key.in_(keys), TASK.c.status == "open")
            .values(status="cancelled", closed_at=work.at, version=TASK.c.version + 1)
            .returning(TASK.c.id)
        ).scalars()
    )
    leave_inboxes(work, ids)
    return ids


def leave_inboxes(work: Work, task_ids: Sequence[int]) -> None:
    """Tasks that are no longer open stand in nobody's inbox."""
    if task_ids:
        work.run(_LEAVE, [{"b_task": one} for one in task_ids])


def _history(work: Work, step: Step, seq: int) -> _waits.Rows:
    rows = [
        {
            "seq": seq,
            "key": one.key,
            "element": one.element,
            "type": one.type,
            "process": one.process,
            "scope": one.scope,
            "loop": one.index,
            "happened": one.happened,
            "at": work.at,
        }
        for one in step.events
    ]
    return [(HISTORY, rows)] if rows else []


def _decisions(work: Work, step: Step, seq: int) -> _waits.Rows:
    rows = [
        {
            "seq": seq,
            "element": one.element,
            "name": one.name or one.element,
            "decision": one.decision,
            "inputs": dict(one.inputs),
            "value": one.value,
            "trace": [dict(rule) for rule in one.trace],
            "at": work.at,
        }
        for one in step.decisions
    ]
    return [(DECISION_LOG, rows)] if rows else []


def _escalations(work: Work, case: Case, step: Step) -> list[dict[str, Any]]:
    """What nobody in the diagram caught: governance sees it, and the chain tells of it."""
    thrown = [one for one in step.thrown if one.kind in {"escalation", "error"}]
    for one in thrown:
        work.record(
            case,
            "escalation.raised",
            element=one.element,
            name=one.name or one.code,
            data={"code": one.code},
        )
    return [
        {
            "element": one.element,
            "code": one.code,
            "text": str(one.payload.get("text") or one.name or one.code),
            "groups": ["governance-lead"],
            "opened_at": work.at,
        }
        for one in thrown
    ]


def _finish(work: Work, case: Case, step: Step) -> None:
    last = step.ends[-1] if step.ends else None
    named = [one.name for one in step.events if one.element == last and one.name]
    outcome = named[-1] if named else last
    case.set(status="finished", ended_at=work.at, outcome=outcome)
    work.record(case, "case.finished", element=last, name=outcome or "", data={"ends": list(step.ends)})
