"""Ask for mail about tasks that have come close to, or past, their due date since the last look. At most one job each."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock, jobs
from cip_workflow.store.tables import INSTANCE, TASK, THROTTLE

_MARK = "announced"  #: up to this instant everything has been told of
_AT_FIRST = timedelta(days=1)  #: a worker that was never there looks back this far


def announce(session: Session) -> int:
    """Enqueue one mail job for each task whose warning or due instant has passed since the last look; how many.

    The look is claimed with a row, so that of several workers one does it. Each job's key names the task and the instant:
    what was told is never told again. Without a queue (mail is off) nothing is looked at, and a later start of mail does
    not tell of the past.
    """
    now = clock.now()
    if session.info.get(jobs.INFO) is None:
        return 0
    since = _claim(session, now)
    told = 0
    for reason, column in (("due-soon", TASK.c.warn_at), ("overdue", TASK.c.due_at)):
        rows = session.execute(
            sa.select(TASK.c.id, column.label("instant"))
            .join_from(TASK, INSTANCE, INSTANCE.c.id == TASK.c.instance_id)
            .where(TASK.c.status == "open", INSTANCE.c.status == "running", column > since, column <= now)
            .order_by(TASK.c.id)
        ).all()
        for row in rows:
            key = f"{reason}-{row.id}-{row.instant:%Y%m%d%H%M}"
            jobs.enqueue(session, "mail", key, {"reason": reason, "tasks": [row.id]})
            told += 1
    return told


def _claim(session: Session, now: datetime) -> datetime:
    found: datetime | None = session.execute(
        sa.select(THROTTLE.c.since).where(THROTTLE.c.key == _MARK).with_for_update()
    ).scalar_one_or_none()
    if found is None:
        session.execute(sa.insert(THROTTLE), {"key": _MARK, "count": 0, "since": now, "until": None})
        return now - _AT_FIRST
    session.execute(sa.update(THROTTLE).where(THROTTLE.c.key == _MARK).values(since=now))
    return found
