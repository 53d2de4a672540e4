"""Databases of a test's own, for tests that keep one for a whole run or hand its address to other programs."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from cip_workflow import store
from tests import postgres
from tests.processes.town import furnish

#: A fixture may be made once in each folder that takes it over.
_NUMBERS = itertools.count(1)


@contextmanager
def postgresql(name: str, *, template: str = "template1") -> Iterator[str]:
    """The address of a PostgreSQL database of this name, copied from another; it is dropped at the end."""
    server = sa.make_url(os.environ[postgres.VARIABLE])
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        admin.dispose()


def own_name(what: str) -> str:
    """A name that no other worker of this run uses."""
    return f"cip_{what}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"


@contextmanager
def furnished_name(what: str, *, alone: bool = False) -> Iterator[str]:
    """The name of a PostgreSQL database with the demo people and our processes, to copy; `alone` as for `furnish`."""
    name = own_name(f"{what}_furnished{next(_NUMBERS)}")
    with postgresql(name) as url:
        store.upgrade(url)
        furnish(url, alone=alone)
        yield name


def furnished_file(folder: Path, upgraded: Path, *, alone: bool = False) -> Path:
    """A SQLite file with the demo people and our processes, to copy; `alone` as for `furnish`."""
    path = folder / "furnished.sqlite3"
    shutil.copy(upgraded, path)
    furnish(f"sqlite:///{path}", alone=alone)
    with sa.create_engine(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path
