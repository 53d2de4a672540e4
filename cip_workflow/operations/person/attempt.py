"""A sign-in is tried: counted before the password is looked at, so that trying many at once helps nobody."""

from __future__ import annotations

import hashlib
import math
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import TooMany
from cip_workflow.store.model import Person, Throttle

WINDOW = timedelta(minutes=15)
#: Many people of one council sit behind one address.
PEOPLE_BEHIND_AN_ADDRESS = 10


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Whose password is to be checked: nobody's, when no active person signs in with this name."""

    person_id: int | None
    password_hash: str | None = field(repr=False)
    keys: tuple[str, ...]


def attempt(session: Session, *, login: str, address: str, tries: int = 5) -> Attempt:
    """Count a try for this login and this address, in a window of 15 minutes.

    Raises:
        TooMany: `retry_after` seconds; nothing is counted then, so waiting helps.
    """
    login = login.strip().lower()
    keys = {
        _key("sign-in", login): tries,
        _key("sign-in-address", address): tries * PEOPLE_BEHIND_AN_ADDRESS,
    }
    for key, most in keys.items():
        _count(session, key, most)
    row = session.execute(
        sa.select(Person.id, Person.password_hash).where(Person.login == login, Person.active)
    ).one_or_none()
    return Attempt(
        person_id=row.id if row else None, password_hash=row.password_hash if row else None, keys=tuple(keys)
    )


def _count(session: Session, key: str, most: int) -> None:
    row = _row(session, key)
    now = clock.now()  # after the wait for the lock: whoever held it may have begun the window meanwhile
    if row.until is None or row.until <= now:
        row.count, row.since, row.until = 0, now, now + WINDOW
    if row.count >= most:
        wait = math.ceil((row.until - now).total_seconds())
        minutes = -(-wait // 60)
        raise TooMany(
            f"There were too many attempts to sign in. Try again in {minutes} {'minute' if minutes == 1 else 'minutes'}.",
            retry_after=wait,
        )
    row.count += 1


def _row(session: Session, key: str) -> Throttle:
    """The row of this key, locked; made when it is missing, even if another process makes it at the same moment."""
    locked = sa.select(Throttle).where(Throttle.key == key).with_for_update()
    row = session.scalar(locked)
    if row is None:
        with suppress(IntegrityError), session.begin_nested():
            session.add(Throttle(key=key, count=0, since=clock.now(), until=None))
        row = session.scalars(locked.execution_options(populate_existing=True)).one()
    return row


def _key(kind: str, value: str) -> str:
    # A digest, because people type passwords into the field above by mistake.
    return f"{kind}:{hashlib.sha256(value.encode()).hexdigest()[:40]}"
