"""One request, one transaction: `writing()` commits once at its end, `reading()` never.

Each block has a session of its own (not the scoped one: durable jobs are enqueued on a real session). Never open one
inside another: on SQLite the inner one would wait for the outer.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from flask import current_app

from cip_workflow import jobs, store
from web.extensions import JOBS, db


def writing() -> AbstractContextManager[Any]:
    """A session for operations; committed when the block ends well, rolled back by any error.

    Raises:
        Conflict: somebody else was faster.
    """
    return store.transaction(_session)


def _session() -> Any:
    """A session that carries the queue of durable jobs, where there is one."""
    session = db.session.session_factory()
    queue = current_app.extensions[JOBS]
    if queue is not None:
        session.info[jobs.INFO] = queue
    return session


def reading() -> AbstractContextManager[Any]:
    """A session for queries; it takes no write lock and stores nothing."""
    return store.reading(db.session.session_factory)
