"""Whether the installation can work: the database answers, its schema is this software's, a worker lives."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from cip_workflow import log
from cip_workflow.store.schema import newest


@dataclass(frozen=True, kw_only=True)
class Health:
    """What was found. Without a database the rest is not known."""

    database: bool
    schema: bool = False  #: the newest that this software has
    worker: bool = False  #: somebody works on timers and mail now

    @property
    def ready(self) -> bool:
        """Whether pages can be served; a worker may be away for a while, and nothing is lost."""
        return self.database and self.schema


_VERSION = sa.text("SELECT version_num FROM alembic_version")
#: Every worker holds an advisory lock for as long as it lives (ADR 3).
_HELD = sa.text(
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
)


def look(reading: Callable[[], AbstractContextManager[Session]]) -> Health:
    """Ask; a line in the log, when the database cannot be reached or does not answer. Two statements at most."""
    try:
        with reading() as session:
            return Health(database=True, schema=_schema(session) == newest(), worker=worker_lives(session))
    except SQLAlchemyError:
        log.get(__name__).exception("The database does not answer.")
        return Health(database=False)


def worker_lives(session: Session) -> bool:
    """Whether any worker lives now, on whichever machine. On SQLite it is this one, and a file is locked; else one statement."""
    bind = session.get_bind()
    if bind.dialect.name != "sqlite":
        return bool(session.execute(_HELD).scalar())
    engine = bind if isinstance(bind, sa.Engine) else bind.engine
    try:
        with Path(f"{engine.url.database}.worker").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _schema(session: Session) -> str | None:
    """The schema version of the database; None when it has none. Anything else that goes wrong is raised."""
    if not sa.inspect(session.connection()).has_table("alembic_version"):
        return None
    return session.execute(_VERSION).scalar()
