"""Both databases, furnished once a run: paths run in cases of their own, side by side as in life."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from cip_workflow import store
from tests.processes.databases import own_name, postgresql
from tests.processes.town import Town, furnish


@pytest.fixture(scope="session")
def furnished_sqlite(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A SQLite file with the demo people and our processes, to copy."""
    path = tmp_path_factory.mktemp("furnished") / "furnished.sqlite3"
    shutil.copy(sqlite_template, path)
    furnish(f"sqlite:///{path}")
    with sa.create_engine(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def furnished_postgresql() -> Iterator[str]:
    """The name of a PostgreSQL database with the demo people and our processes, to copy."""
    name = own_name("furnished")
    with postgresql(name) as url:
        store.upgrade(url)
        furnish(url)
        yield name


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town for all paths of a run, on each database."""
    folder = tmp_path_factory.mktemp("town")
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("furnished_sqlite"), folder / "town.sqlite3")
        found = Town(f"sqlite:///{folder / 'town.sqlite3'}", folder)
        yield found
        found.close()
        return
    with postgresql(own_name("town"), template=request.getfixturevalue("furnished_postgresql")) as url:
        found = Town(url, folder)
        yield found
        found.close()
