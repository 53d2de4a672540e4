"""A person makes an access token for a modeller or a script."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import Invalid, NotAllowed
from cip_workflow.operations import _audit
from cip_workflow.store.tables import API_TOKEN
from cip_workflow.types import Actor

PREFIX = "cip_"
MOST_DAYS = 366
MOST_TOKENS = 20


@dataclass(frozen=True, kw_only=True)
class Made:
    """A new token. `secret` is shown once and kept nowhere."""

    id: int
    name: str
    secret: str = field(repr=False)
    expires_at: datetime


def make(session: Session, *, actor: Actor, name: str, days: int = 90) -> Made:
    """Make a token that acts as the actor, with all of their groups, until it ends or is revoked.

    Args:
        name: what it is for, to tell it from others: `Camunda Modeler on my laptop`.
        days: how long it lives, 1 to 366.

    Raises:
        NotAllowed: the system has no tokens.
        Invalid: `fields` has `name` or `days`.
    """
    if actor.person_id is None:
        raise NotAllowed("Only people have access tokens.")
    wrong: dict[str, list[str]] = {}
    if not 1 <= len(name.strip()) <= 80:
        wrong["name"] = ["Enter what the token is for, in up to 80 characters."]
    if not 1 <= days <= MOST_DAYS:
        wrong["days"] = [f"A token lives 1 to {MOST_DAYS} days."]
    now = clock.now()
    live = session.execute(
        sa.select(sa.func.count())
        .select_from(API_TOKEN)
        .where(
            API_TOKEN.c.person_id == actor.person_id,
            API_TOKEN.c.revoked_at.is_(None),
            API_TOKEN.c.expires_at > now,
        )
    ).scalar_one()
    if live >= MOST_TOKENS:
        wrong["name"] = [f"You have {live} tokens. Revoke one that you no longer use first."]
    if wrong:
        raise Invalid(fields=wrong)
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = now + timedelta(days=days)
    token_id: int = session.execute(
        sa.insert(API_TOKEN).returning(API_TOKEN.c.id),
        {
            "person_id": actor.person_id,
            "name": name.strip(),
            "digest": digest(secret),
            "hint": secret[-4:],
            "made_at": now,
            "expires_at": expires,
        },
    ).scalar_one()
    _audit.change(
        session,
        actor=actor,
        kind="token.made",
        subject=f"person:{actor.person_id}",
        token=token_id,
        name=name.strip(),
    )
    return Made(id=token_id, name=name.strip(), secret=secret, expires_at=expires)


def digest(secret: str) -> str:
    """What is kept of a token. It has 256 random bits, so one round of SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
