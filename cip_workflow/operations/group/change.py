"""A group gets another name or description. Its key stays: diagrams call it by that."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit
from cip_workflow.types import Actor


def change(session: Session, *, actor: Actor, key: str, name: str, description: str) -> None:
    """Change the words for a group.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: there is no such group.
        Invalid: `fields["name"]`.
    """
    _accounts.administers(actor)
    group = _accounts.group(session, key)
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise Invalid(fields={"name": ["Enter a name of 200 characters or fewer."]})
    if (group.name, group.description) != (name, description.strip()[:1000]):
        group.name, group.description = name, description.strip()[:1000]
        _audit.change(session, actor=actor, kind="group.changed", subject=f"group:{key}", name=name)
