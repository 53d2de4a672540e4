"""Somebody has proved who they are: their account is theirs for a session."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.errors import NotFound
from cip_workflow.queries import people
from cip_workflow.store.model import Person, Throttle


def sign_in(
    session: Session,
    *,
    person_id: int,
    counted: Sequence[str] = (),
    new_hash: str | None = None,
    only_demo: bool = False,
) -> people.Account:
    """Note that a person has signed in, forget their wrong tries, and give the account.

    Args:
        counted: the keys of the attempt, which are cleared.
        new_hash: the password at today's cost, where the stored hash was made at another.
        only_demo: nothing was proved, so the account must be a demonstration account.

    Raises:
        NotFound: the person has left in the meantime, or is no demonstration person.
    """
    now = clock.now()
    session.execute(
        sa.delete(Throttle).where(
            sa.or_(
                Throttle.key.in_([key for key in counted if key.startswith("sign-in:")]),
                Throttle.until <= now,
            )
        )
    )
    # Not through the mapped object: signing in is no change of the account, so its version stays.
    session.execute(sa.update(Person).where(Person.id == person_id).values(signed_in_at=now))
    if new_hash is not None:
        session.execute(sa.update(Person).where(Person.id == person_id).values(password_hash=new_hash))
    account = people.account(session, person_id)
    if account is None or (only_demo and not account.demo):
        raise NotFound("There is no such person, or they have left.")
    return account
