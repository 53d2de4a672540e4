"""Access tokens, as their person and administrators see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.store.tables import API_TOKEN, PERSON


@dataclass(frozen=True, kw_only=True)
class Token:
    """A token; its secret is nowhere."""

    id: int
    login: str
    name: str
    hint: str  #: its last letters
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    live: bool


def tokens(session: Session, *, person_id: int | None = None, live: bool = False) -> tuple[Token, ...]:
    """Tokens, newest first. One statement.

    Args:
        person_id: whose; None for everybody's.
        live: only those that still work.
    """
    now = clock.now()
    works = sa.and_(API_TOKEN.c.revoked_at.is_(None), API_TOKEN.c.expires_at > now, PERSON.c.active)
    names = ("id", "name", "hint", "made_at", "expires_at", "used_at", "revoked_at")
    query = (
        sa.select(*(API_TOKEN.c[name] for name in names), PERSON.c.login, works.label("live"))
        .join_from(API_TOKEN, PERSON, PERSON.c.id == API_TOKEN.c.person_id)
        .order_by(API_TOKEN.c.id.desc())
    )
    if person_id is not None:
        query = query.where(API_TOKEN.c.person_id == person_id)
    if live:
        query = query.where(works)
    return tuple(Token(**{**row._mapping, "live": bool(row.live)}) for row in session.execute(query))
