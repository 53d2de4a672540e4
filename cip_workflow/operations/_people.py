"""Who can be chosen in a form of a case: the members of groups, those of the case's brief for groups within it."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from cip_workflow.forms import Person
from cip_workflow.operations import _groups
from cip_workflow.store.tables import ORGANISATION, PERSON


class Roster:
    """`forms.People` over the tables; a form without people costs no statement."""

    def __init__(self, session: Session, brief_ref: str | None) -> None:
        self._session = session
        self._brief_ref = brief_ref
        self._known: dict[str, tuple[Person, ...]] = {}

    def members(self, group: str) -> Sequence[Person]:
        """The active members of a group, by name; everybody for `*`."""
        if group not in self._known:
            self._known[group] = self._everybody() if group == "*" else self._of(group)
        return self._known[group]

    def _of(self, group: str) -> tuple[Person, ...]:
        principal = _groups.group_principal(group, self._brief_ref)
        return tuple(
            Person(login=one.login, name=one.name, organisation=one.organisation)
            for one in _groups.members(self._session, [principal])[principal]
        )

    def _everybody(self) -> tuple[Person, ...]:
        rows = self._session.execute(
            sa.select(PERSON.c.login, PERSON.c.name, ORGANISATION.c.key)
            .join_from(PERSON, ORGANISATION, ORGANISATION.c.id == PERSON.c.organisation_id)
            .where(PERSON.c.active.is_(True))
            .order_by(PERSON.c.name, PERSON.c.id)
        )
        return tuple(Person(login=row.login, name=row.name, organisation=row.key) for row in rows)
