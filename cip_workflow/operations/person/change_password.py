"""A person chooses a new password; every session but the one that did it ends."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.config import USUAL_HASHING, Hashing
from cip_workflow.errors import Invalid, NotAllowed
from cip_workflow.operations import _accounts, _audit, _password
from cip_workflow.queries import people
from cip_workflow.types import Actor


def change_password(
    session: Session, *, actor: Actor, current: str, password: str, hashing: Hashing = USUAL_HASHING
) -> people.Account:
    """Change the actor's own password. The caller begins a new session with the account that is given back.

    Raises:
        NotAllowed: a demonstration account, or the system.
        Invalid: `fields` has `current` when that is not the password now, `password` when the new one will not do.
    """
    if actor.person_id is None:
        raise NotAllowed("Only people have passwords.")
    person = _accounts.person(session, actor.person_id)
    if person.demo:
        raise NotAllowed("Demonstration people have no password: everybody can be them.")
    wrong: dict[str, list[str]] = {}
    if person.password_hash is not None and not _password.verified(current, person.password_hash, hashing):
        wrong["current"] = ["This is not your password now."]
    elif current == password:
        wrong["password"] = ["Choose a password that is not the one you have now."]
    if wrong:
        raise Invalid(fields=wrong)
    _password.check_policy(password, login=person.login, name=person.name)
    person.password_hash = _password.hashed(password, hashing)
    person.password_changed_at = clock.now()
    person.must_change_password = False
    person.session_epoch += 1
    _audit.change(session, actor=actor, kind="person.password-changed", subject=f"person:{person.id}")
    session.flush()
    account = people.account(session, person.id)
    if account is None:
        raise NotAllowed("This account is closed.")
    return account
