"""The organisations and groups that the partnership's processes name (groups.json) are put in place."""

from __future__ import annotations

import json
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.operations import _accounts, _audit
from cip_workflow.store.model import Group, Organisation
from cip_workflow.types import Actor

FILE = Path(__file__).parent / "groups.json"


def load_standard(session: Session, *, actor: Actor) -> int:
    """Add the standard organisations and groups that are missing; what is there stays as it was changed.

    Returns:
        How many were added; loading twice adds nothing.

    Raises:
        NotAllowed: the actor is no administrator.
    """
    _accounts.administers(actor)
    given = json.loads(FILE.read_text())
    rows = session.execute(sa.select(Organisation.key, Organisation.id))
    places = {row.key: row.id for row in rows}
    missing = [one for one in given["organisations"] if one["key"] not in places]
    for one in missing:
        row = Organisation(key=one["key"], name=one["name"])
        session.add(row)
        session.flush()
        places[row.key] = row.id
    known = set(session.scalars(sa.select(Group.key)))
    new = [one for one in given["groups"] if one["key"] not in known]
    session.add_all(
        Group(
            key=one["key"],
            name=one["name"],
            description=one["description"],
            organisation_id=places[one["organisation"]] if one["organisation"] else None,
            scoped=one.get("scoped", False),
            system=one.get("system", False),
        )
        for one in new
    )
    if missing or new:
        _audit.change(
            session,
            actor=actor,
            kind="group.standard-loaded",
            subject="groups",
            organisations=[one["key"] for one in missing],
            groups=[one["key"] for one in new],
        )
    session.flush()
    return len(missing) + len(new)
