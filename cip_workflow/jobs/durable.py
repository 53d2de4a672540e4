"""The queue on DBOS's tables, in the database of the product itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dbos import DBOS, DBOSClient
from sqlalchemy.orm import Session

APPLICATION = "cip-workflow"
#: Recovery only touches jobs of the same version: it names the shape of payloads, not the software's release.
VERSION = "1"


def prepare(database_url: str) -> None:
    """Make or update DBOS's own tables, so that a web process can enqueue before any worker has run; nothing else is changed.

    Never while a transaction of ours is open: on SQLite it would wait for itself.
    """
    DBOS.migrate(database_url)


class DurableQueue:
    """Enqueues by `DBOSClient`, which needs no running DBOS: web processes have no job threads."""

    def __init__(self, database_url: str) -> None:
        self._client = DBOSClient(system_database_url=database_url, application_name=APPLICATION)

    def enqueue(self, session: Session, kind: str, key: str, payload: Mapping[str, Any]) -> None:
        """See `cip_workflow.jobs.Queue`. A key that was used before is refused by the database."""
        self._client.enqueue_in_transaction(
            session,
            {
                "workflow_name": kind,
                "queue_name": kind,
                "workflow_id": key,
                "workflow_id_reuse_policy": "reject",
                "app_version": VERSION,
            },
            dict(payload),
        )

    def close(self) -> None:
        """Give back the client's connections."""
        self._client.destroy()
