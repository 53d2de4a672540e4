"""Both databases, furnished once a run: paths run in cases of their own, side by side as in life."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.databases import furnished_file, furnished_name, own_name, postgresql
from tests.processes.town import Town


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[Town]:
    """A town for all paths of a run, on each database."""
    folder = tmp_path_factory.mktemp("town")
    if request.param == "sqlite":
        shutil.copy(furnished_file(folder, sqlite_template), folder / "town.sqlite3")
        found = Town(f"sqlite:///{folder / 'town.sqlite3'}", folder)
        yield found
        found.close()
        return
    with (
        furnished_name("paths") as furnished,
        postgresql(own_name("town"), template=furnished) as url,
    ):
        found = Town(url, folder)
        yield found
        found.close()
