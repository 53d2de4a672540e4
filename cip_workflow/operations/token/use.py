"""Somebody shows a token: whose is it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.operations.token.make import digest
from cip_workflow.queries import people
from cip_workflow.store.tables import API_TOKEN
from cip_workflow.types import Actor

_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a token, and which one."""

    actor: Actor
    token_id: int


def use(
    session: Session, *, secret: str | None = None, token_id: int | None = None, login: str | None = None
) -> Holder | None:
    """As whom the holder of a token acts; None for one that is unknown, over or revoked, or whose person has left.

    Args:
        secret: what was shown; or else
        token_id: the number of a token that was shown before, vouched for by the caller.
        login: the name that was given with it (HTTP Basic); it must be that of the token's person.
    """
    now = clock.now()
    which = API_TOKEN.c.digest == digest(secret) if secret is not None else API_TOKEN.c.id == token_id
    row = session.execute(
        sa.select(API_TOKEN.c.id, API_TOKEN.c.person_id, API_TOKEN.c.used_at).where(
            which, API_TOKEN.c.revoked_at.is_(None), API_TOKEN.c.expires_at > now
        )
    ).one_or_none()
    if row is None:
        return None
    account = people.account(session, row.person_id)
    if account is None or (login is not None and login.strip().lower() != account.actor.login):
        return None
    if row.used_at is None or now - row.used_at > _NOTED_EVERY:
        session.execute(sa.update(API_TOKEN).where(API_TOKEN.c.id == row.id).values(used_at=now))
    return Holder(actor=account.actor, token_id=row.id)
