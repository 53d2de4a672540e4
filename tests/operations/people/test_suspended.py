"""A member who is suspended in a brief acts in none of its roles until that ends (DOMAIN 5.10)."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.operations.group import load_standard
from cip_workflow.operations.person import add
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import BRIEF, BRIEF_MEMBER, RESTRICTION
from cip_workflow.types import Actor

ADMIN = Actor(
    person_id=None, login="system", name="system", organisation="LCC", groups=frozenset({"platform-admin"})
)


def test_a_suspended_member_has_no_role_until_it_is_lifted(sessions: sessionmaker[Session]) -> None:
    now = clock.now()
    with transaction(sessions) as session:
        load_standard.load_standard(session, actor=ADMIN)
        person = add.add(
            session, actor=ADMIN, login="member", name="Member", organisation="LCC", groups=["lcc-finance"]
        ).person_id
        brief = session.execute(
            sa.insert(BRIEF).returning(BRIEF.c.id),
            {
                "ref": "CIP-DB-2026-01",
                "year": 2026,
                "number": 1,
                "title": "A brief",
                "status": "draft",
                "version": 1,
                "details": {},
                "created_at": now,
                "row_version": 1,
            },
        ).scalar_one()
        session.execute(
            sa.insert(BRIEF_MEMBER),
            {"brief_id": brief, "person_id": person, "role": "design-team", "since": now},
        )
    assert _groups(sessions, person) == {"lcc-finance", "design-team@CIP-DB-2026-01"}
    with transaction(sessions) as session:
        session.execute(
            sa.insert(RESTRICTION),
            {
                "person_id": person,
                "brief_ref": "CIP-DB-2026-01",
                "kind": "all",
                "reason": "No declaration",
                "since": now,
            },
        )
    assert _groups(sessions, person) == {"lcc-finance"}
    with transaction(sessions) as session:
        session.execute(sa.update(RESTRICTION).values(until=now))
    assert _groups(sessions, person) == {"lcc-finance", "design-team@CIP-DB-2026-01"}


def _groups(sessions: sessionmaker[Session], person: int) -> set[str]:
    with reading(sessions) as session:
        return set(people.actor_for(session, person).groups)
