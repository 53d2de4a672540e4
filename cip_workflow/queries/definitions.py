"""What can be started, and which versions there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.queries import visible
from cip_workflow.store.tables import DEFINITION, DEPLOYMENT, DRAFT, INSTANCE
from cip_workflow.types import Actor

_EVERYONE = "*"


@dataclass(frozen=True, kw_only=True)
class Startable:
    """A process that a person may start."""

    id: int
    process_id: str
    name: str
    documentation: str
    drafted: bool
    start_message: str | None = None  #: the message that starts it, where one does


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of a process."""

    id: int
    process_id: str
    name: str
    version: int
    version_tag: str | None
    latest: bool
    deployed_at: datetime
    deployed_by: str | None
    note: str
    running: int  #: cases on it that are not over


def startable(session: Session, actor: Actor) -> tuple[Startable, ...]:
    """What this person may start by hand, by name. One statement."""
    drafted = (
        sa.exists()
        .where(DRAFT.c.process_id == DEFINITION.c.process_id, DRAFT.c.person_id == actor.person_id)
        .correlate(DEFINITION)
    )
    rows = session.execute(
        sa.select(
            *(
                DEFINITION.c[name]
                for name in ("id", "process_id", "name", "documentation", "groups", "start_message")
            ),
            drafted.label("drafted"),
        )
        .where(DEFINITION.c.latest, DEFINITION.c.retired_at.is_(None))
        .order_by(DEFINITION.c.name, DEFINITION.c.id)
    )
    return tuple(
        Startable(**{name: value for name, value in row._mapping.items() if name != "groups"})
        for row in rows
        if _EVERYONE in row.groups or actor.groups & set(row.groups)
    )


def versions(session: Session) -> tuple[Version, ...]:
    """All versions of all processes, newest first within each. One statement."""
    running = (
        sa.select(sa.func.count())
        .where(INSTANCE.c.definition_id == DEFINITION.c.id, INSTANCE.c.status.in_(("running", "suspended")))
        .correlate(DEFINITION)
        .scalar_subquery()
    )
    rows = session.execute(
        sa.select(
            *(
                DEFINITION.c[name]
                for name in ("id", "process_id", "name", "version", "version_tag", "latest")
            ),
            DEPLOYMENT.c.deployed_at,
            visible.person_name(DEPLOYMENT.c.deployed_by).label("deployed_by"),
            DEPLOYMENT.c.note,
            running.label("running"),
        )
        .join(DEPLOYMENT, DEPLOYMENT.c.id == DEFINITION.c.deployment_id)
        .order_by(DEFINITION.c.name, DEFINITION.c.version.desc())
    )
    return tuple(Version(**row._mapping) for row in rows)
