"""A worker's lease ends with its process, and only then."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
import sqlalchemy as sa

from cip_workflow.errors import Conflict
from cip_workflow.worker.leases import Lease

_HOLDER = """
import sys, time, sqlalchemy as sa
from cip_workflow.store import connect
from cip_workflow.worker.leases import Lease
lease = Lease(connect(sys.argv[1])); print(lease.executor, flush=True); time.sleep(60)
"""


def wait_until_dead(lease: Lease, executor: str) -> bool:
    """The server notices the closed socket by itself; nothing else tells when."""
    deadline = time.monotonic() + 10
    while not (found := lease.dead([executor])) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found == [executor]


def test_a_killed_worker_is_dead_and_a_living_one_is_not(database: sa.Engine, database_url: str) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, database_url], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        other = holder.stdout.readline().strip()
        if database.dialect.name == "sqlite":
            with pytest.raises(Conflict, match="already works on this SQLite database"):
                Lease(database)
            holder.kill()
            holder.wait()
            lease = Lease(database)
            assert lease.executor == other
            assert lease.dead([other]) == []
        else:
            lease = Lease(database)
            assert lease.dead([other, lease.executor]) == []
            holder.kill()
            holder.wait()
            assert wait_until_dead(lease, other)
        lease.release()
    finally:
        holder.kill()
        holder.wait()


def test_a_lease_that_was_lost_with_its_connection_is_taken_again(database: sa.Engine) -> None:
    lease = Lease(database)
    lease.hold()
    if database.dialect.name == "postgresql":
        with database.connect() as other:
            other.execute(sa.text(_END_HOLDERS))
        lease.hold()
        watching = Lease(database)
        assert watching.dead([lease.executor]) == []
        lease.release()
        lease.release()
        assert wait_until_dead(watching, lease.executor)
        watching.release()
    else:
        lease.hold()
        lease.release()
        Lease(database).release()


#: Of this test's own database: others share the server.
_END_HOLDERS = """
SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND datname = current_database()
"""
