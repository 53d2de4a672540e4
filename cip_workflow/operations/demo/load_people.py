"""The people of the demonstration are made: all fictional (DOMAIN 7.1, RULINGS 13)."""

from __future__ import annotations

import json
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow import clock
from cip_workflow.operations import _accounts, _audit, _memberships
from cip_workflow.store.model import Group, Person
from cip_workflow.types import Actor

FILE = Path(__file__).parent / "cast.json"


def load_people(session: Session, *, actor: Actor, file: Path = FILE) -> int:
    """Make the accounts of the cast that are missing, with their global groups; loading twice changes nothing.

    The file holds `people`: a list of objects with `login`, `name`, `organisation`, `groups` (a list of keys), and maybe
    `email` and `notes` (group key to note). Roles within briefs are given when the briefs are loaded. The standard groups
    have to be there (operations/group/load_standard.py).

    Returns:
        How many accounts were made.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: a group of the file does not exist.
    """
    _accounts.administers(actor)
    cast = json.loads(file.read_text())["people"]
    known = set(session.scalars(sa.select(Person.login)))
    scoped = set(session.scalars(sa.select(Group.key).where(Group.scoped)))
    new = [one for one in cast if one["login"] not in known]
    for one in new:
        place = _accounts.organisation(session, one["organisation"])
        person = Person(
            login=one["login"],
            name=one["name"],
            email=one.get("email"),
            organisation_id=place.id,
            demo=True,
            created_at=clock.now(),
        )
        session.add(person)
        session.flush()
        _audit.change(
            session,
            actor=actor,
            kind="person.added",
            subject=f"person:{person.id}",
            organisation=place.key,
            demo=True,
        )
        for key in one["groups"]:
            if key not in scoped:
                _memberships.join(
                    session,
                    actor=actor,
                    group=_accounts.group(session, key),
                    person=person,
                    organisation=place.key,
                    note=one.get("notes", {}).get(key, ""),
                )
    return len(new)
