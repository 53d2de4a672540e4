"""Roles within a brief: who may have them."""

from __future__ import annotations

import pytest

from cip_workflow import clock
from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations.brief.add_member import add_member
from cip_workflow.operations.brief.remove_member import remove_member
from cip_workflow.queries import groups, people
from cip_workflow.store.model import Restriction


def test_a_brief_has_one_lead_and_a_co_lead_from_the_other_side(command, admin, person, brief) -> None:
    amina, ben, cora = person("amina"), person("ben"), person("cora", "BARNARDOS")
    with command() as session:
        add_member(session, actor=admin, ref=brief, person_id=amina.person_id, role="design-lead")
    for one, role, field, said in (
        (cora, "design-lead", "role", "Amina is Design lead of this brief"),
        (ben, "co-lead", "person", "from different organisations, and Amina is from Leicestershire"),
        (cora, "lcc-finance", "role", "Select a role"),
    ):
        with pytest.raises(Invalid, match=said) as wrong, command() as session:
            add_member(session, actor=admin, ref=brief, person_id=one.person_id, role=role)
        assert list(wrong.value.fields) == [field]
    with command() as session:
        assert add_member(session, actor=admin, ref=brief, person_id=cora.person_id, role="co-lead")
        assert not add_member(session, actor=admin, ref=brief, person_id=cora.person_id, role="co-lead")
        assert [one.role for one in groups.team(session, brief)] == ["design-lead", "co-lead"]


@pytest.mark.parametrize(
    ("kind", "role", "kept_out"),
    [
        ("removed", "design-team", True),
        ("all", "design-team", True),
        ("no-evaluation", "evaluation-panel", True),
        ("no-evaluation", "design-team", False),
        ("no-finance", "evaluation-panel", False),
    ],
)
def test_the_conflicts_register_keeps_people_out(command, admin, person, brief, kind, role, kept_out) -> None:
    amina = person("amina")
    with command() as session:
        session.add(Restriction(person_id=amina.person_id, brief_ref=brief, kind=kind, since=clock.now()))
    with command() as session:
        if kept_out:
            with pytest.raises(NotAllowed, match="conflicts register keeps Amina"):
                add_member(session, actor=admin, ref=brief, person_id=amina.person_id, role=role)
        else:
            assert add_member(session, actor=admin, ref=brief, person_id=amina.person_id, role=role)
            assert groups.team(session, brief)[0].restrictions == (kind,)


def test_a_restriction_that_has_ended_keeps_nobody_out(command, admin, person, brief) -> None:
    amina = person("amina")
    with command() as session:
        session.add(
            Restriction(
                person_id=amina.person_id,
                brief_ref=brief,
                kind="removed",
                since=clock.now(),
                until=clock.now(),
            )
        )
    with command() as session:
        assert add_member(session, actor=admin, ref=brief, person_id=amina.person_id, role="design-team")


def test_governance_may_and_others_may_not(command, admin, person, brief) -> None:
    fiona, ben = person("fiona", "LCC", "governance-lead"), person("ben", "LCC", "lcc-commissioner")
    with command() as session:
        actor = people.actor_for(session, fiona.person_id)
        assert add_member(session, actor=actor, ref=brief, person_id=ben.person_id, role="design-team")
    with pytest.raises(NotAllowed), command() as session:
        remove_member(
            session,
            actor=people.actor_for(session, ben.person_id),
            ref=brief,
            person_id=ben.person_id,
            role="design-team",
        )


def test_unknown_briefs_and_roles_that_nobody_has(command, admin, person, brief) -> None:
    amina = person("amina")
    with pytest.raises(NotFound, match="no brief CIP-DB-1999-01"), command() as session:
        add_member(session, actor=admin, ref="CIP-DB-1999-01", person_id=amina.person_id, role="design-team")
    with pytest.raises(Conflict, match="does not have this role"), command() as session:
        remove_member(session, actor=admin, ref=brief, person_id=amina.person_id, role="design-team")
