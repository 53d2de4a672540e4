"""`cip db`: the schema, backups and their way back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click
import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from cip_workflow import store
from cip_workflow.cli import opened
from cip_workflow.config import Settings
from cip_workflow.errors import Conflict, Invalid
from cip_workflow.queries.health import worker_lives
from cip_workflow.store import copies, postgres_copies

_REPLACE = "This replaces all cases, accounts and documents of this installation. Go on?"


@click.group()
def db() -> None:
    """The database."""


@db.command()
def upgrade() -> None:
    """Bring the schema to the newest version, the tables of the mail jobs included.

    `cip serve`, `cip worker` and every other command bring the schema up to date by themselves; other servers
    (gunicorn) do not, so call this before they start.
    """
    settings = Settings.from_environment()
    opened.upgrade(settings)
    from cip_workflow.jobs.durable import prepare

    prepare(settings.database_url)
    click.echo("The database has the newest schema.")


@db.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def backup(path: Path) -> None:
    """Copy the whole database into the file PATH, while the service runs.

    The copy is one moment of the database, whoever writes meanwhile. It never overwrites a file. PostgreSQL needs pg_dump.
    """
    settings = Settings.from_environment()
    file = _file(settings)
    try:
        made = (
            copies.backup_sqlite(file, path) if file else postgres_copies.backup(settings.database_url, path)
        )
    except sqlite3.Error as error:
        raise Invalid(f"The backup could not be made: {error}.") from error
    click.echo(f"{made.path}: {_size(made.size)}, schema {made.schema}.")
    key = settings.data / "secret_key"
    if key.is_file():
        click.echo(f"Keep {key} too: without it everybody signs in again.")


@db.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="replace what is there, without asking")
def restore(path: Path, yes: bool) -> None:
    """Put the backup PATH in the place of the whole database. Stop the service first.

    The copy is checked before anything is changed, and brought to the newest schema. PostgreSQL needs pg_restore.
    """
    settings = Settings.from_environment()
    file = _file(settings)
    if file:
        copies.check_sqlite(path)
    occupied = file.exists() if file else postgres_copies.filled(settings.database_url)
    if occupied:
        _nobody_works(settings)
        if not yes:
            click.confirm(_REPLACE, abort=True)
    try:
        made = (
            copies.restore_sqlite(path, file)
            if file
            else postgres_copies.restore(settings.database_url, path)
        )
    except sqlite3.OperationalError as error:
        raise Conflict(f"The database is in use: {error}. Stop the service first.") from error
    opened.upgrade(settings)
    click.echo(f"{made.path} is restored. Check it: cip verify-audit, and cip cases.")


def _file(settings: Settings) -> Path | None:
    """The file of a SQLite database; None for PostgreSQL. Raises Invalid for what is no address of either."""
    try:
        address = sa.make_url(settings.database_url)
    except sa.exc.ArgumentError as error:
        raise Invalid(f"DATABASE_URL is not the address of a database. {opened.ADDRESS}") from error
    if address.get_backend_name() != "sqlite":
        return None
    return Path(address.database or "")


def _nobody_works(settings: Settings) -> None:
    """Raises Conflict while a worker, or a `cip serve` with one, lives."""
    engine = store.connect(settings.database_url)
    with store.reading(sessionmaker(engine)) as session:
        working = worker_lives(session)
    engine.dispose()
    if working:
        raise Conflict("The service is running. Stop it first: servers, then workers.")


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)}KB"
