"""Who holds a task: claim, release, hand over, reassign, drafts."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations.case.remind import remind
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.discard_draft import discard_draft
from cip_workflow.operations.task.hand_over import hand_over
from cip_workflow.operations.task.reassign import reassign
from cip_workflow.operations.task.release import release
from cip_workflow.operations.task.save_draft import save_draft
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World


@pytest.fixture
def case(world: World) -> World:
    world.draw(
        d.start(),
        d.user("check", name="Check it", form="f"),
        d.end(),
        d.chain("start", "check", "end"),
        forms={"f": d.form("f", "why")},
    )
    world.start()
    return world


@pytest.fixture
def fixed(world: World) -> World:
    world.draw(
        d.start(), d.user("own", groups=None, assignee='="ann"'), d.end(), d.chain("start", "own", "end")
    )
    world.start()
    return world


def test_claiming_moves_it_into_ones_own_inbox(case: World) -> None:
    version = case.claim("jo", "check")
    assert version == 2
    assert (case.inbox("jo"), case.inbox("ann")) == (["check"], [])
    assert case.row(t.TASK).assignee_id == case.id("jo")
    assert f"p:{case.id('jo')}" in case.case().principals
    assert case.kinds()[-1] == "task.claimed"


def test_claiming_twice_changes_nothing(case: World) -> None:
    assert case.claim("jo", "check") == case.claim("jo", "check")
    assert case.kinds().count("task.claimed") == 1


def test_what_one_may_not_claim(case: World, world: World) -> None:
    task_id = case.task("check")
    with pytest.raises(NotFound):
        case.do(claim, "otto", task_id=task_id)
    with pytest.raises(NotAllowed, match="is for lcc-legal"):
        case.do(claim, "pri", task_id=task_id)
    with pytest.raises(Conflict, match="changed this task"):
        case.do(claim, "jo", task_id=task_id, version=99)
    case.claim("ann", "check")
    with pytest.raises(Conflict, match="Somebody else holds"):
        case.do(claim, "jo", task_id=task_id)


def test_releasing_gives_it_back_to_all(case: World) -> None:
    case.claim("jo", "check")
    case.do(release, "jo", task_id=case.task("check"))
    assert (case.inbox("jo"), case.inbox("ann")) == (["check"], ["check"])
    assert case.row(t.TASK).assignee_id is None
    assert case.kinds()[-1] == "task.released"


def test_what_one_may_not_release(case: World) -> None:
    with pytest.raises(NotAllowed, match="You do not hold"):
        case.do(release, "jo", task_id=case.task("check"))
    with pytest.raises(NotFound):
        case.do(release, "otto", task_id=case.task("check"))
    case.claim("jo", "check")
    with pytest.raises(Conflict, match="changed this task"):
        case.do(release, "jo", task_id=case.task("check"), version=1)


def test_handing_over(case: World) -> None:
    done = case.do(hand_over, "jo", task_id=case.task("check"), to="ann", note="You know this one")
    assert (done.login, done.name) == ("ann", "Ann")
    assert (case.inbox("jo"), case.inbox("ann")) == ([], ["check"])
    event = case.rows(sa.select(t.EVENT).order_by(t.EVENT.c.seq.desc()).limit(1))[0]
    assert (event.kind, event.data["to"]) == ("task.handed-over", case.id("ann"))
    note = case.row(t.NOTE)
    assert note.text == "You know this one"
    assert "You know" not in str(event.data)


@pytest.mark.parametrize("to", ["sam", "nobody", "jo", ""])
def test_whom_it_cannot_be_handed_to(case: World, to: str) -> None:
    case.claim("jo", "check")
    with pytest.raises(Invalid) as refused:
        case.do(hand_over, "jo", task_id=case.task("check"), to=to)
    assert set(refused.value.fields) == {"to"}


def test_what_one_may_not_hand_over(case: World, world: World) -> None:
    with pytest.raises(NotAllowed):
        case.do(hand_over, "pri", task_id=case.task("check"), to="ann")
    case.claim("ann", "check")
    with pytest.raises(Conflict, match="Somebody else holds"):
        case.do(hand_over, "jo", task_id=case.task("check"), to="jo")


def test_what_is_for_one_person_stays_with_them(fixed: World) -> None:
    assert fixed.row(t.TASK).fixed
    with pytest.raises(NotAllowed, match="for one named person"):
        fixed.do(hand_over, "ann", task_id=fixed.task("own"), to="jo")
    with pytest.raises(NotAllowed, match="for you alone"):
        fixed.do(release, "ann", task_id=fixed.task("own"))
    with pytest.raises(NotAllowed, match="for one named person"):
        fixed.do(reassign, "fi", task_id=fixed.task("own"), to="jo", reason="She is away")
    assert fixed.complete("ann", "own").finished


@pytest.mark.parametrize("login", ["fi", "zara"])
def test_governance_reassigns_and_never_does(case: World, login: str) -> None:
    case.claim("ann", "check")
    done = case.do(reassign, login, task_id=case.task("check"), to="jo", reason="Ann is ill")
    assert done.login == "jo"
    assert case.inbox("jo") == ["check"]
    assert case.kinds()[-1] == "task.reassigned"
    with pytest.raises(Invalid):
        case.do(reassign, login, task_id=case.task("check"), to=login, reason="I do it myself")


def test_what_governance_must_say(case: World) -> None:
    with pytest.raises(Invalid) as refused:
        case.do(reassign, "fi", task_id=case.task("check"), to="jo", reason=" ")
    assert set(refused.value.fields) == {"reason"}
    with pytest.raises(NotAllowed, match="Only governance-lead or platform-admin may reassign"):
        case.do(reassign, "jo", task_id=case.task("check"), to="ann", reason="x")
    with pytest.raises(NotFound):
        case.do(reassign, "otto", task_id=case.task("check"), to="ann", reason="x")
    with pytest.raises(Conflict):
        case.do(reassign, "fi", task_id=case.task("check"), to="jo", reason="x", version=7)


def test_a_draft_is_ones_own_and_the_last_stays(case: World) -> None:
    task_id = case.task("check")
    case.do(save_draft, "jo", task_id=task_id, answers={"why": "one"})
    case.do(save_draft, "jo", task_id=task_id, answers={"why": "two"})
    case.do(save_draft, "ann", task_id=task_id, answers={"why": "mine"})
    drafts = case.rows(sa.select(t.DRAFT.c.person_id, t.DRAFT.c.answers))
    assert {row.person_id: row.answers["why"] for row in drafts} == {
        case.id("jo"): "two",
        case.id("ann"): "mine",
    }
    case.do(discard_draft, "jo", task_id=task_id)
    assert case.row(t.DRAFT).person_id == case.id("ann")
    assert case.kinds() == ["case.started"]


def test_what_cannot_be_drafted(case: World) -> None:
    task_id = case.task("check")
    with pytest.raises(NotFound):
        case.do(save_draft, "otto", task_id=task_id, answers={})
    with pytest.raises(NotAllowed):
        case.do(save_draft, "pri", task_id=task_id, answers={})
    with pytest.raises(Invalid, match="too long"):
        case.do(save_draft, "jo", task_id=task_id, answers={"why": "x" * 1_000_001})
    case.complete("jo", "check")
    with pytest.raises(Conflict, match="already done"):
        case.do(save_draft, "jo", task_id=task_id, answers={})


def test_reminding(case: World) -> None:
    case.do(remind, "pri", task_id=case.task("check"), text="The board meets on Friday")
    assert case.kinds()[-1] == "reminder.sent"
    assert case.row(t.NOTE).text == "The board meets on Friday"
    with pytest.raises(NotFound):
        case.do(remind, "otto", task_id=case.task("check"))
    case.do(suspend, "fi", instance_id=1, reason="x")
    with pytest.raises(Conflict):
        case.do(remind, "pri", task_id=case.task("check"))
