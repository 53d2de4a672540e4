"""Compiled definitions and forms, kept by digest: what a digest names never changes, whichever database it came from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import forms
from cip_workflow.store.tables import BLOB, DEFINITION

Kept = TypeVar("Kept")


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """What running a case needs of its definition."""

    specs: str
    forms: Mapping[str, str]  #: form id -> digest of its file
    properties: Mapping[str, Mapping[str, str]]  #: process id -> its zeebe:properties
    decided: Mapping[str, Sequence[str]]  #: variable -> user tasks that write it
    senders: Mapping[str, list[str]]  #: element that catches a message -> groups that may send it


class Cache(Generic[Kept]):
    """The last values used, by digest."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, digest: str, make: Callable[[], Kept]) -> Kept:
        """The value of `digest`; made when it is not there."""
        with self._lock:
            if digest in self._values:
                self._values.move_to_end(digest)
                return self._values[digest]
        value = make()
        with self._lock:
            self._values[digest] = value
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value


_compiled: Cache[Compiled] = Cache(64)
_forms: Cache[forms.Form] = Cache(256)


def compiled(session: Session, *, definition_id: int, digest: str) -> Compiled:
    """The specs and forms of a definition; one statement the first time a process sees it."""

    def load() -> Compiled:
        row = session.execute(
            sa.select(
                DEFINITION.c.specs,
                DEFINITION.c.files,
                DEFINITION.c.properties,
                DEFINITION.c.decided,
                DEFINITION.c.senders,
            ).where(DEFINITION.c.id == definition_id)
        ).one()
        return Compiled(
            specs=row.specs,
            forms=row.files["form"],
            properties=row.properties,
            decided=row.decided,
            senders=row.senders,
        )

    return _compiled.get(digest, load)


def form(session: Session, digest: str) -> forms.Form:
    """A form by the digest of its file; one statement the first time a process sees it."""
    return _forms.get(digest, lambda: forms.load(blob(session, digest), digest))


def blob(session: Session, digest: str) -> bytes:
    """Stored bytes by their digest."""
    data: Any = session.execute(sa.select(BLOB.c.data).where(BLOB.c.digest == digest)).scalar_one()
    return bytes(data)
