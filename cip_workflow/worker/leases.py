"""Which executors live: an advisory lock on PostgreSQL, a lock on a file beside SQLite. The kernel or the server lets go when one dies.

Nothing has to beat, no clock is compared, and a killed worker is known to be dead at once (ADR 3).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from cip_workflow.errors import Conflict

#: On SQLite one process works at a time, so it is always the same executor and finds its own jobs again.
ONLY = "only"


class Lease:
    """This process's claim to be an executor; held until `release` or until the process ends."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._file: IO[bytes] | None = None
        self._connection: sa.Connection | None = None
        if engine.dialect.name == "sqlite":
            self.executor = ONLY
            self._lock_file()
        else:
            self.executor = f"{os.uname().nodename}-{uuid.uuid4().hex[:12]}"
            self._connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._connection.execute(sa.select(sa.func.pg_advisory_lock(_number(self.executor))))

    def dead(self, executors: Iterable[str]) -> list[str]:
        """Those of `executors` whom nobody holds any more; on SQLite there is only this one."""
        if self._connection is None:
            return []
        found = []
        for executor in sorted(set(executors) - {self.executor}):
            number = _number(executor)
            if self._connection.execute(sa.select(sa.func.pg_try_advisory_lock(number))).scalar():
                self._connection.execute(sa.select(sa.func.pg_advisory_unlock(number)))
                found.append(executor)
        return found

    def release(self) -> None:
        """Give the claim back."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            self._connection.close()

    def _lock_file(self) -> None:
        path = Path(f"{self._engine.url.database}.worker")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("wb")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise Conflict(
                "Another process already works on this SQLite database. Stop it, "
                "or start this one with --no-worker; several workers need PostgreSQL (DATABASE_URL)."
            ) from None


def _number(executor: str) -> int:
    """A 63-bit key for the advisory lock."""
    return int.from_bytes(hashlib.blake2b(executor.encode(), digest_size=8).digest(), "big") >> 1
