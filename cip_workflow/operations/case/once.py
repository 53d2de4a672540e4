"""A page that is sent twice starts one case."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Conflict
from cip_workflow.store.model import Throttle

_REMEMBERED = timedelta(days=8)  #: longer than a page may stay open


def once(session: Session, *, token: str) -> None:
    """Note in this transaction that the page with `token` was sent.

    Raises:
        Conflict: it was sent before, by a second press of the button or in a second window.
    """
    now = clock.now()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(sa.delete(Throttle).where(Throttle.key.startswith("once:"), Throttle.until < now))
    row = {"key": f"once:{token[:100]}", "count": 1, "since": now, "until": now + _REMEMBERED}
    noted = session.execute(
        insert(Throttle).values(**row).on_conflict_do_nothing(index_elements=["key"]).returning(Throttle.key)
    ).one_or_none()
    if noted is None:
        raise Conflict("This was sent already, and the case has started. You find it under Briefs.")
