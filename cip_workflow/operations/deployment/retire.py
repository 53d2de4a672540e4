"""No new case starts on a version any more."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Conflict, NotFound
from cip_workflow.operations import _audit, _notes, _proposing
from cip_workflow.store.tables import DEFINITION, SUBSCRIPTION, TIMER
from cip_workflow.types import Actor


def retire(session: Session, *, actor: Actor, definition_id: int, reason: str) -> None:
    """Take a version out of use: nobody, no message and no timer starts it. Running cases go on.

    Raises:
        NotAllowed: the actor deploys nothing.
        NotFound: there is no such version.
        Conflict: it is retired already.
        Invalid: there is no reason.
    """
    _proposing.may(actor, "retire versions")
    row = session.execute(
        sa.select(DEFINITION.c.id, DEFINITION.c.process_id, DEFINITION.c.version, DEFINITION.c.retired_at)
        .where(DEFINITION.c.id == definition_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such version.")
    why = _notes.needed(reason)
    if row.retired_at is not None:
        raise Conflict("This version is retired already. Nothing was changed by you.")
    session.execute(sa.update(DEFINITION).where(DEFINITION.c.id == row.id).values(retired_at=clock.now()))
    for table in (SUBSCRIPTION, TIMER):  # what waits to start a case of it
        session.execute(
            sa.delete(table).where(table.c.definition_id == row.id, table.c.instance_id.is_(None))
        )
    _audit.change(
        session,
        actor=actor,
        kind="definition.retired",
        subject=f"process:{row.process_id}",
        version=row.version,
        reason=why,
    )
