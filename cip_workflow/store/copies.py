"""Copies of a whole database: taken while the service runs, checked before they are put back.

SQLite by its online backup, which sees one moment of the database whoever writes meanwhile (sqlite.org/backup.html);
PostgreSQL by its own programs (postgres_copies.py).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from alembic.script import ScriptDirectory

from cip_workflow.errors import Conflict, Invalid, NotFound
from cip_workflow.store.schema import configuration

_PAGES = 2_000  #: copied at a time; in between others may write


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A copy that was taken or put back."""

    path: Path
    size: int
    schema: str | None  #: the schema version in it; None where only its own programs can look inside


def backup_sqlite(database: Path, to: Path) -> Copy:
    """Copy a database file into a file of its own, readable by itself; it is there whole or not at all.

    Raises:
        NotFound: there is no such database.
        Conflict: `to` exists already.
        OSError, sqlite3.Error: it cannot be read, or not be written there.
    """
    if not database.is_file():
        raise NotFound(f"There is no database at {database}. Look at DATABASE_URL and CIP_DATA.")
    fresh(to)
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    with closing(_reader(database)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target, pages=_PAGES)
        target.execute("PRAGMA journal_mode=DELETE")
    schema = check_sqlite(part)
    settle(part, to)
    return Copy(path=to, size=to.stat().st_size, schema=schema)


def check_sqlite(path: Path) -> str:
    """The schema version in a copy, when it is whole and ours, and not newer than this software.

    Raises Invalid, in a sentence, when it is not; NotFound when there is none.
    """
    if not path.is_file():
        raise NotFound(f"There is no file {path}.")
    try:
        with closing(_reader(path)) as copy:
            faults = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
            rows = copy.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.DatabaseError as error:
        raise Invalid(f"{path} is not a backup of CIP Workflow: {error}.") from error
    if faults != ["ok"]:
        raise Invalid(f"{path} is damaged: {faults[0]}. Use another backup.")
    if len(rows) != 1:
        raise Invalid(f"{path} is not a backup of CIP Workflow: it has no schema version.")
    known(str(rows[0][0]), path)
    return str(rows[0][0])


def known(schema: str, path: Path) -> None:
    """Raises Invalid for a schema version that this software does not have."""
    versions = {one.revision for one in ScriptDirectory.from_config(configuration("")).walk_revisions()}
    if schema not in versions:
        raise Invalid(
            f"{path} was written by a newer version of CIP Workflow (schema {schema}). Install that version first."
        )


def restore_sqlite(path: Path, database: Path) -> Copy:
    """Put a copy in the place of what a database file holds; nothing is changed when it is not right.

    Raises:
        Invalid, NotFound: the copy is not right (`check_sqlite`).
        OSError, sqlite3.Error: it cannot be read, or the database not be written.
    """
    schema = check_sqlite(path)
    database.parent.mkdir(parents=True, exist_ok=True)
    with closing(_reader(path)) as source, closing(sqlite3.connect(database, timeout=5)) as target:
        source.backup(target)  # in one transaction of the target: a reader sees the old or the new
        target.execute("PRAGMA journal_mode=WAL")
    return Copy(path=path, size=path.stat().st_size, schema=schema)


def fresh(path: Path) -> None:
    """Raises Conflict when there is a file already: a backup never overwrites another."""
    if path.exists():
        raise Conflict(f"{path} exists already. A backup never overwrites another: choose a new name.")
    path.parent.mkdir(parents=True, exist_ok=True)


def settle(part: Path, to: Path) -> None:
    """Give a finished file its name, once its bytes are on the disk. It holds people's data: the owner alone may read it."""
    part.chmod(0o600)
    handle = os.open(part, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    part.replace(to)


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
