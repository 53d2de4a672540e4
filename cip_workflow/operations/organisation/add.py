"""An organisation joins the partnership's people."""

from __future__ import annotations

import re

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Invalid
from cip_workflow.operations import _accounts, _audit
from cip_workflow.store.model import Organisation
from cip_workflow.types import Actor

_KEY = re.compile(r"[A-Z][A-Z0-9]{1,38}")


def add(session: Session, *, actor: Actor, key: str, name: str) -> None:
    """Make an organisation.

    Args:
        key: capital letters and digits, `NHS`; rules of duty and visibility know LCC and BARNARDOS by theirs.

    Raises:
        NotAllowed: the actor is no administrator.
        Invalid: one list of sentences per field.
    """
    _accounts.administers(actor)
    key, name = key.strip().upper(), " ".join(name.split())
    wrong: dict[str, list[str]] = {}
    if not _KEY.fullmatch(key):
        wrong["key"] = ["Key must be 2 to 39 capital letters and digits, like NHS."]
    elif session.scalar(sa.select(Organisation.id).where(Organisation.key == key)) is not None:
        wrong["key"] = [f"There is already an organisation {key}."]
    if not name or len(name) > 200:
        wrong["name"] = ["Enter a name of 200 characters or fewer."]
    if wrong:
        raise Invalid(fields=wrong)
    session.add(Organisation(key=key, name=name))
    _audit.change(session, actor=actor, kind="organisation.added", subject=f"organisation:{key}", name=name)
    session.flush()
