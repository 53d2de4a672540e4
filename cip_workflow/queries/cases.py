"""Cases: the list that a person may see, and one case. What is open in it is in open_work.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import NotFound
from cip_workflow.queries import visible
from cip_workflow.store.tables import DEFINITION, INCIDENT, INSTANCE, TASK
from cip_workflow.types import Actor

NO_CASE = "There is no such case, or you may not see it."


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case, as its page shows it."""

    id: int
    process_id: str
    process_name: str
    process_version: int
    definition_id: int
    reference: str | None
    title: str
    status: str
    stage: str | None
    outcome: str | None
    started_at: datetime
    started_by: str | None
    started_by_id: int | None
    ended_at: datetime | None
    start_form: str | None
    start_form_digest: str | None
    start_answers: dict[str, Any] | None  #: None where they are not for this reader


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list of cases is narrowed to; empty means all."""

    search: str = ""
    status: tuple[str, ...] = ()
    process: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the list of cases."""

    id: int
    process_id: str
    process_name: str
    reference: str | None
    title: str
    status: str
    stage: str | None
    outcome: str | None
    incidents: int
    late: int
    started_at: datetime


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows and the key after which the next ones come."""

    rows: tuple[Row, ...] = ()
    after: int | None = None  #: id of the last row, when there are more
    processes: tuple[tuple[str, str], ...] = field(default=())  #: what can be filtered by


_LATE = (
    sa.select(sa.func.count())
    .where(TASK.c.instance_id == INSTANCE.c.id, TASK.c.status == "open", TASK.c.due_at < sa.bindparam("now"))
    .correlate(INSTANCE)
    .scalar_subquery()
)
_FAILED = (
    sa.select(sa.func.count())
    .where(INCIDENT.c.instance_id == INSTANCE.c.id, INCIDENT.c.closed_at.is_(None))
    .correlate(INSTANCE)
    .scalar_subquery()
)


def page(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    after: int | None = None,
    limit: int = 25,
) -> Page:
    """Cases that this person may see, newest first, in two statements.

    Args:
        after: the `after` of the page before.
    """
    wanted = filters or Filters()
    query = sa.select(
        *(
            INSTANCE.c[name]
            for name in (
                "id",
                "process_id",
                "process_name",
                "title",
                "status",
                "stage",
                "outcome",
                "started_at",
            )
        ),
        INSTANCE.c.business_key.label("reference"),
        _FAILED.label("incidents"),
        _LATE.label("late"),
    ).where(visible.cases(actor))
    for word in wanted.search.split():
        like = f"%{word.lower().replace('%', '').replace('_', '')}%"
        query = query.where(
            sa.or_(
                sa.func.lower(INSTANCE.c.title).like(like), sa.func.lower(INSTANCE.c.business_key).like(like)
            )
        )
    if wanted.status:
        query = query.where(INSTANCE.c.status.in_(wanted.status))
    if wanted.process:
        query = query.where(INSTANCE.c.process_id.in_(wanted.process))
    if after is not None:
        query = query.where(INSTANCE.c.id < after)
    query = query.order_by(INSTANCE.c.id.desc()).limit(limit + 1)
    found = [Row(**row._mapping) for row in session.execute(query, {"now": clock.now()})]
    more = len(found) > limit
    names = (
        sa.select(DEFINITION.c.process_id, DEFINITION.c.name)
        .where(DEFINITION.c.latest)
        .order_by(DEFINITION.c.name)
    )
    return Page(
        rows=tuple(found[:limit]),
        after=found[limit - 1].id if more else None,
        processes=tuple((row.process_id, row.name) for row in session.execute(names)),
    )


def get(session: Session, actor: Actor, instance_id: int) -> Case:
    """One case.

    Raises:
        NotFound: there is none, or this person may not know of it.
    """
    columns = [
        "id",
        "process_id",
        "process_name",
        "title",
        "status",
        "stage",
        "outcome",
        "started_at",
        "ended_at",
        "definition_id",
        "start_form",
        "start_form_digest",
        "start_answers",
        "readers",
    ]
    row = session.execute(
        sa.select(
            *(INSTANCE.c[name] for name in columns),
            INSTANCE.c.business_key.label("reference"),
            INSTANCE.c.started_by.label("started_by_id"),
            visible.person_name(INSTANCE.c.started_by).label("started_by"),
            DEFINITION.c.version.label("process_version"),
        )
        .join(DEFINITION, DEFINITION.c.id == INSTANCE.c.definition_id)
        .where(INSTANCE.c.id == instance_id, visible.cases(actor))
    ).one_or_none()
    if row is None:
        raise NotFound(NO_CASE)
    values = dict(row._mapping)
    if not visible.may_read(values.pop("readers"), actor):
        values["start_answers"] = None
    return Case(**values)
