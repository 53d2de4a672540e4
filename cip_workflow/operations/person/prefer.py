"""A person says whether they want mail about their tasks."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import NotAllowed
from cip_workflow.operations import _accounts, _audit
from cip_workflow.types import Actor


def prefer(session: Session, *, actor: Actor, mail: bool) -> None:
    """Keep the actor's own preference.

    Raises:
        NotAllowed: the system has no preferences.
    """
    if actor.person_id is None:
        raise NotAllowed("Only people get mail.")
    person = _accounts.person(session, actor.person_id)
    if person.mail != mail:
        person.mail = mail
        _audit.change(
            session, actor=actor, kind="person.mail-preference", subject=f"person:{person.id}", mail=mail
        )
