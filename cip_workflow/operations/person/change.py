"""The details of an account are changed. Its sign-in name never is: answers of cases refer to people by it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit
from cip_workflow.store.model import Group, Membership
from cip_workflow.types import Actor


def change(
    session: Session,
    *,
    actor: Actor,
    person_id: int,
    name: str,
    email: str | None,
    organisation: str,
    version: int | None = None,
) -> None:
    """Change name, address and organisation.

    Raises:
        NotAllowed: the actor is no administrator.
        Invalid: one list of sentences per field; a person cannot change organisation while in groups of the old one.
        Conflict: somebody else has changed the account since the page was made.
    """
    _accounts.administers(actor)
    person = _accounts.person(session, person_id, version)
    name, email = " ".join(name.split()), (email or "").strip() or None
    wrong = _accounts.details(login=None, name=name, email=email)
    place = _accounts.organisation(session, organisation)
    bound = session.scalars(
        sa.select(Group.name)
        .join(Membership, Membership.group_id == Group.id)
        .where(
            Membership.person_id == person.id,
            Group.organisation_id.is_not(None),
            Group.organisation_id != place.id,
        )
        .order_by(Group.name)
    ).all()
    if bound:
        wrong["organisation"] = [
            f"{person.name} is in groups of another organisation: {', '.join(bound)}. Remove them from these first."
        ]
    if wrong:
        raise Invalid(fields=wrong)
    before = (person.name, person.email, person.organisation_id)
    person.name, person.email, person.organisation_id = name, email, place.id
    changed = [
        field
        for field, old, new in zip(
            ("name", "email", "organisation"), before, (name, email, place.id), strict=True
        )
        if old != new
    ]
    if changed:
        _audit.change(
            session, actor=actor, kind="person.changed", subject=f"person:{person.id}", fields=changed
        )
