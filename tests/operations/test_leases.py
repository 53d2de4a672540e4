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
            # the server notices the closed socket by itself; nothing else tells when
            deadline = time.monotonic() + 10
            while not (dead := lease.dead([other])) and time.monotonic() < deadline:
                pass
            assert dead == [other]
        lease.release()
    finally:
        holder.kill()
        holder.wait()
