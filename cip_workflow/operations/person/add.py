"""An account is made."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.config import USUAL_HASHING, Hashing
from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit, _memberships, _password
from cip_workflow.queries.people import Member
from cip_workflow.store.model import Person
from cip_workflow.types import Actor


def add(
    session: Session,
    *,
    actor: Actor,
    login: str,
    name: str,
    organisation: str,
    email: str | None = None,
    groups: Iterable[str] = (),
    password: str | None = None,
    must_change_password: bool = True,
    demo: bool = False,
    hashing: Hashing = USUAL_HASHING,
) -> Member:
    """Make an account; without a password nobody can sign in to it yet.

    Args:
        organisation: its key (`LCC`).
        groups: keys of global groups.
        must_change_password: whether the person chooses their own password at the first sign-in.
        demo: a demonstration account, signed in to without a password, in demo mode only.

    Raises:
        NotAllowed: the actor is no administrator.
        Invalid: one list of sentences per field.
    """
    _accounts.administers(actor)
    login, name, email = login.strip().lower(), " ".join(name.split()), (email or "").strip() or None
    wrong = _accounts.details(login=login, name=name, email=email)
    if session.scalar(sa.select(Person.id).where(Person.login == login)) is not None:
        wrong["login"] = [f"Somebody already signs in as {login}. Choose another sign-in name."]
    if wrong:
        raise Invalid(fields=wrong)
    place = _accounts.organisation(session, organisation)
    if password is not None:
        _password.check_policy(password, login=login, name=name)
    now = clock.now()
    row = Person(
        login=login,
        name=name,
        email=email,
        organisation_id=place.id,
        password_hash=_password.hashed(password, hashing) if password is not None else None,
        password_changed_at=now if password is not None else None,
        must_change_password=password is not None and must_change_password,
        demo=demo,
        created_at=now,
    )
    session.add(row)
    session.flush()
    _audit.change(
        session,
        actor=actor,
        kind="person.added",
        subject=f"person:{row.id}",
        organisation=place.key,
        demo=demo,
    )
    for key in dict.fromkeys(groups):
        _memberships.join(
            session, actor=actor, group=_accounts.group(session, key), person=row, organisation=place.key
        )
    return Member(person_id=row.id, login=login, name=name, organisation=place.key)
