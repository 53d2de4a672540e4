"""Processes: what a person may start, what is deployed, and the files that a version was made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries import visible
from cip_workflow.store.tables import BLOB, DEFINITION, DEPLOYMENT, INSTANCE, RESOURCE
from cip_workflow.types import Actor

_EVERYONE = "*"
NO_PROCESS = "There is no such process."


@dataclass(frozen=True, kw_only=True)
class Startable:
    """A process on the Start page."""

    process_id: str
    name: str
    documentation: str
    form: str | None
    form_digest: str | None


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One version of a process."""

    id: int
    process_id: str
    name: str
    version: int
    version_tag: str | None
    documentation: str
    digest: str
    deployment_id: int
    resource: str  #: file name of the diagram
    files: dict[str, dict[str, str]]  #: kind -> name or form id -> digest
    groups: tuple[str, ...]
    message_starts: tuple[str, ...]
    latest: bool
    retired_at: datetime | None
    created_at: datetime
    deployed_by: str | None
    note: str
    findings: tuple[dict[str, Any], ...]
    running: int  #: open cases on this version


def startable(session: Session, actor: Actor) -> tuple[Startable, ...]:
    """The processes that this person may start by hand, by name. One statement."""
    rows = session.execute(
        sa.select(
            DEFINITION.c.process_id,
            DEFINITION.c.name,
            DEFINITION.c.documentation,
            DEFINITION.c.start_form,
            DEFINITION.c.groups,
            DEFINITION.c.files,
        )
        .where(DEFINITION.c.latest.is_(True), DEFINITION.c.retired_at.is_(None))
        .order_by(DEFINITION.c.name, DEFINITION.c.process_id)
    )
    return tuple(
        Startable(
            process_id=row.process_id,
            name=row.name,
            documentation=row.documentation,
            form=row.start_form,
            form_digest=row.files["form"].get(row.start_form) if row.start_form else None,
        )
        for row in rows
        if _EVERYONE in row.groups or actor.groups & set(row.groups)
    )


_RUNNING = (
    sa.select(sa.func.count())
    .where(INSTANCE.c.definition_id == DEFINITION.c.id, INSTANCE.c.status.in_(("running", "suspended")))
    .correlate(DEFINITION)
    .scalar_subquery()
)
_COLUMNS = (
    *(
        DEFINITION.c[name]
        for name in (
            "id",
            "process_id",
            "name",
            "version",
            "version_tag",
            "documentation",
            "digest",
            "deployment_id",
            "files",
            "groups",
            "message_starts",
            "latest",
            "retired_at",
            "created_at",
        )
    ),
    RESOURCE.c.name.label("resource"),
    DEPLOYMENT.c.note,
    DEPLOYMENT.c.findings,
    visible.person_name(DEPLOYMENT.c.deployed_by).label("deployed_by"),
    _RUNNING.label("running"),
)
_SELECT = (
    sa.select(*_COLUMNS)
    .join_from(DEFINITION, DEPLOYMENT, DEPLOYMENT.c.id == DEFINITION.c.deployment_id)
    .join(RESOURCE, RESOURCE.c.id == DEFINITION.c.resource_id)
)


def latest(session: Session) -> tuple[Definition, ...]:
    """The newest version of every process, by name. One statement."""
    rows = session.execute(
        _SELECT.where(DEFINITION.c.latest.is_(True)).order_by(DEFINITION.c.name, DEFINITION.c.id)
    )
    return tuple(_definition(row) for row in rows)


def versions(session: Session, process_id: str) -> tuple[Definition, ...]:
    """Every version of a process, newest first. Raises NotFound when there is none."""
    rows = session.execute(
        _SELECT.where(DEFINITION.c.process_id == process_id).order_by(DEFINITION.c.version.desc())
    ).all()
    if not rows:
        raise NotFound(NO_PROCESS)
    return tuple(_definition(row) for row in rows)


def get(session: Session, definition_id: int) -> Definition:
    """One version. Raises NotFound."""
    row = session.execute(_SELECT.where(DEFINITION.c.id == definition_id)).one_or_none()
    if row is None:
        raise NotFound(NO_PROCESS)
    return _definition(row)


def source(session: Session, definition_id: int) -> tuple[str, bytes]:
    """Name and original bytes of the diagram that a version is drawn in. Raises NotFound."""
    row = session.execute(
        sa.select(RESOURCE.c.name, BLOB.c.data)
        .join_from(DEFINITION, RESOURCE, RESOURCE.c.id == DEFINITION.c.resource_id)
        .join(BLOB, BLOB.c.digest == RESOURCE.c.digest)
        .where(DEFINITION.c.id == definition_id)
    ).one_or_none()
    if row is None:
        raise NotFound(NO_PROCESS)
    return row.name, row.data


def file(session: Session, digest: str) -> bytes:
    """Stored bytes by their digest: a diagram, a decision or a form. Raises NotFound."""
    data: bytes | None = session.execute(
        sa.select(BLOB.c.data)
        .join_from(BLOB, RESOURCE, RESOURCE.c.digest == BLOB.c.digest)
        .where(BLOB.c.digest == digest)
        .limit(1)
    ).scalar_one_or_none()
    if data is None:
        raise NotFound(NO_PROCESS)
    return data


def _definition(row: sa.Row[Any]) -> Definition:
    values = dict(row._mapping)
    return Definition(
        **{
            **values,
            "groups": tuple(values["groups"]),
            "message_starts": tuple(values["message_starts"]),
            "findings": tuple(values["findings"]),
        }
    )
