"""The demonstration's people and processes in a database of each test's own, at a fixed instant."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cip_workflow import clock
from tests.conftest import Statements, counted
from tests.processes.databases import furnished_file, furnished_name, own_name, postgresql
from tests.processes.town import Town
from tests.processes.visitor import Visitor
from tests.processes.walking_http import BEGIN
from tests.web.work.stage import Stage


@pytest.fixture(scope="session")
def furnished_sqlite(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A SQLite file to copy."""
    return furnished_file(tmp_path_factory.mktemp("furnished"), sqlite_template, alone=True)


@pytest.fixture(scope="session")
def furnished_postgresql() -> Iterator[str]:
    """The name of a PostgreSQL database to copy."""
    with furnished_name("work", alone=True) as name:
        yield name


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """A Monday morning in November."""
    with clock.moved(BEGIN):
        yield


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """The demonstration, with no case yet."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("furnished_sqlite"), tmp_path / "town.sqlite3")
        found = Town(f"sqlite:///{tmp_path / 'town.sqlite3'}", tmp_path)
        yield found
        found.close()
        return
    with postgresql(own_name("case"), template=request.getfixturevalue("furnished_postgresql")) as url:
        found = Town(url, tmp_path)
        yield found
        found.close()


@pytest.fixture
def stage(town: Town) -> Stage:
    """Runs cases to where a test begins."""
    return Stage(town)


@pytest.fixture
def visit(town: Town) -> Callable[[str], Visitor]:
    """`visit("pnandra")` is that person at their browser."""
    return town.visitor


@pytest.fixture
def sent(town: Town) -> Callable[[], object]:
    """`with sent() as statements: ...` counts what reaches the database, the signed-in person's two included."""

    def counting() -> object:
        return counted(town.engine)

    return counting


__all__ = ["Statements"]
