"""Deployed processes, their versions and files, the drafts that wait, and whom a change touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import NotFound
from cip_workflow.queries import visible
from cip_workflow.store.tables import BLOB, DEFINITION, DEPLOYMENT, INSTANCE, RESOURCE, TASK

_RUNNING = ("running", "suspended")


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One version of a process."""

    id: int
    process_id: str
    name: str
    version: int
    version_tag: str | None
    documentation: str
    latest: bool
    retired_at: datetime | None
    deployment_id: int
    deployed_at: datetime
    deployed_by: str | None
    published_by: str | None
    note: str
    files: Mapping[str, Any]  #: by kind: names of diagrams and decisions, ids of forms, with digests


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as its owner sent it."""

    name: str
    kind: str
    digest: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A bundle that nobody has published."""

    id: int
    note: str
    deployed_at: datetime
    deployed_by: str | None
    author_id: int | None
    findings: tuple[dict[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many open tasks stand at a step of a process, in cases of one version."""

    version: int
    element: str
    name: str
    tasks: int


def version(session: Session, process_id: str, number: int | None = None) -> Detail:
    """A version of a process, by default the one that new cases start on (or else the last). One statement.

    Raises:
        NotFound: there is none.
    """
    query = (
        sa.select(
            *(
                DEFINITION.c[name]
                for name in (
                    "id",
                    "process_id",
                    "name",
                    "version",
                    "version_tag",
                    "documentation",
                    "latest",
                    "retired_at",
                    "deployment_id",
                    "files",
                )
            ),
            DEPLOYMENT.c.deployed_at,
            visible.person_name(DEPLOYMENT.c.deployed_by).label("deployed_by"),
            visible.person_name(DEPLOYMENT.c.published_by).label("published_by"),
            DEPLOYMENT.c.note,
        )
        .join_from(DEFINITION, DEPLOYMENT, DEPLOYMENT.c.id == DEFINITION.c.deployment_id)
        .where(DEFINITION.c.process_id == process_id)
        .order_by(DEFINITION.c.latest.desc(), DEFINITION.c.version.desc())
        .limit(1)
    )
    if number is not None:
        query = query.where(DEFINITION.c.version == number)
    row = session.execute(query).one_or_none()
    if row is None:
        raise NotFound("There is no such process, or no such version of it.")
    return Detail(**row._mapping)


def files(session: Session, deployment_id: int) -> tuple[File, ...]:
    """The files of a deployment, by name. One statement."""
    rows = session.execute(
        sa.select(RESOURCE.c.name, RESOURCE.c.kind, RESOURCE.c.digest, BLOB.c.size)
        .join_from(RESOURCE, BLOB, BLOB.c.digest == RESOURCE.c.digest)
        .where(RESOURCE.c.deployment_id == deployment_id)
        .order_by(RESOURCE.c.kind, RESOURCE.c.name)
    )
    return tuple(File(**row._mapping) for row in rows)


def data(session: Session, deployment_id: int, name: str) -> bytes:
    """The original bytes of a file. One statement. Raises NotFound."""
    found = session.execute(
        sa.select(BLOB.c.data)
        .join_from(RESOURCE, BLOB, BLOB.c.digest == RESOURCE.c.digest)
        .where(RESOURCE.c.deployment_id == deployment_id, RESOURCE.c.name == name)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound("There is no such file.")
    return bytes(found)


def by_digest(session: Session, digests: Mapping[str, str]) -> dict[str, bytes]:
    """Name -> bytes of files named by their digests. One statement."""
    rows = session.execute(
        sa.select(BLOB.c.digest, BLOB.c.data).where(BLOB.c.digest.in_(sorted(set(digests.values()))))
    )
    known = {row.digest: bytes(row.data) for row in rows}
    return {name: known[digest] for name, digest in digests.items() if digest in known}


def drafts(session: Session, draft_id: int | None = None) -> tuple[Draft, ...]:
    """Drafts that wait to be published, newest first; or one of them. One statement."""
    query = (
        sa.select(
            DEPLOYMENT.c.id,
            DEPLOYMENT.c.note,
            DEPLOYMENT.c.deployed_at,
            visible.person_name(DEPLOYMENT.c.deployed_by).label("deployed_by"),
            DEPLOYMENT.c.deployed_by.label("author_id"),
            DEPLOYMENT.c.findings,
        )
        .where(DEPLOYMENT.c.published_at.is_(None), DEPLOYMENT.c.discarded_at.is_(None))
        .order_by(DEPLOYMENT.c.id.desc())
    )
    if draft_id is not None:
        query = query.where(DEPLOYMENT.c.id == draft_id)
    return tuple(Draft(**{**row._mapping, "findings": tuple(row.findings)}) for row in session.execute(query))


def in_force(session: Session) -> dict[str, int]:
    """Process -> the version that new cases start on. One statement."""
    rows = session.execute(
        sa.select(DEFINITION.c.process_id, DEFINITION.c.version).where(DEFINITION.c.latest)
    )
    return {row.process_id: row.version for row in rows}


def standing(session: Session, process_id: str) -> tuple[Standing, ...]:
    """Where cases that run stand in a process, by the version of the case, also where others call it. One statement."""
    rows = session.execute(
        sa.select(
            DEFINITION.c.version,
            TASK.c.element,
            sa.func.max(TASK.c.name).label("name"),
            sa.func.count().label("tasks"),
        )
        .join_from(TASK, INSTANCE, INSTANCE.c.id == TASK.c.instance_id)
        .join(DEFINITION, DEFINITION.c.id == INSTANCE.c.definition_id)
        .where(TASK.c.process == process_id, TASK.c.status == "open", INSTANCE.c.status.in_(_RUNNING))
        .group_by(DEFINITION.c.version, TASK.c.element)
        .order_by(DEFINITION.c.version.desc(), TASK.c.element)
    )
    return tuple(Standing(**row._mapping) for row in rows)
