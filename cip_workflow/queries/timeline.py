"""What has happened in a case, in words, newest first: the audit events with their people and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.queries import visible
from cip_workflow.store.tables import EVENT, NOTE

#: Why a text that looks like a child's data was kept is for those who may read the answer itself.
_FOR_FEW = frozenset({"text.kept"})


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One event. `kind` is the operation's own word (`task.completed`); pages turn it into a sentence."""

    seq: int
    at: datetime
    kind: str
    who: str | None  #: None for the system
    name: str
    task_id: int | None
    element: str | None
    data: dict[str, Any] = field(default_factory=dict)
    words: str = ""  #: what the person wrote with it: a note, or why they did it


def of_case(
    session: Session, instance_id: int, *, before: int | None = None, limit: int = 20
) -> tuple[tuple[Happening, ...], int | None]:
    """Events of a case that the reader may see, newest first; with the key for the older ones, if there are any.

    One statement, and one for what people wrote. `before` is the key that the page before gave.
    """
    query = (
        sa.select(
            *(EVENT.c[name] for name in ("seq", "at", "kind", "name", "task_id", "element", "data")),
            visible.person_name(EVENT.c.actor_id).label("who"),
        )
        .where(EVENT.c.instance_id == instance_id)
        .order_by(EVENT.c.seq.desc())
        .limit(limit + 1)
    )
    if before is not None:
        query = query.where(EVENT.c.seq < before)
    rows = session.execute(query).all()
    words = _words(session, instance_id, [row.data for row in rows[:limit] if row.kind not in _FOR_FEW])
    found = tuple(
        Happening(**row._mapping, words=words.get(_note(row.data), "") if row.kind not in _FOR_FEW else "")
        for row in rows[:limit]
    )
    return found, found[-1].seq if len(rows) > limit else None


def _words(session: Session, instance_id: int, data: Sequence[Mapping[str, Any]]) -> dict[int | None, str]:
    """The notes that events name; what was erased is no longer there."""
    named = [one for one in map(_note, data) if one is not None]
    if not named:
        return {}
    rows = session.execute(
        sa.select(NOTE.c.id, NOTE.c.text).where(
            NOTE.c.instance_id == instance_id, NOTE.c.id.in_(named), NOTE.c.erased_at.is_(None)
        )
    )
    return {row.id: row.text for row in rows}


def _note(data: Mapping[str, Any]) -> int | None:
    why = data.get("why")
    return why.get("note") if isinstance(why, Mapping) else None
