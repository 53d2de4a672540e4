"""What the operations on people, groups and organisations share: who may, and how a row is found."""

from __future__ import annotations

import re
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.store.model import Group, Membership, Organisation, Person
from cip_workflow.types import Actor

ADMIN = "platform-admin"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def administers(actor: Actor, also: Collection[str] = ()) -> None:
    """Let administrators and the command line pass, and the groups in `also`.

    Raises:
        NotAllowed: says who may.
    """
    if not actor.is_system and not actor.groups & {ADMIN, *also}:
        who = " and ".join(f"{group.replace('-', ' ')}s" for group in (ADMIN, *also))
        raise NotAllowed(f"Only {who} may do this.", rule="people")


def person(session: Session, person_id: int, version: int | None = None) -> Person:
    """The row, locked for this command.

    Raises:
        NotFound: there is none.
        Conflict: the page that this comes from showed an older version.
    """
    found = session.scalar(sa.select(Person).where(Person.id == person_id).with_for_update())
    if found is None:
        raise NotFound("There is no such person.")
    if version is not None and found.version != version:
        raise Conflict(
            f"Somebody else has changed {found.name}’s account in the meantime. Open the page again."
        )
    return found


def group(session: Session, key: str) -> Group:
    """The group with this key. Raises NotFound."""
    found = session.scalar(sa.select(Group).where(Group.key == key))
    if found is None:
        raise NotFound(f"There is no group {key}.")
    return found


def organisation(session: Session, key: str) -> Organisation:
    """The organisation with this key. Raises Invalid, because it is always chosen on a form."""
    found = session.scalar(sa.select(Organisation).where(Organisation.key == key))
    if found is None:
        raise Invalid("Select an organisation.", fields={"organisation": ["Select an organisation."]})
    return found


def admins_besides(session: Session, person_id: int) -> int:
    """How many active administrators there are without this person."""
    return (
        session.scalar(
            sa.select(sa.func.count())
            .select_from(Membership)
            .join(Group, Group.id == Membership.group_id)
            .join(Person, Person.id == Membership.person_id)
            .where(Group.key == ADMIN, Person.active, Person.id != person_id)
        )
        or 0
    )


def is_admin(session: Session, person_id: int) -> bool:
    """Whether this person is an administrator."""
    query = sa.select(Membership).join(Group, Group.id == Membership.group_id)
    return session.scalar(query.where(Group.key == ADMIN, Membership.person_id == person_id)) is not None


def details(*, login: str | None, name: str, email: str | None) -> dict[str, list[str]]:
    """What is wrong with the words that describe a person, by field; empty when nothing is."""
    wrong: dict[str, list[str]] = {}
    if login is not None and not _LOGIN.fullmatch(login):
        wrong["login"] = [
            "Sign-in name must be 2 to 80 characters: small letters, digits, dots, hyphens, underscores, @ and +."
        ]
    if not name:
        wrong["name"] = ["Enter a name."]
    elif len(name) > 200:
        wrong["name"] = ["Name must be 200 characters or fewer."]
    if email and (len(email) > 254 or not _EMAIL.fullmatch(email)):
        wrong["email"] = ["Enter an email address in the correct format, like name@example.com."]
    return wrong
