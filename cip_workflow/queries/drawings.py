"""The files that draw the processes of a definition: the owner's original bytes, by digest."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.store.tables import BLOB, DEFINITION


@dataclass(frozen=True, kw_only=True)
class File:
    """One BPMN file of a definition."""

    name: str
    digest: str


def files(session: Session, definition_id: int) -> tuple[File, ...]:
    """The BPMN files that a definition reaches, by name. One statement."""
    reached = session.execute(
        sa.select(DEFINITION.c.files).where(DEFINITION.c.id == definition_id)
    ).scalar_one()
    return tuple(File(name=name, digest=digest) for name, digest in sorted(reached["bpmn"].items()))


def data(session: Session, digest: str) -> bytes:
    """The bytes of a file. One statement."""
    found: bytes = session.execute(sa.select(BLOB.c.data).where(BLOB.c.digest == digest)).scalar_one()
    return bytes(found)
