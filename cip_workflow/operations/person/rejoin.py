"""Somebody who left comes back, to the same account and to no group."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict
from cip_workflow.operations import _accounts, _audit
from cip_workflow.types import Actor


def rejoin(session: Session, *, actor: Actor, person_id: int, version: int | None = None) -> None:
    """Open an account again. It needs a password and groups, as a new one does.

    Raises:
        NotAllowed: the actor is no administrator.
        Conflict: the person has not left, or their name was erased, or the page is stale.
    """
    _accounts.administers(actor)
    person = _accounts.person(session, person_id, version)
    if person.active:
        raise Conflict(f"{person.name} has not left.")
    if person.erased_at is not None:
        raise Conflict("The name of this person was erased. Make a new account.")
    person.active = True
    person.left_at = None
    _audit.change(session, actor=actor, kind="person.rejoined", subject=f"person:{person.id}")
