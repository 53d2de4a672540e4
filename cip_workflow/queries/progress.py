"""How far a case is, element by element, from its history: what diagrams and step lists are painted from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.tables import DECISION_LOG, HISTORY, PERSON, TASK


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One element within one scope (the instance's own process, or one call of another)."""

    entered: int = 0
    left: int = 0
    cancelled: int = 0
    failed: int = 0
    many: int = 0  #: children of a multi-instance activity that were opened and not cancelled
    many_left: int = 0  #: and those that are done

    @property
    def open(self) -> int:
        """How many tokens or children stand at it now."""
        return max(0, self.entered - self.left - self.cancelled)


@dataclass(frozen=True, kw_only=True)
class Call:
    """A called process that has run or runs: the call activity's key is the scope of what is in it."""

    scope: int
    element: str  #: the call activity, in the process that called
    parent: int  #: the scope of the call activity itself
    index: int | None  #: 1, 2, .. where it is called once for each of several
    process: str  #: what was called
    over: str = ""  #: left or cancelled, when it is
    hand: str | None = None  #: who holds, or did, the first task in it


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision that a table made."""

    element: str
    name: str
    decision: str
    inputs: dict[str, object]
    value: object
    trace: tuple[dict[str, object], ...]


def of_scope(session: Session, instance_id: int, scope: int = 0) -> dict[str, Progress]:
    """Progress by element id, sequence flows included (`left` is how often one was taken). One statement."""
    child = sa.case((HISTORY.c.loop.is_(None), 0), else_=1).label("child")
    rows = session.execute(
        sa.select(HISTORY.c.element, HISTORY.c.happened, child, sa.func.count())
        .where(HISTORY.c.instance_id == instance_id, HISTORY.c.scope == scope)
        .group_by(HISTORY.c.element, HISTORY.c.happened, child)
        .order_by(HISTORY.c.element, HISTORY.c.happened, child)
    )
    counts: dict[str, Counter[str]] = {}
    for element, happened, is_child, number in rows:
        found = counts.setdefault(element, Counter())
        if not is_child:
            found[happened] += number
        elif happened == "left":
            found["many_left"] += number
        elif happened in {"entered", "cancelled"}:
            found["many"] += number if happened == "entered" else -number
    return {element: Progress(**found) for element, found in counts.items()}


def calls(session: Session, instance_id: int) -> tuple[Call, ...]:
    """Every call of another process in a case, in order. Two statements."""
    over = sa.func.max(sa.case((HISTORY.c.happened.in_(("left", "cancelled")), HISTORY.c.happened), else_=""))
    activities = session.execute(
        sa.select(HISTORY.c.key, HISTORY.c.element, HISTORY.c.scope, sa.func.max(HISTORY.c.loop), over)
        .where(HISTORY.c.instance_id == instance_id, HISTORY.c.type == "callActivity")
        .group_by(HISTORY.c.key, HISTORY.c.element, HISTORY.c.scope)
        .order_by(HISTORY.c.key)
    ).all()
    if not activities:
        return ()
    hand = (
        sa.select(PERSON.c.name)
        .join(TASK, PERSON.c.id == sa.func.coalesce(TASK.c.completed_by, TASK.c.assignee_id))
        .where(TASK.c.instance_id == instance_id, TASK.c.scope == HISTORY.c.scope)
        .order_by(TASK.c.id)
        .limit(1)
        .scalar_subquery()
    )
    found = session.execute(
        sa.select(HISTORY.c.scope, sa.func.min(HISTORY.c.process).label("process"), hand.label("hand"))
        .where(HISTORY.c.instance_id == instance_id, HISTORY.c.scope != 0)
        .group_by(HISTORY.c.scope)
        .order_by(HISTORY.c.scope)
    )
    inside = {row.scope: {"process": row.process, "hand": row.hand} for row in found}
    # A multi-instance activity has nothing inside; its children have.
    return tuple(
        Call(scope=row[0], element=row[1], parent=row[2], index=row[3], over=row[4], **inside[row[0]])
        for row in activities
        if row[0] in inside
    )


def decisions(session: Session, instance_id: int) -> tuple[Decision, ...]:
    """The decisions of a case, newest first. One statement."""
    rows = session.execute(
        sa.select(
            *(DECISION_LOG.c[name] for name in ("element", "name", "decision", "inputs", "value", "trace"))
        )
        .where(DECISION_LOG.c.instance_id == instance_id)
        .order_by(DECISION_LOG.c.id.desc())
        .limit(20)
    )
    return tuple(Decision(**{**row._mapping, "trace": tuple(row.trace)}) for row in rows)
