"""Both databases for every test that asks for `sessions`: SQLite from a copied file, PostgreSQL emptied between tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from tests import postgres

_WITHOUT_DATABASE = ("tests/unit", "tests/conformance")
_stop: list[Callable[[], None]] = []

#: `make test` tries the same examples everywhere, so a failure is everybody's; `make soak` tries others each time.
hypothesis.settings.register_profile("same", derandomize=True)
if not os.environ.get("CIP_SOAK"):
    hypothesis.settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    needless = config.option.collectonly or all(str(arg).startswith(_WITHOUT_DATABASE) for arg in config.args)
    if not hasattr(config, "workerinput") and not needless:
        _stop.append(postgres.start())


def pytest_unconfigure(config: pytest.Config) -> None:
    while _stop:
        _stop.pop()()


def _worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded, empty SQLite file, made once a worker and copied for each test."""
    from cip_workflow.store import upgrade

    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite3"
    upgrade(f"sqlite:///{path}")
    with sa.create_engine(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """An upgraded PostgreSQL database of this worker's own."""
    from cip_workflow.store import upgrade

    server = sa.make_url(os.environ[postgres.VARIABLE])
    name = f"cip_test_{_worker()}_{os.getpid()}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
    url = server.set(database=name).render_as_string(hide_password=False)
    upgrade(url)
    yield url
    with admin.connect() as connection:
        connection.exec_driver_sql(f'DROP DATABASE "{name}" WITH (FORCE)')
    admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, upgraded database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "test.sqlite3")
        yield f"sqlite:///{tmp_path / 'test.sqlite3'}"
        return
    url = request.getfixturevalue("postgresql_url")
    yield url
    _empty(url)


#: Rows go table by table, and only where there are some: TRUNCATE of all tables takes ten times as long. Triggers and
#: foreign keys look away meanwhile.
_EMPTY = """
DO $$
DECLARE
    one record;
    filled boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT quote_ident(tablename) AS name FROM pg_tables
               WHERE schemaname = current_schema AND tablename <> 'alembic_version' LOOP
        EXECUTE 'SELECT EXISTS (SELECT FROM ' || one.name || ')' INTO filled;
        IF filled THEN
            EXECUTE 'DELETE FROM ' || one.name;
        END IF;
    END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = current_schema AND last_value IS NOT NULL;
END $$
"""


def _empty(url: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(_EMPTY)
    engine.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[sa.Engine]:
    """The engine as the product makes it."""
    from cip_workflow.store import connect

    engine = connect(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sessions(database: sa.Engine) -> sessionmaker[Session]:
    """What `transaction(sessions)` takes."""
    return sessionmaker(database, expire_on_commit=False)


class Statements(list[str]):
    """The SQL statements of one `with` block, without BEGIN and COMMIT; `commits` counts the commits."""

    commits = 0


@pytest.fixture
def statements(database: sa.Engine) -> Callable[[], contextmanager]:  # type: ignore[type-arg]
    """`with statements() as sent: ...; assert len(sent) <= 10` counts what reaches the database."""
    return lambda: counted(database)


@contextmanager
def counted(engine: sa.Engine) -> Iterator[Statements]:
    """Collect the statements that `engine` sends inside the block."""
    sent = Statements()

    def executed(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.upper().startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")):
            sent.append(statement)

    def committed(connection: object) -> None:
        sent.commits += 1

    sa.event.listen(engine, "before_cursor_execute", executed)
    sa.event.listen(engine, "commit", committed)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", executed)
        sa.event.remove(engine, "commit", committed)
