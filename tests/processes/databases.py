"""Databases of a test's own, for tests that keep one for a whole run or hand its address to other programs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from tests import postgres


@contextmanager
def postgresql(name: str, *, template: str = "template1") -> Iterator[str]:
    """The address of a PostgreSQL database of this name, copied from another; it is dropped at the end."""
    server = sa.make_url(os.environ[postgres.VARIABLE])
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
        admin.dispose()


def own_name(what: str) -> str:
    """A name that no other worker of this run uses."""
    return f"cip_{what}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
