"""The register of decisions: rows that are never changed. A correction is another row that names the one it replaces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries import readable, visible
from cip_workflow.store.tables import BRIEF, DECISION_RECORD, GROUP
from cip_workflow.types import Actor

NO_DECISION = "There is no such decision, or you may not see it."


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What the register is narrowed to; empty means all."""

    search: str = ""
    kind: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the register."""

    id: int
    brief_ref: str
    title: str | None  #: of the brief
    kind: str
    body: str  #: name of who decided
    decided_on: date
    outcome: str
    key_decision: bool
    visible_to: str | None
    published_at: datetime | None
    call_in_ends: date | None
    corrects: int | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some rows and the key after which the next ones come."""

    rows: tuple[Row, ...]
    after: int | None
    kinds: tuple[str, ...]  #: what can be filtered by


@dataclass(frozen=True, kw_only=True)
class Decision(Row):
    """One decision, as it was recorded."""

    authority: str
    reasons: str
    alternatives: str
    conditions: list[Any]
    details: dict[str, Any]
    call_in_outcome: str | None
    recorded_at: datetime
    recorded_by: str | None
    corrected_by: int | None  #: id of the latest row that replaces this one, as far as the reader may see it


_LINE = (
    "id",
    "brief_ref",
    "kind",
    "decided_on",
    "outcome",
    "key_decision",
    "visible_to",
    "published_at",
    "call_in_ends",
    "corrects",
)
_MORE = ("authority", "reasons", "alternatives", "conditions", "details", "call_in_outcome", "recorded_at")


def page(
    session: Session,
    actor: Actor,
    *,
    filters: Filters | None = None,
    after: int | None = None,
    limit: int = 25,
) -> Page:
    """Decisions that this person may read, latest first. Two statements."""
    wanted = filters or Filters()
    query = _select(_LINE).where(
        readable.decisions(actor),
        *readable.like(wanted.search, BRIEF.c.title, DECISION_RECORD.c.brief_ref, DECISION_RECORD.c.outcome),
    )
    if wanted.kind:
        query = query.where(DECISION_RECORD.c.kind.in_(wanted.kind))
    if after is not None:
        query = query.where(DECISION_RECORD.c.id < after)
    found = session.execute(query.order_by(DECISION_RECORD.c.id.desc()).limit(limit + 1))
    rows = [Row(**row._mapping) for row in found]
    kinds = sa.select(DECISION_RECORD.c.kind).where(readable.decisions(actor)).distinct()
    return Page(
        rows=tuple(rows[:limit]),
        after=rows[limit - 1].id if len(rows) > limit else None,
        kinds=tuple(session.scalars(kinds.order_by(DECISION_RECORD.c.kind))),
    )


def get(session: Session, actor: Actor, decision_id: int) -> Decision:
    """One decision. One statement, and one for what replaces it.

    Raises:
        NotFound: there is none, or it is not for this person.
    """
    row = session.execute(
        _select((*_LINE, *_MORE))
        .add_columns(visible.person_name(DECISION_RECORD.c.recorded_by).label("recorded_by"))
        .where(DECISION_RECORD.c.id == decision_id, readable.decisions(actor))
    ).one_or_none()
    if row is None:
        raise NotFound(NO_DECISION)
    later = session.execute(
        sa.select(sa.func.max(DECISION_RECORD.c.id)).where(
            DECISION_RECORD.c.corrects == decision_id, readable.decisions(actor)
        )
    ).scalar_one()
    return Decision(**row._mapping, corrected_by=later)


def _select(columns: tuple[str, ...]) -> sa.Select[Any]:
    return (
        sa.select(
            *(DECISION_RECORD.c[name] for name in columns),
            BRIEF.c.title,
            sa.func.coalesce(GROUP.c.name, DECISION_RECORD.c.body).label("body"),
        )
        .join_from(DECISION_RECORD, BRIEF, BRIEF.c.ref == DECISION_RECORD.c.brief_ref, isouter=True)
        .outerjoin(GROUP, GROUP.c.key == DECISION_RECORD.c.body)
    )
