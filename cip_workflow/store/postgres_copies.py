"""Copies of a PostgreSQL database, taken and put back by `pg_dump` and `pg_restore`, which come with PostgreSQL's client."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from cip_workflow.errors import Conflict, Invalid, NotFound
from cip_workflow.store.copies import Copy, fresh, settle
from cip_workflow.store.engine import connect
from cip_workflow.store.schema import upgrade

_ASIDE = "before_restore"
#: Where the jobs of mail are kept (ADR 3).
_JOBS = "dbos"


def backup(url: str, to: Path) -> Copy:
    """Copy a database into one file (`pg_dump --format=custom`): one moment of it, whoever writes meanwhile.

    Raises:
        NotFound: pg_dump is not installed.
        Conflict: `to` exists already.
        Invalid: pg_dump could not; its own words follow.
    """
    fresh(to)
    part = to.with_name(f"{to.name}.part")
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
    settle(part, to)
    return Copy(path=to, size=to.stat().st_size, schema=_schema(url))


def restore(url: str, path: Path) -> Copy:
    """Put a copy in the place of what a database holds.

    What was there is moved aside first, and back again when the copy cannot be used; it is dropped when all is well.

    Raises:
        NotFound: no such file, or pg_restore is not installed.
        Conflict: something else uses the tables.
        Invalid: the file is no copy of ours, or was made by a newer version; nothing is changed then.
    """
    if not path.is_file():
        raise NotFound(f"There is no file {path}.")
    listed = _said([_program("pg_restore"), "--list", str(path)], {}, "pg_restore")
    if "alembic_version" not in listed:
        raise Invalid(f"{path} is not a backup of CIP Workflow: it has no schema version.")
    _aside(url)
    try:
        _run(
            "pg_restore",
            url,
            "--no-owner",
            "--no-privileges",
            "--single-transaction",
            "--exit-on-error",
            str(path),
        )
        upgrade(url)
    except BaseException:
        _back(url)
        raise
    with _connected(url) as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {_ASIDE} CASCADE")
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {_ASIDE}_{_JOBS} CASCADE")
    return Copy(path=path, size=path.stat().st_size, schema=_schema(url))


def filled(url: str) -> bool:
    """Whether a database has tables."""
    with _connected(url) as connection:
        return bool(_tables(connection))


def _aside(url: str) -> None:
    """Our tables into a schema of their own; that of the jobs under another name. One transaction, which waits for nobody."""
    try:
        with _connected(url) as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
            connection.exec_driver_sql(f"CREATE SCHEMA {_ASIDE}")
            for table in _tables(connection):
                connection.exec_driver_sql(f'ALTER TABLE "{table}" SET SCHEMA {_ASIDE}')
            if _has(connection, _JOBS):
                connection.exec_driver_sql(f"ALTER SCHEMA {_JOBS} RENAME TO {_ASIDE}_{_JOBS}")
    except SQLAlchemyError as error:
        first = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise Conflict(
            f"The database is in use, or may not be changed: {first}. Stop the service first."
        ) from error


def _back(url: str) -> None:
    with _connected(url) as connection:
        for table in _tables(connection):
            connection.exec_driver_sql(f'DROP TABLE "{table}" CASCADE')
        for table in sa.inspect(connection).get_table_names(schema=_ASIDE):
            connection.exec_driver_sql(f'ALTER TABLE {_ASIDE}."{table}" SET SCHEMA public')
        connection.exec_driver_sql(f"DROP SCHEMA {_ASIDE}")
        if _has(connection, f"{_ASIDE}_{_JOBS}"):
            connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {_JOBS} CASCADE")
            connection.exec_driver_sql(f"ALTER SCHEMA {_ASIDE}_{_JOBS} RENAME TO {_JOBS}")


def _tables(connection: sa.Connection) -> list[str]:
    return sa.inspect(connection).get_table_names(schema="public")


def _has(connection: sa.Connection, schema: str) -> bool:
    return schema in sa.inspect(connection).get_schema_names()


def _schema(url: str) -> str | None:
    with _connected(url) as connection:
        if "alembic_version" not in _tables(connection):
            return None
        return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one())


@contextmanager
def _connected(url: str) -> Iterator[sa.Connection]:
    """A connection in a transaction of its own, on an engine that is gone afterwards."""
    engine = connect(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _run(program: str, url: str, *arguments: str) -> None:
    """The password goes by the environment: the list of processes is for everybody on the machine."""
    address = sa.make_url(url).set(drivername="postgresql")
    environment = {"PGPASSWORD": str(address.password)} if address.password else {}
    plain = address._replace(password=None).render_as_string(hide_password=False)
    _said([_program(program), f"--dbname={plain}", *arguments], environment, program)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NotFound(
            f"{name} is not installed here. Install PostgreSQL's client, of the version of the server or newer "
            f"(Debian: apt install postgresql-client), or call this where it is."
        )
    return found


def _said(command: list[str], environment: dict[str, str], program: str) -> str:
    with_all = {**os.environ, **environment}
    done = subprocess.run(  # noqa: S603 - two programs of PostgreSQL, by their full path, without a shell
        command, capture_output=True, text=True, env=with_all, check=False
    )
    if done.returncode:
        words = " ".join(done.stderr.replace(f"{program}: ", "").split())
        raise Invalid(f"{program} could not: {words[:500]}")
    return done.stdout
