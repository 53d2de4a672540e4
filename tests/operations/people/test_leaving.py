"""Somebody leaves, or leaves a group or a team: no work is lost and nothing stays open to them."""

from __future__ import annotations

import pytest

from cip_workflow import clock
from cip_workflow.errors import Conflict, NotAllowed
from cip_workflow.operations.brief import add_member as team_add
from cip_workflow.operations.brief import remove_member as team_remove
from cip_workflow.operations.group.add_member import add_member
from cip_workflow.operations.group.remove_member import remove_member
from cip_workflow.operations.person.leave import leave
from cip_workflow.operations.person.park import park
from cip_workflow.operations.person.rejoin import rejoin
from cip_workflow.queries import accounts, groups, people
from cip_workflow.store.model import (
    BriefMember,
    Draft,
    Escalation,
    Event,
    Membership,
    Parked,
    Task,
    TaskCandidate,
)


def where(session, task_id: int) -> set[str]:
    """In whose inboxes a task stands."""
    return {row.principal for row in session.query(TaskCandidate).filter_by(task_id=task_id)}


def events(session, task_id: int) -> list[tuple[str, str | None]]:
    rows = session.query(Event).filter_by(task_id=task_id).order_by(Event.seq)
    return [(event.kind, event.data.get("why")) for event in rows]


def test_the_work_of_a_leaver_goes_back_to_their_groups(command, admin, person, task) -> None:
    amina, ben = person("amina", "LCC", "lcc-finance", "cip-board"), person("ben", "LCC", "lcc-finance")
    held = task("g:lcc-finance", holder=amina.person_id)
    others = task("g:lcc-finance", holder=ben.person_id)
    with command() as session:
        session.add(
            Draft(person_id=amina.person_id, task_id=held, answers={"cost": "5"}, saved_at=clock.now())
        )
        session.add(Draft(person_id=amina.person_id, process_id="p", answers={}, saved_at=clock.now()))
        park(session, login="amina", path="/tasks/1", pairs=[("cost", "5")])
    with command() as session:
        assert accounts.holds(session, amina.person_id) == 1
        left = leave(session, actor=admin, person_id=amina.person_id)
    assert (left.name, left.tasks, left.drafts, left.groups) == ("Amina", 1, 2, 2)
    with command() as session:
        row = session.get_one(Task, held)
        assert (row.assignee_id, row.claimed_at, row.nobody) == (None, None, False)
        assert where(session, held) == {"g:lcc-finance"}
        assert events(session, held) == [("task.released", "left"), ("draft.discarded", "left")]
        assert where(session, others) == {f"p:{ben.person_id}"}
        for table in (Draft, Parked):
            assert session.query(table).count() == 0
        assert session.query(Membership).filter_by(person_id=amina.person_id).count() == 0
        found = accounts.get(session, amina.person_id)
        assert not found.active
        assert not found.has_password
        assert found.left_at is not None
        assert people.account(session, amina.person_id) is None
        assert [one.login for one in people.members(session, "lcc-finance")] == ["ben"]
        assert [one.login for one in accounts.page(session, left=True).rows] == ["amina"]
        assert people.by_ids(session, [amina.person_id])[amina.person_id].name == "Amina"


@pytest.mark.parametrize("fixed", [True, False])
def test_governance_is_told_when_nobody_else_may_do_it(command, admin, person, task, fixed) -> None:
    amina = person("amina", "LCC", "lcc-finance")
    candidates = [f"p:{amina.person_id}"] if fixed else ["g:lcc-finance"]
    held = task(*candidates, holder=amina.person_id, fixed=fixed)
    with command() as session:
        leave(session, actor=admin, person_id=amina.person_id)
    with command() as session:
        assert session.get_one(Task, held).nobody
        told = session.query(Escalation).one()
        assert (told.task_id, told.groups) == (held, ["governance-lead"])
        assert "Amina was the last who could do it." in told.text
        assert events(session, held) == [("task.released", "left"), ("escalation.raised", None)]


def test_the_last_administrator_cannot_leave_by_any_door(command, admin) -> None:
    with pytest.raises(Conflict, match="last platform administrator"), command() as session:
        leave(session, actor=admin, person_id=admin.person_id)
    with pytest.raises(Conflict, match="last platform administrator"), command() as session:
        remove_member(session, actor=admin, group="platform-admin", person_id=admin.person_id)
    with command() as session:
        assert people.actor_for(session, admin.person_id).groups == {"platform-admin"}


