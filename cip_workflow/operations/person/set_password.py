"""An administrator gives somebody a password to start with; the person has to change it at the next sign-in."""

from __future__ import annotations

import secrets

from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.config import USUAL_HASHING, Hashing
from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit, _password
from cip_workflow.types import Actor

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  #: nothing that looks like something else


def set_password(
    session: Session,
    *,
    actor: Actor,
    person_id: int,
    password: str | None = None,
    must_change: bool = True,
    hashing: Hashing = USUAL_HASHING,
) -> str:
    """Set a password, a random one if none is given, and end every session of the person.

    Returns:
        The password, to be told to the person once; it is stored as a hash only.

    Raises:
        NotAllowed: the actor is no administrator.
        Invalid: the person has left, is a demonstration account, or the password will not do.
    """
    _accounts.administers(actor)
    person = _accounts.person(session, person_id)
    if not person.active:
        raise Invalid(f"{person.name} has left. Let them return first.")
    if person.demo:
        raise Invalid("Demonstration people have no password: everybody can be them.")
    if password is None:
        password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    else:
        _password.check_policy(password, login=person.login, name=person.name)
    person.password_hash = _password.hashed(password, hashing)
    person.password_changed_at = clock.now()
    person.must_change_password = must_change
    person.session_epoch += 1
    _audit.change(session, actor=actor, kind="person.password-set", subject=f"person:{person.id}")
    return password
