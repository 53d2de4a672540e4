"""An organisation gets another name."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit
from cip_workflow.types import Actor


def change(session: Session, *, actor: Actor, key: str, name: str) -> None:
    """Change the name; the key stays.

    Raises:
        NotAllowed: the actor is no administrator.
        Invalid: no such organisation, or `fields["name"]`.
    """
    _accounts.administers(actor)
    row = _accounts.organisation(session, key)
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise Invalid(fields={"name": ["Enter a name of 200 characters or fewer."]})
    if row.name != name:
        row.name = name
        _audit.change(
            session, actor=actor, kind="organisation.changed", subject=f"organisation:{key}", name=name
        )
