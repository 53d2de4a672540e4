"""What somebody typed is kept when their session is gone, until they have signed in again."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.store.model import Parked, Person

KEPT_FOR = timedelta(hours=2)
MOST_CHARACTERS = 2_000_000  #: as much as one form may hold (MAX_FORM_MEMORY_SIZE of web)
MOST_AT_ONCE = 10


def park(session: Session, *, login: str, path: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    """Keep the pairs of a form for the person of this login, for two hours; their ten latest forms are kept.

    Returns:
        The random token that gives them back (`queries.parked.collect`) to this person only; None when there was
        nothing to keep, too much of it, or nobody with this login.
    """
    now = clock.now()
    session.execute(sa.delete(Parked).where(Parked.expires_at <= now))
    person_id = session.scalar(sa.select(Person.id).where(Person.login == login, Person.active))
    if (
        person_id is None
        or not pairs
        or sum(len(name) + len(value) for name, value in pairs) > MOST_CHARACTERS
    ):
        return None
    older = (
        sa.select(Parked.id)
        .where(Parked.person_id == person_id)
        .order_by(Parked.parked_at.desc(), Parked.id)
        .offset(MOST_AT_ONCE - 1)
    )
    session.execute(sa.delete(Parked).where(Parked.id.in_(session.scalars(older).all())))
    token = secrets.token_urlsafe(32)
    session.add(
        Parked(
            id=hashlib.sha256(token.encode()).hexdigest(),
            person_id=person_id,
            path=path[:500],
            fields=[list(pair) for pair in pairs],
            parked_at=now,
            expires_at=now + KEPT_FOR,
        )
    )
    return token
