"""Schema versions (Alembic). "Migration" in this product means process instances; the database has versions."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from cip_workflow.store.engine import connect


def upgrade(url: str, version: str = "head") -> None:
    """Bring the database at `url` to a schema version, by default the newest; does nothing when it is there already."""
    _run(url, lambda config: command.upgrade(config, version))


def downgrade(url: str, version: str) -> None:
    """Take the database back to an older schema version (`base` drops every table)."""
    _run(url, lambda config: command.downgrade(config, version))


@cache
def newest() -> str:
    """The newest schema version that this software has."""
    head = ScriptDirectory.from_config(configuration("")).get_current_head()
    assert head is not None  # the versions are part of this package
    return head


def configuration(url: str) -> Config:
    """What Alembic's own commands need to find the versions of this package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "alembic"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def _run(url: str, do: Callable[[Config], None]) -> None:
    engine = connect(url)
    config = configuration(url)
    try:
        with engine.connect() as connection:
            _look_away(connection)
            with connection.begin():
                _alone(connection)
                config.attributes["connection"] = connection
                do(config)
                _insist(connection)
    finally:
        engine.dispose()


def _look_away(connection: sa.Connection) -> None:
    """SQLite changes a table by copying it and dropping the old one, to which rows of others refer: references are looked at
    when all is done. Inside a transaction this could not be said any more (sqlite.org/lang_altertable.html, section 7).
    """
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")


def _alone(connection: sa.Connection) -> None:
    """On PostgreSQL one process at a time changes the schema, however many start at once; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_SCHEMA_LOCK})")


#: Any number that nobody else uses.
_SCHEMA_LOCK = 0x636970_736368


def _insist(connection: sa.Connection) -> None:
    """Raises IntegrityError when a row refers to one that is not there; the schema is then as it was."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            said = f"rows of {broken[0][0]} refer to rows of {broken[0][2]} that are not there"
            raise sa.exc.IntegrityError("PRAGMA foreign_key_check", None, ValueError(said))
