"""One line of an inbox: its columns, filters and orders, shared by the four lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.queries import visible
from cip_workflow.store.tables import DRAFT, INSTANCE, TASK
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list is narrowed to; empty means all."""

    search: str = ""
    due: tuple[str, ...] = ()  #: of DUE
    process: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One task in a list."""

    id: int
    name: str
    title: str
    reference: str | None
    process_name: str
    stage: str | None
    due_at: datetime | None
    opened_at: datetime
    completed_at: datetime | None
    holder: str | None
    holder_id: int | None
    candidates: tuple[str, ...]
    drafted: bool
    suspended: bool


def rows(actor: Actor) -> sa.Select[Any]:
    drafted = (
        sa.exists().where(DRAFT.c.task_id == TASK.c.id, DRAFT.c.person_id == actor.person_id).correlate(TASK)
    )
    return sa.select(
        *(
            TASK.c[name]
            for name in ("id", "name", "stage", "due_at", "opened_at", "completed_at", "candidates")
        ),
        TASK.c.assignee_id.label("holder_id"),
        visible.person_name(TASK.c.assignee_id).label("holder"),
        INSTANCE.c.title,
        INSTANCE.c.business_key.label("reference"),
        INSTANCE.c.process_name,
        (INSTANCE.c.status == "suspended").label("suspended"),
        drafted.label("drafted"),
    ).join_from(TASK, INSTANCE, INSTANCE.c.id == TASK.c.instance_id)


_OF_ROW = tuple(Row.__dataclass_fields__)


def row(row: sa.Row[*tuple[Any, ...]]) -> Row:
    values = {name: row._mapping[name] for name in _OF_ROW}
    return Row(**{**values, "candidates": tuple(values["candidates"])})


def narrow(query: sa.Select[Any], filters: Filters) -> sa.Select[Any]:
    for word in filters.search.lower().split():
        like = f"%{word.replace('%', '').replace('_', '')}%"
        texts = (TASK.c.name, INSTANCE.c.title, INSTANCE.c.business_key)
        query = query.where(sa.or_(*(sa.func.lower(text).like(like) for text in texts)))
    if filters.process:
        query = query.where(INSTANCE.c.process_id.in_(filters.process))
    if filters.stage:
        query = query.where(TASK.c.stage.in_(filters.stage))
    if filters.due:
        now = clock.now()
        week = now + timedelta(days=7)
        ways = {
            "overdue": TASK.c.due_at < now,
            "week": sa.and_(TASK.c.due_at >= now, TASK.c.due_at < week),
            "later": TASK.c.due_at >= week,
            "none": TASK.c.due_at.is_(None),
        }
        query = query.where(sa.or_(*(ways[one] for one in filters.due if one in ways)))
    return query


def order(sort: str) -> list[Any]:
    column = {"name": TASK.c.name, "stage": TASK.c.stage}.get(sort.removeprefix("-"), TASK.c.due_at)
    order = column.desc() if sort.startswith("-") else column
    return [order.nulls_last(), TASK.c.id]
