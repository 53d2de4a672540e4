"""The four lists of an inbox: yours, your teams', waiting for others, done. Paged by key, so that the millionth task costs nothing.

The first two read `task_candidate` in the order of its index, one range for each principal, and stop after a page; the
time is the same whatever else is open (DESIGN 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.queries import inbox_lines as lines
from cip_workflow.queries.inbox_lines import Filters, Row
from cip_workflow.store.tables import DEFINITION, INSTANCE, TASK, TASK_CANDIDATE
from cip_workflow.types import Actor

MOST = 1_000  #: counts stop here, and so does sorting by anything but the due date
SORTS = ("due", "-due", "name", "-name", "stage", "-stage")
DUE = ("overdue", "week", "later", "none")
_WEEK = timedelta(days=7)
_LAST = 2**63 - 1  #: the largest number that both databases hold


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows, and the key after which the next ones come."""

    rows: tuple[Row, ...]
    after: str | None = None


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many there are of each, at most MOST."""

    mine: int
    teams: int
    waiting: int
    overdue: int
    week: int


def mine(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    sort: str = "due",
    after: str = "",
    limit: int = 25,
) -> Page:
    """Tasks that this person holds, or that are theirs alone. One statement."""
    return _open(session, actor, [f"p:{actor.person_id}"], filters or Filters(), sort, after, limit)


def teams(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    sort: str = "due",
    after: str = "",
    limit: int = 25,
) -> Page:
    """Tasks that wait for anybody of this person's groups. One statement."""
    return _open(session, actor, _groups(actor), filters or Filters(), sort, after, limit)


def waiting(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    sort: str = "due",
    after: str = "",
    limit: int = 25,
) -> Page:
    """What others have to do in cases that this person started or worked in. One statement."""
    query = lines.narrow(lines.rows(actor), filters or Filters()).where(*_others(actor))
    start = _start(after)
    found = [
        lines.row(row)
        for row in session.execute(query.order_by(*lines.order(sort)).offset(start).limit(limit + 1))
    ]
    return Page(rows=tuple(found[:limit]), after=str(start + limit) if len(found) > limit else None)


def done(
    session: Session, actor: Actor, *, filters: Filters | None = None, after: str = "", limit: int = 25
) -> Page:
    """What this person has completed, newest first. One statement."""
    query = lines.narrow(lines.rows(actor), filters or Filters()).where(
        TASK.c.completed_by == actor.person_id, TASK.c.status == "done"
    )
    at, task_id = _key(after)
    if at is not None:
        query = query.where(sa.tuple_(TASK.c.completed_at, TASK.c.id) < sa.tuple_(at, task_id))
    query = query.order_by(TASK.c.completed_at.desc(), TASK.c.id.desc()).limit(limit + 1)
    found = [lines.row(row) for row in session.execute(query)]
    last = found[limit - 1] if len(found) > limit else None
    return Page(
        rows=tuple(found[:limit]), after=f"{last.completed_at:%Y%m%dT%H%M%S.%f}-{last.id}" if last else None
    )


def counts(session: Session, actor: Actor) -> Counts:
    """The numbers beside the names of the lists, and those of the due filter for `mine`. One statement."""
    own = [f"p:{actor.person_id}"]
    now = clock.now()
    stand = TASK_CANDIDATE.c
    waits = (
        sa.select(sa.literal(1))
        .select_from(TASK.join(INSTANCE, INSTANCE.c.id == TASK.c.instance_id))
        .where(*_others(actor))
    )
    row = session.execute(
        sa.select(
            _capped(_stands(actor, own)).label("mine"),
            _capped(_stands(actor, _groups(actor))).label("teams"),
            _capped(waits).label("waiting"),
            _capped(_stands(actor, own, stand.due_at < now)).label("overdue"),
            _capped(_stands(actor, own, stand.due_at >= now, stand.due_at < now + _WEEK)).label("week"),
        )
    ).one()
    return Counts(**row._mapping)


def processes(session: Session) -> tuple[tuple[str, str], ...]:
    """What tasks can be filtered by: process id and name. One statement."""
    rows = session.execute(
        sa.select(DEFINITION.c.process_id, DEFINITION.c.name)
        .where(DEFINITION.c.latest)
        .order_by(DEFINITION.c.name)
    )
    return tuple((row.process_id, row.name) for row in rows)


def _groups(actor: Actor) -> list[str]:
    return sorted(f"g:{group}" for group in actor.groups)


def _stands(actor: Actor, principals: Sequence[str], *narrow: Any) -> Any:
    """The tasks in these inboxes that the lists show, at most MOST of each.

    Every range is read in the order of its index and left early; each of its tasks is looked at by its key.
    """
    ranges = [
        sa.select(
            sa.select(TASK_CANDIDATE.c.task_id)
            .join(TASK, TASK.c.id == TASK_CANDIDATE.c.task_id)
            .where(TASK_CANDIDATE.c.principal == principal, _free(actor), *narrow)
            .order_by(TASK_CANDIDATE.c.due_at, TASK_CANDIDATE.c.task_id)
            .limit(MOST)
            .subquery()
        )
        for principal in principals or [""]
    ]
    return sa.union(*ranges) if len(ranges) > 1 else ranges[0]


