"""The table `mail`: one row a letter, so that an admin sees what was sent and nothing goes out twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.tables import MAIL, TASK
from cip_workflow.worker.addressees import Letter


def queue(session: Session, letters: Sequence[Letter], *, at: datetime, payload: Mapping[str, Any]) -> None:
    """Enter letters; those that are there already (their job was begun before a crash) stay as they are."""
    known = set(session.scalars(sa.select(MAIL.c.key).where(MAIL.c.key.in_([one.key for one in letters]))))
    new = [one for one in letters if one.key not in known]
    if not new:
        return
    cases = _cases(session, new)
    session.execute(
        sa.insert(MAIL),
        [
            {
                "key": one.key,
                "kind": one.reason,
                "person_id": one.person,
                "task_id": one.tasks[0] if one.tasks else None,
                "instance_id": cases.get(one.tasks[0]) if one.tasks else payload.get("case"),
                "subject": one.subject[:300],
                "queued_at": at,
            }
            for one in new
        ],
    )


def is_open(session: Session, key: str) -> bool:
    """Whether a letter is still to be sent."""
    query = sa.select(sa.literal(1)).where(MAIL.c.key == key, MAIL.c.sent_at.is_(None))
    return session.execute(query).one_or_none() is not None


def sent(session: Session, key: str, *, subject: str, at: datetime) -> None:
    """A letter has been handed to the mail server."""
    _change(session, key, subject=subject[:300], sent_at=at, failed=None)


def not_sent(session: Session, key: str, why: str) -> None:
    """A letter has not been sent, for now or for good; `why` is a sentence for the admin."""
    _change(session, key, failed=why)


def _change(session: Session, key: str, **values: Any) -> None:
    session.execute(sa.update(MAIL).where(MAIL.c.key == key).values(**values))


def _cases(session: Session, letters: Sequence[Letter]) -> dict[int, int]:
    wanted = {one.tasks[0] for one in letters if one.tasks}
    rows = session.execute(sa.select(TASK.c.id, TASK.c.instance_id).where(TASK.c.id.in_(wanted)))
    return {row.id: row.instance_id for row in rows}
