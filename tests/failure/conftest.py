"""A furnished database of each test's own: programs that are killed leave nothing behind for the next."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.failure.living import Process
from tests.processes.databases import furnished_file, furnished_name, own_name, postgresql


@pytest.fixture(scope="session")
def furnished_sqlite(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A SQLite file to copy."""
    return furnished_file(tmp_path_factory.mktemp("furnished"), sqlite_template, alone=True)


@pytest.fixture(scope="session")
def furnished_postgresql() -> Iterator[str]:
    """The name of a PostgreSQL database to copy."""
    with furnished_name("failure", alone=True) as name:
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The demonstration's people and processes, and no case yet."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("furnished_sqlite"), tmp_path / "town.sqlite3")
        yield f"sqlite:///{tmp_path / 'town.sqlite3'}"
        return
    with postgresql(own_name("failing"), template=request.getfixturevalue("furnished_postgresql")) as url:
        yield url


@pytest.fixture
def started() -> Iterator[list[Process]]:
    """Programs that a test has started; what still runs at its end is ended."""
    processes: list[Process] = []
    yield processes
    for process in processes:
        process.end()
