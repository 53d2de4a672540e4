"""The only place that commits: one command, one transaction (DESIGN section 3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from cip_workflow import working_time
from cip_workflow.errors import Conflict
from cip_workflow.store import calendar
from cip_workflow.store.base import Base
from cip_workflow.store.engine import READING

_FASTER = "Somebody else has changed this in the meantime. Look at it again, then repeat what you did."
_BUSY = "The system was too busy to store this. Nothing was changed; please try again."
_SERIALISATION = {"40001", "40P01", "55P03"}  # serialisation failure, deadlock, lock not available


@contextmanager
def transaction(sessions: Callable[[], Session]) -> Iterator[Session]:
    """A session whose work is committed once, when the block ends well; any error rolls all of it back.

    Raises Conflict for a row that somebody else changed first, for a known unique key, and when the database had to give
    up on concurrent writers. Everything else is raised as it came.
    """
    session = sessions()
    try:
        with working_time.differing(calendar.of(session)):
            yield session
        session.commit()
    except BaseException as error:
        session.rollback()
        told = _conflict(error)
        if told is None:
            raise
        raise told from error
    finally:
        session.close()


@contextmanager
def reading(sessions: Callable[[], Session]) -> Iterator[Session]:
    """A session for queries: it takes no write lock, and whatever happens in it is rolled back."""
    session = sessions()
    try:
        with working_time.differing(calendar.of(session)):
            session.connection(execution_options={READING: True})
            yield session
    finally:
        session.rollback()
        session.close()


def _conflict(error: BaseException) -> Conflict | None:
    if isinstance(error, StaleDataError):
        return Conflict(_FASTER)
    if isinstance(error, IntegrityError):
        sentence = _unique_sentence(error)
        return Conflict(sentence) if sentence else None
    if isinstance(error, OperationalError):
        code = getattr(error.orig, "sqlstate", None)
        if code in _SERIALISATION:
            return Conflict(_FASTER)
        if "database is locked" in str(error.orig):
            return Conflict(_BUSY)
    return None


def _unique_sentence(error: IntegrityError) -> str | None:
    """The sentence that a model keeps with its unique key (`info={"taken": ...}`), found by name or by columns."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return _sentences().get(diagnosis.constraint_name or "")
    failed = re.search(r"UNIQUE constraint failed: (.+)", str(error.orig))
    return _sentences().get(failed.group(1)) if failed else None


def _sentences() -> dict[str, str]:
    found: dict[str, str] = {}
    for table in Base.metadata.tables.values():
        keys: list[sa.UniqueConstraint | sa.Index] = [
            key for key in table.constraints if isinstance(key, sa.UniqueConstraint)
        ]
        keys += [index for index in table.indexes if index.unique]
        for key in keys:
            if sentence := key.info.get("taken"):
                found[str(key.name)] = sentence
                found[", ".join(f"{table.name}.{column.name}" for column in key.columns)] = sentence
    return found
