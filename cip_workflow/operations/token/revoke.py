"""A token is of no use any more."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import NotFound
from cip_workflow.operations import _accounts, _audit
from cip_workflow.store.tables import API_TOKEN
from cip_workflow.types import Actor


def revoke(session: Session, *, actor: Actor, token_id: int) -> None:
    """End a token at once: one's own, or anybody's for administrators. Revoking twice changes nothing.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    row = session.execute(
        sa.select(API_TOKEN.c.person_id, API_TOKEN.c.revoked_at, API_TOKEN.c.name)
        .where(API_TOKEN.c.id == token_id)
        .with_for_update()
    ).one_or_none()
    administers = actor.is_system or _accounts.ADMIN in actor.groups
    if row is None or (row.person_id != actor.person_id and not administers):
        raise NotFound("There is no such token.")
    if row.revoked_at is not None:
        return
    session.execute(sa.update(API_TOKEN).where(API_TOKEN.c.id == token_id).values(revoked_at=clock.now()))
    _audit.change(
        session,
        actor=actor,
        kind="token.revoked",
        subject=f"person:{row.person_id}",
        token=token_id,
        name=row.name,
    )
