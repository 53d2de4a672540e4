"""The port through which operations ask for work after the commit: mail, later webhooks and batches (DESIGN 3, ADR 3).

    enqueue(session, "mail", "assigned-7-31", {"reason": "assigned", "tasks": [31]})

The queue travels in `session.info["jobs"]`, so that no operation carries one more argument and a session without a
queue (mail switched off, most tests) asks for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy.orm import Session

INFO = "jobs"


class Queue(Protocol):
    """Whoever can take a job in the transaction of `session`."""

    def enqueue(self, session: Session, kind: str, key: str, payload: Mapping[str, Any]) -> None:
        """Take the job; it exists when the session's transaction commits, and never otherwise."""


def enqueue(session: Session, kind: str, key: str, payload: Mapping[str, Any]) -> bool:
    """Ask for a job of `kind` once per `key`, in the session's transaction.

    Args:
        kind: the name of the worker's workflow (`mail`).
        key: names the job for ever; the same key is never run twice.
        payload: JSON values that the worker gets.

    Returns:
        Whether a queue took it; False where none is configured.
    """
    queue: Queue | None = session.info.get(INFO)
    if queue is None:
        return False
    queue.enqueue(session, kind, key, payload)
    return True
