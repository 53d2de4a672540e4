"""An earlier version of a process is the one that new cases start on again."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import bpmn
from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations import _audit, _notes, _proposing, _start_events
from cip_workflow.store.tables import BLOB, DEFINITION, RESOURCE
from cip_workflow.types import Actor


def go_back(session: Session, *, actor: Actor, definition_id: int, reason: str) -> None:
    """New cases start on this version from now on; running cases stay where they are.

    Raises:
        NotAllowed: the actor deploys nothing.
        NotFound: there is no such version.
        Conflict: new cases start on it already, or it is retired.
        Invalid: there is no reason.
    """
    _proposing.may(actor, "choose the version in force")
    row = session.execute(
        sa.select(DEFINITION, BLOB.c.data, RESOURCE.c.name.label("file"))
        .join_from(DEFINITION, RESOURCE, RESOURCE.c.id == DEFINITION.c.resource_id)
        .join(BLOB, BLOB.c.digest == RESOURCE.c.digest)
        .where(DEFINITION.c.id == definition_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such version.")
    why = _notes.needed(reason)
    if row.latest:
        raise Conflict(f"New cases of “{row.name}” start on version {row.version} already.")
    if row.retired_at is not None:
        raise Conflict(f"Version {row.version} of “{row.name}” is retired. Choose another one.")
    now = session.execute(
        sa.select(DEFINITION.c.id, DEFINITION.c.version)
        .where(DEFINITION.c.process_id == row.process_id, DEFINITION.c.latest.is_(True))
        .with_for_update()
    ).one_or_none()
    if now is not None:
        session.execute(sa.update(DEFINITION).where(DEFINITION.c.id == now.id).values(latest=False))
    session.execute(sa.update(DEFINITION).where(DEFINITION.c.id == row.id).values(latest=True))
    process = bpmn.read(bytes(row.data), row.file).process(row.process_id)
    if process is not None:
        _start_events.register(session, row.id, process, row.specs, replaces=now.id if now else None)
    _audit.change(
        session,
        actor=actor,
        kind="definition.in-force",
        subject=f"process:{row.process_id}",
        version=row.version,
        before=now.version if now else None,
        reason=why,
    )
