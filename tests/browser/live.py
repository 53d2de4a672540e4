"""The real application over a copy of the demonstration, behind a server of its own; its clock can be put forward."""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker
from werkzeug.serving import WSGIRequestHandler, make_server

from cip_workflow import clock, store
from cip_workflow.cli.demo import load
from cip_workflow.cli.opened import OPERATOR, Opened
from cip_workflow.config import Hashing, Settings
from cip_workflow.operations.agreement.load_standard import load_standard as load_agreement
from cip_workflow.operations.group.load_standard import load_standard
from cip_workflow.store import reading, transaction
from tests.browser.staging import stage
from web import create_app

_SECRET = "a secret for tests that is long enough"


def demonstration(path: Path, *, staged: bool = True) -> Path:
    """A SQLite file with the demo people and briefs; made once a run by the worker that is first, whom the others await.

    Args:
        staged: with the cases of `staging`, which the demonstration does not have.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            making = path.with_suffix(".making")
            making.unlink(missing_ok=True)
            url = f"sqlite:///{making}"
            store.upgrade(url)
            engine = store.connect(url)
            here = Opened(_settings(path.parent, url), engine, sessionmaker(engine, expire_on_commit=False))
            with transaction(here.sessions) as session:
                load_standard(session, actor=OPERATOR)
                load_agreement(session, actor=OPERATOR)
            load.load(here, say=lambda line: None)
            if staged:
                stage(here)
            engine.dispose()
            with closing(sqlite3.connect(making)) as connection:  # the whole of it in one file, to copy
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            making.rename(path)
    return path


def _settings(folder: Path, url: str, **more: Any) -> Settings:
    return Settings(
        **{
            "secret_key": _SECRET,
            "data": folder,
            "database_url": url,
            "demo": True,
            "hashing": Hashing(mib=1, passes=1),
            "contact": "workflow@leicestershire.example",
        }
        | more
    )


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  # the name is werkzeug's
        """Say nothing: what goes wrong is seen by the browser."""


class Live:
    """An address that browsers can go to. `ahead` is how far the clock of its requests is put forward."""

    def __init__(self, demo_file: Path, folder: Path, **settings: Any) -> None:
        shutil.copy(demo_file, folder / "live.sqlite3")
        self.settings = _settings(folder, f"sqlite:///{folder / 'live.sqlite3'}", **settings)
        self.engine = store.connect(self.settings.database_url)
        self.sessions = sessionmaker(self.engine, expire_on_commit=False)
        self.ahead = timedelta()
        self._app = create_app(self.settings, engine=self.engine)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=_Silent)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with clock.moved(datetime.now(UTC) + self.ahead):
            answer = self._app(environ, start_response)
            try:
                return [b"".join(answer)]
            finally:
                if hasattr(answer, "close"):
                    answer.close()

    @contextmanager
    def later(self, **by: float) -> Iterator[None]:
        """`with live.later(hours=2):` requests happen that much later."""
        self.ahead = timedelta(**by)
        try:
            yield
        finally:
            self.ahead = timedelta()

    def page_rules(self) -> set[str]:
        """The routes that answer to GET."""
        return {rule.rule for rule in self._app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    def rows(self, query: Any) -> list[sa.Row[Any]]:
        """What stands in the database."""
        with reading(self.sessions) as session:
            return list(session.execute(query).all())

    def close(self) -> None:
        """Stop answering and let go of the database."""
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()
        self.engine.dispose()