def test_with_a_second_one_the_first_may_go(command, admin, person) -> None:
    person("yasmin", "LCC", "platform-admin")
    with command() as session:
        leave(session, actor=admin, person_id=admin.person_id)
    with pytest.raises(Conflict, match="has left already"), command() as session:
        leave(session, actor=people.actor_by_login(session, "yasmin"), person_id=admin.person_id)


def test_only_administrators_close_accounts(command, admin, person) -> None:
    amina, ben = person("amina", "LCC", "governance-lead"), person("ben")
    with pytest.raises(NotAllowed), command() as session:
        leave(session, actor=people.actor_for(session, amina.person_id), person_id=ben.person_id)


def test_who_comes_back_has_the_same_account_and_no_group(command, admin, person) -> None:
    amina = person("amina", "LCC", "lcc-finance")
    with command() as session:
        leave(session, actor=admin, person_id=amina.person_id)
    with command() as session:
        rejoin(session, actor=admin, person_id=amina.person_id)
    with command() as session:
        assert people.actor_for(session, amina.person_id).groups == frozenset()
        assert not accounts.get(session, amina.person_id).has_password


def test_leaving_a_group_gives_back_what_was_held_because_of_it(command, admin, person, task) -> None:
    amina = person("amina", "LCC", "lcc-finance", "cip-board")
    person("ben", "LCC", "lcc-finance")
    lost = task("g:lcc-finance", holder=amina.person_id)
    kept = task("g:lcc-finance", "g:cip-board", holder=amina.person_id)
    own = task("g:lcc-finance", f"p:{amina.person_id}", holder=amina.person_id)
    with command() as session:
        assert remove_member(session, actor=admin, group="lcc-finance", person_id=amina.person_id) == 1
    with command() as session:
        assert where(session, lost) == {"g:lcc-finance"}
        assert where(session, kept) == where(session, own) == {f"p:{amina.person_id}"}
    with pytest.raises(Conflict, match="not in the group"), command() as session:
        remove_member(session, actor=admin, group="lcc-finance", person_id=amina.person_id)


def test_joining_a_group_twice_is_joining_it_once(command, admin, person) -> None:
    amina = person("amina")
    with command() as session:
        assert add_member(session, actor=admin, group="cip-board", person_id=amina.person_id, note="no vote")
    with command() as session:
        assert not add_member(session, actor=admin, group="cip-board", person_id=amina.person_id)
        assert [(one.name, one.note) for one in groups.members(session, "cip-board")] == [
            ("Amina", "no vote")
        ]


def test_a_role_in_a_brief_ends_with_its_tasks_and_stays_as_history(
    command, admin, person, task, brief
) -> None:
    amina, ben = person("amina"), person("ben", "BARNARDOS")
    held = task(f"g:design-team@{brief}", holder=amina.person_id)
    with command() as session:
        for one in (amina, ben):
            assert team_add.add_member(
                session, actor=admin, ref=brief, person_id=one.person_id, role="design-team", part="data"
            )
    with command() as session:
        actor = people.actor_for(session, amina.person_id)
        assert actor.groups == {f"design-team@{brief}"}
        assert [one.login for one in people.members(session, f"design-team@{brief}")] == ["amina", "ben"]
        assert [one.login for one in people.Directory(session, brief).members("design-team")] == [
            "amina",
            "ben",
        ]
        assert (
            team_remove.remove_member(
                session, actor=admin, ref=brief, person_id=amina.person_id, role="design-team"
            )
            == 1
        )
    with command() as session:
        assert where(session, held) == {f"g:design-team@{brief}"}
        assert people.actor_for(session, amina.person_id).groups == frozenset()
        assert [one.login for one in groups.team(session, brief)] == ["ben"]
        assert [one.login for one in groups.team(session, brief, with_former=True)] == ["amina", "ben"]


def test_leavers_lose_their_roles_in_briefs(command, admin, person, brief) -> None:
    amina = person("amina")
    with command() as session:
        team_add.add_member(session, actor=admin, ref=brief, person_id=amina.person_id, role="design-lead")
        leave(session, actor=admin, person_id=amina.person_id)
    with command() as session:
        assert session.query(BriefMember).one().ended_at is not None
        assert groups.team(session, brief) == ()
