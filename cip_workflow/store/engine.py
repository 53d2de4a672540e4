"""One way to reach a database: SQLite by default, PostgreSQL when the address says so."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

#: Execution option of sessions that only read: on SQLite they begin without asking for the write lock.
READING = "cip_reading"

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an acknowledged answer survives a power cut
    "PRAGMA busy_timeout=30000",
    "PRAGMA foreign_keys=ON",
)


def connect(url: str) -> sa.Engine:
    """An engine as the product needs it; it opens its first connection when one is asked for.

    SQLite: write-ahead log, full synchronisation, foreign keys, and `BEGIN IMMEDIATE` for every transaction that is not
    marked as reading (a deferred one that turns to writing fails at once when another writer was faster).
    PostgreSQL: psycopg 3, read committed; commands lock the row of the instance they change.
    """
    address = sa.make_url(url)
    if address.drivername in {"postgresql", "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    return sa.create_engine(
        address, json_serializer=dumps, pool_pre_ping=True, isolation_level="READ COMMITTED", pool_size=20
    )


def _sqlite(address: sa.URL) -> sa.Engine:
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, json_serializer=dumps, connect_args={"timeout": 30})

    def connected(connection: Any, record: object) -> None:
        connection.isolation_level = None  # else the driver begins and commits on its own
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    def begun(connection: sa.Connection) -> None:
        reading = connection.get_execution_options().get(READING, False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    sa.event.listen(engine, "connect", connected)
    sa.event.listen(engine, "begin", begun)
    return engine


def dumps(value: object) -> str:
    """JSON for columns: short, readable, dates in ISO 8601 and Decimals as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain)


def plain(value: object) -> object:
    """What JSON has no word for, as text."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    msg = f"A {type(value).__name__} cannot be stored as JSON."
    raise TypeError(msg)
