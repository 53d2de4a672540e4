"""Which executors live: an advisory lock on PostgreSQL, a lock on a file beside SQLite. The kernel or the server lets go when one dies.

Nothing has to beat, no clock is compared, and a killed worker is known to be dead at once (ADR 3).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import IO

import sqlalchemy as sa

from cip_workflow import log
from cip_workflow.errors import Conflict

#: On SQLite one process works at a time, so it is always the same executor and finds its own jobs again.
ONLY = "only"
_TAKEN = (
    "Another process already works on this SQLite database: `cip worker`, or `cip serve` without --no-worker. "
    "One is enough; several need PostgreSQL (DATABASE_URL)."
)


class Lease:
    """This process's claim to be an executor; held until `release` or until the process ends."""

    def __init__(self, engine: sa.Engine) -> None:
        """Claim. Raises Conflict on SQLite when another process has the claim."""
        self._engine = engine
        self._file: IO[bytes] | None = None
        self._connection: sa.Connection | None = None
        if engine.dialect.name == "sqlite":
            self.executor = ONLY
            self._file = self._locked_file()
        else:
            self.executor = f"{os.uname().nodename}-{uuid.uuid4().hex[:12]}"
            self._connection = self._locked()

    def hold(self) -> None:
        """Make sure that the claim is still held: a server that restarts, or a connection that breaks, lets go of it.

        Raises sqlalchemy.exc.SQLAlchemyError when the database does not answer.
        """
        if self._connection is None:
            return
        try:
            self._connection.execute(sa.select(1))
        except sa.exc.DBAPIError:
            log.get(__name__).warning("the lease was lost with its connection; taking it again")
            self._connection.invalidate()
            self._connection.close()
            self._connection = self._locked()

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
        """Give the claim back; a second time does nothing."""
        if self._file is not None:
            self._file.close()
        if self._connection is not None:
            # Not back to the pool, where the next user would hold the lock without knowing.
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _locked(self) -> sa.Connection:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(sa.select(sa.func.pg_advisory_lock(_number(self.executor))))
        return connection

    def _locked_file(self) -> IO[bytes]:
        path = Path(f"{self._engine.url.database}.worker")
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("wb")
        for _ in range(_TRIES):  # who asks whether a worker lives has the lock for a moment, too
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_BETWEEN)
            else:
                return file
        file.close()
        raise Conflict(_TAKEN)


_TRIES, _BETWEEN = 4, 0.05


def _number(executor: str) -> int:
    """A 63-bit key for the advisory lock."""
    return int.from_bytes(hashlib.blake2b(executor.encode(), digest_size=8).digest(), "big") >> 1