def _capped(query: Any) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(query.limit(MOST).subquery()).scalar_subquery()


def _open(
    session: Session,
    actor: Actor,
    principals: Sequence[str],
    filters: Filters,
    sort: str,
    after: str,
    limit: int,
) -> Page:
    if not principals:
        return Page(rows=())
    if sort not in {"due", "-due"}:
        return _sorted(session, actor, principals, filters, sort, after, limit)
    backwards = sort == "-due"
    keys = _ranges(principals, filters, _key(after), limit + 1, backwards=backwards)
    order = [keys.c.due_at.desc(), keys.c.task_id.desc()] if backwards else [keys.c.due_at, keys.c.task_id]
    query = (
        lines.rows(actor)
        .add_columns(keys.c.due_at.label("key_due"), TASK.c.excluded, TASK.c.confirmed_by)
        .join(keys, keys.c.task_id == TASK.c.id)
    )
    found = session.execute(query.order_by(*order).limit(limit + 1)).all()
    last = found[limit - 1] if len(found) > limit else None
    rows = tuple(lines.row(row) for row in found[:limit] if _may_do(actor, row))
    return Page(rows=rows, after=f"{last.key_due:%Y%m%dT%H%M%S.%f}-{last.id}" if last else None)


def _sorted(
    session: Session,
    actor: Actor,
    principals: Sequence[str],
    filters: Filters,
    sort: str,
    after: str,
    limit: int,
) -> Page:
    """By name or stage: of the MOST most urgent ones, so that nobody sorts a million."""
    keys = _ranges(principals, filters, (None, 0), MOST, backwards=False)
    start = _start(after)
    query = (
        lines.rows(actor)
        .add_columns(TASK.c.excluded, TASK.c.confirmed_by)
        .join(keys, keys.c.task_id == TASK.c.id)
    )
    found = session.execute(query.order_by(*lines.order(sort)).offset(start).limit(limit + 1)).all()
    rows = tuple(lines.row(row) for row in found[:limit] if _may_do(actor, row))
    return Page(rows=rows, after=str(start + limit) if len(found) > limit else None)


def _ranges(
    principals: Iterable[str],
    filters: Filters,
    after: tuple[datetime | None, int],
    limit: int,
    *,
    backwards: bool,
) -> sa.Subquery:
    """The first `limit` keys behind `after` of each principal, in index order, each task once."""
    stand = TASK_CANDIDATE.c
    at, task_id = after
    parts = []
    for principal in principals:
        part = sa.select(stand.due_at, stand.task_id).where(stand.principal == principal)
        if at is not None:
            key, given = sa.tuple_(stand.due_at, stand.task_id), sa.tuple_(at, task_id)
            part = part.where(key < given if backwards else key > given)
        if filters != Filters():
            part = part.join(TASK, TASK.c.id == stand.task_id).join(
                INSTANCE, INSTANCE.c.id == TASK.c.instance_id
            )
            part = lines.narrow(part, filters)
        order = (stand.due_at.desc(), stand.task_id.desc()) if backwards else (stand.due_at, stand.task_id)
        parts.append(sa.select(part.order_by(*order).limit(limit).subquery()))
    return sa.union(*parts).subquery()


def _others(actor: Actor) -> list[sa.ColumnElement[bool]]:
    theirs = (
        sa.select(TASK.c.instance_id)
        .where(TASK.c.completed_by == actor.person_id, TASK.c.status == "done")
        .union(sa.select(INSTANCE.c.id).where(INSTANCE.c.started_by == actor.person_id))
    )
    mine_too = (
        sa.exists()
        .where(
            TASK_CANDIDATE.c.task_id == TASK.c.id, TASK_CANDIDATE.c.principal.in_(sorted(actor.principals))
        )
        .correlate(TASK)
    )
    return [TASK.c.status == "open", TASK.c.instance_id.in_(theirs), ~mine_too]


def _free(actor: Actor) -> sa.ColumnElement[bool]:
    """The same as `_may_do`, asked of the database: `[7, 12]` is searched for `,12,` as text, which both databases can."""
    listed: sa.ColumnElement[str] = sa.cast(TASK.c.excluded, sa.String)
    for old, new in (("[", ","), ("]", ","), (" ", "")):
        listed = sa.func.replace(listed, old, new)
    return sa.and_(
        listed.not_like(f"%,{actor.person_id},%"), TASK.c.confirmed_by.is_distinct_from(actor.person_id)
    )


def _may_do(actor: Actor, row: sa.Row[*tuple[Any, ...]]) -> bool:
    """Whether no rule of duty keeps this person from it: not named by one, not the first of two who must agree."""
    return actor.person_id not in {*row.excluded, row.confirmed_by}


def _key(after: str) -> tuple[datetime | None, int]:
    """The key in an address; rubbish is the beginning of the list."""
    at, _, task_id = after.rpartition("-")
    try:
        return datetime.strptime(f"{at}+0000", "%Y%m%dT%H%M%S.%f%z"), min(int(task_id), _LAST)
    except ValueError:
        return None, 0


def _start(after: str) -> int:
    """The place in an address; rubbish is the beginning of the list."""
    return int(after) if after.isdecimal() and len(after) < 16 else 0
