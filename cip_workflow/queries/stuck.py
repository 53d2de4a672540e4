"""Cases that need someone: failed steps, nobody eligible, escalations, overdue tasks; most pressing first (DOMAIN 6.1).

The weights are DOMAIN's: a failed step or nobody eligible 5, an escalation 4, a task older than its due date 3, a quiet
case 2. Pages page by a number, because the list is short by nature: it is what is to be put right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.queries import eligible, visible
from cip_workflow.store.tables import ESCALATION, INCIDENT, INSTANCE, TASK
from cip_workflow.types import Actor

WEIGHT = {"failed": 5, "nobody": 5, "escalated": 4, "overdue": 3, "quiet": 2}
#: Tasks from which a rule of duty keeps somebody: whether anybody is left depends on who is there now.
_KEPT_OUT = sa.cast(TASK.c.excluded, sa.String) != "[]"
QUIET_AFTER = timedelta(days=28)  #: about 20 working days without a human event (ST-04)
_MOST = 500


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """One reason why one case needs someone."""

    why: str  #: failed, nobody, escalated, overdue, quiet
    instance_id: int
    reference: str | None
    title: str
    process_name: str
    status: str
    name: str  #: the step
    said: str  #: why, in words of the engine, the rule or the diagram
    since: datetime
    row_id: int  #: of the incident, task or escalation; of the case when it is quiet
    task_id: int | None = None
    holder: str | None = None
    key: int | None = None
    fixed: bool = False  #: for the one person that the diagram names: nobody else can be given it

    @property
    def weight(self) -> int:
        """How much it presses."""
        return WEIGHT[self.why]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the list is narrowed to; empty means all."""

    search: str = ""
    why: tuple[str, ...] = ()


_CASE = (
    INSTANCE.c.id.label("instance_id"),
    INSTANCE.c.business_key.label("reference"),
    INSTANCE.c.title,
    INSTANCE.c.process_name,
    INSTANCE.c.status,
)


def page(
    session: Session, actor: Actor, *, filters: Filters | None = None, start: int = 0, limit: int = 25
) -> tuple[tuple[Stuck, ...], int]:
    """Reasons from `start` on, most pressing and oldest first, and how many there are. Five statements.

    Of one case, an overdue task that nobody may do is shown once, as what it is: nobody eligible.
    """
    wanted = filters or Filters()
    now = clock.now()
    found = [
        *_failed(session, actor),
        *_tasks(session, actor, now),
        *_escalated(session, actor),
        *_quiet(session, actor, now),
    ]
    chosen = [one for one in found if _matches(one, wanted)]
    chosen.sort(key=lambda one: (-one.weight, one.since, one.instance_id, one.row_id))
    return tuple(chosen[start : start + limit]), len(chosen)


def _matches(one: Stuck, wanted: Filters) -> bool:
    if wanted.why and one.why not in wanted.why:
        return False
    text = f"{one.reference or ''} {one.title} {one.name} {one.holder or ''}".lower()
    return all(word in text for word in wanted.search.lower().split())


def _failed(session: Session, actor: Actor) -> Iterable[Stuck]:
    rows = session.execute(
        sa.select(
            *_CASE,
            INCIDENT.c.id.label("row_id"),
            INCIDENT.c.key,
            INCIDENT.c.name,
            INCIDENT.c.message.label("said"),
            INCIDENT.c.opened_at.label("since"),
        )
        .join(INSTANCE, INSTANCE.c.id == INCIDENT.c.instance_id)
        .where(INCIDENT.c.closed_at.is_(None), visible.cases(actor))
        .order_by(INCIDENT.c.opened_at, INCIDENT.c.id)
        .limit(_MOST)
    )
    hidden = {} if visible.may_read_faults(actor) else {"said": visible.FAILED}
    return [Stuck(why="failed", **{**row._mapping, **hidden}) for row in rows]


def _tasks(session: Session, actor: Actor, now: datetime) -> Iterable[Stuck]:
    rows = session.execute(
        sa.select(
            *_CASE,
            TASK.c.id.label("task_id"),
            TASK.c.key,
            TASK.c.name,
            TASK.c.fixed,
            TASK.c.candidates,
            TASK.c.excluded,
            TASK.c.assignee_id,
            TASK.c.opened_at,
            TASK.c.due_at,
            visible.person_name(TASK.c.assignee_id).label("holder"),
        )
        .join(INSTANCE, INSTANCE.c.id == TASK.c.instance_id)
        .where(
            TASK.c.status == "open",
            INSTANCE.c.status == "running",
            sa.or_(TASK.c.due_at < now, _KEPT_OUT, eligible.without_anybody()),
            visible.cases(actor),
        )
        .order_by(TASK.c.due_at, TASK.c.id)
        .limit(_MOST)
    ).all()
    waiting = [row for row in rows if row.assignee_id is None]
    people = eligible.behind(session, {one for row in waiting for one in row.candidates})
    alone = {
        row.task_id
        for row in waiting
        if not set().union(*(people[one] for one in row.candidates)) - set(row.excluded)
    }
    return [
        _task(row, nobody=row.task_id in alone)
        for row in rows
        if row.task_id in alone or (row.due_at is not None and row.due_at < now)
    ]


def _task(row: sa.Row[*tuple[Any, ...]], *, nobody: bool) -> Stuck:
    values = dict(row._mapping)
    opened, due = values.pop("opened_at"), values.pop("due_at")
    for name in ("candidates", "excluded", "assignee_id"):
        del values[name]
    if nobody:
        said = (
            "Nobody may do this task: its group is empty, or a rule on separate duties keeps everybody out."
        )
    else:
        said = f"With {values['holder']}." if values["holder"] else "Nobody has taken it."
    return Stuck(
        why="nobody" if nobody else "overdue",
        said=said,
        since=opened if nobody else due,
        row_id=values["task_id"],
        **values,
    )


def _escalated(session: Session, actor: Actor) -> Iterable[Stuck]:
    """Escalations of diagrams; that nobody may act is told by the task itself."""
    rows = session.execute(
        sa.select(
            *_CASE,
            ESCALATION.c.id.label("row_id"),
            ESCALATION.c.task_id,
            ESCALATION.c.element.label("name"),
            ESCALATION.c.text.label("said"),
            ESCALATION.c.opened_at.label("since"),
        )
        .join(INSTANCE, INSTANCE.c.id == ESCALATION.c.instance_id)
        .where(
            ESCALATION.c.closed_at.is_(None),
            ESCALATION.c.task_id.is_(None),
            INSTANCE.c.status.in_(("running", "suspended")),
            visible.cases(actor),
        )
        .order_by(ESCALATION.c.opened_at, ESCALATION.c.id)
        .limit(_MOST)
    )
    hidden = {} if visible.may_read_faults(actor) else {"said": visible.ESCALATED}
    return [Stuck(why="escalated", **{**row._mapping, **hidden}) for row in rows]


def _quiet(session: Session, actor: Actor, now: datetime) -> Iterable[Stuck]:
    rows = session.execute(
        sa.select(*_CASE, INSTANCE.c.id.label("row_id"), INSTANCE.c.last_human_at.label("since"))
        .where(
            INSTANCE.c.status == "running", INSTANCE.c.last_human_at < now - QUIET_AFTER, visible.cases(actor)
        )
        .order_by(INSTANCE.c.last_human_at, INSTANCE.c.id)
        .limit(_MOST)
    )
    return [
        Stuck(
            why="quiet",
            name="The whole case",
            said="Nobody has done anything here for 20 working days.",
            **row._mapping,
        )
        for row in rows
    ]
