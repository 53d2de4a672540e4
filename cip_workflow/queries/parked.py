"""What somebody had typed when their session ended (operations/person/park.py keeps it)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.store.model import Parked
from cip_workflow.types import Actor


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The name and value pairs of a form, in order, and the page they were typed on."""

    path: str
    pairs: tuple[tuple[str, str], ...]
    parked_at: datetime
    expires_at: datetime


def collect(session: Session, *, actor: Actor, token: str) -> Kept | None:
    """What was kept under this token for this person; None when it is somebody else's, or older than it may be."""
    row = session.execute(
        sa.select(Parked).where(
            Parked.id == hashlib.sha256(token.encode()).hexdigest(),
            Parked.person_id == actor.person_id,
            Parked.expires_at > clock.now(),
        )
    ).scalar_one_or_none()
    if row is None:
        return None
    pairs = tuple((str(name), str(value)) for name, value in row.fields)
    return Kept(path=row.path, pairs=pairs, parked_at=row.parked_at, expires_at=row.expires_at)
