"""A session is ended by the person: the cookie is worth nothing from then on, wherever a copy of it is."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.operations import _audit
from cip_workflow.queries.people import SIGNED_OUT
from cip_workflow.store.model import Person, Throttle
from cip_workflow.types import Actor


def sign_out(session: Session, *, session_id: str, until: datetime) -> None:
    """End one session; `until` is when it would have ended by itself, after which nobody needs to remember."""
    session.merge(Throttle(key=f"{SIGNED_OUT}{session_id}", count=0, since=clock.now(), until=until))


def sign_out_everywhere(session: Session, *, actor: Actor) -> None:
    """End every session of the actor."""
    session.execute(
        sa.update(Person)
        .where(Person.id == actor.person_id)
        .values(session_epoch=Person.session_epoch + 1, version=Person.version + 1)
    )
    _audit.change(session, actor=actor, kind="person.sessions-ended", subject=f"person:{actor.person_id}")
