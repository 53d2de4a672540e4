"""A person joins a group."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow.operations import _accounts, _memberships
from cip_workflow.store.model import Organisation
from cip_workflow.types import Actor


def add_member(session: Session, *, actor: Actor, group: str, person_id: int, note: str = "") -> bool:
    """Put a person into a global group, from now on; False when they were in it already.

    Raises:
        NotAllowed: the actor is no administrator.
        NotFound: no such group, or no such person.
        Invalid: `fields["person"]`: of another organisation, has left, or the group has its members within briefs.
    """
    _accounts.administers(actor)
    row = _accounts.group(session, group)
    person = _accounts.person(session, person_id)
    place = session.get_one(Organisation, person.organisation_id)
    return _memberships.join(
        session, actor=actor, group=row, person=person, organisation=place.key, note=note
    )
