"""A group is made, for a process that names it."""

from __future__ import annotations

import re

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit
from cip_workflow.store.model import Group
from cip_workflow.types import Actor

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def add(
    session: Session,
    *,
    actor: Actor,
    key: str,
    name: str,
    description: str = "",
    organisation: str | None = None,
) -> None:
    """Make a global group.

    Args:
        key: what diagrams call it, `lcc-housing`.
        organisation: key of the one whose people may join; None for both sides.

    Raises:
        NotAllowed: the actor is no administrator.
        Invalid: one list of sentences per field.
    """
    _accounts.administers(actor)
    key, name = key.strip(), " ".join(name.split())
    wrong: dict[str, list[str]] = {}
    if not _KEY.fullmatch(key) or len(key) > 80:
        wrong["key"] = ["Key must be small letters, digits and single hyphens, like lcc-housing."]
    elif session.scalar(sa.select(Group.id).where(Group.key == key)) is not None:
        wrong["key"] = [f"There is already a group {key}."]
    if not name or len(name) > 200:
        wrong["name"] = ["Enter a name of 200 characters or fewer."]
    if wrong:
        raise Invalid(fields=wrong)
    place = _accounts.organisation(session, organisation) if organisation else None
    session.add(
        Group(
            key=key,
            name=name,
            description=description.strip()[:1000],
            organisation_id=place.id if place else None,
        )
    )
    _audit.change(session, actor=actor, kind="group.added", subject=f"group:{key}", organisation=organisation)
    session.flush()
