"""`cip` over a data folder of its own, in this process; and the demonstration, loaded once a worker."""

from __future__ import annotations

import json
import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
from click.testing import CliRunner, Result

from cip_workflow.cli import main
from cip_workflow.cli.demo import load
from cip_workflow.cli.opened import Opened, opened

ROOT = Path(__file__).parents[2]
SETTINGS = (
    "DATABASE_URL",
    "CIP_DEMO",
    "CIP_BASE_URL",
    "CIP_SMTP_URL",
    "CIP_SECRET_KEY",
    "CIP_LOG",
    "CIP_LOG_LEVEL",
)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder, named by CIP_DATA; no other setting, and cheap passwords."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CIP_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("CIP_ARGON2_MIB", "1")
    monkeypatch.setenv("CIP_ARGON2_PASSES", "1")
    root, before = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield tmp_path / "var"
    root.handlers, root.level = handlers, level
    structlog.configure(**before)


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its output, which is JSON."""
        return json.loads(self.out)


@pytest.fixture
def cip() -> Callable[..., Said]:
    """`cip("cases", "--json")`: run a command; an exception that nobody foresaw fails the test."""

    def run(*words: str, stdin: str | None = None) -> Said:
        result: Result = CliRunner().invoke(main, list(words), input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.stderr
        return Said(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def refused(cip: Callable[..., Said]) -> Callable[..., str]:
    """`refused("start", "x", "--as", "y")`: a command that could not; the one sentence that it says."""

    def run(*words: str, stdin: str | None = None) -> str:
        said = cip(*words, stdin=stdin)
        assert said.code == 2
        assert said.out == ""
        assert said.err.startswith("cip: ")
        assert said.err.count("\n") == 1
        return said.err.removeprefix("cip: ").strip()

    return run


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration in it, in one file."""
    folder = tmp_path_factory.mktemp("demonstration")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CIP_DATA", str(folder))
        here = opened(demo=True)
        load.load(here, say=lambda line: None)
        here.engine.dispose()
    with closing(sqlite3.connect(folder / "cip.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture
def demo(demonstration: Path, data: Path) -> Path:
    """This test's copy of the demonstration."""
    data.mkdir()
    shutil.copy(demonstration / "cip.sqlite3", data)
    return data


@pytest.fixture
def here(demo: Path) -> Iterator[Opened]:
    """The demonstration, opened."""
    found = opened()
    yield found
    found.engine.dispose()
