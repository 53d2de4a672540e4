"""Segregation of duty: each rule keeps the right person out, everywhere, and says which rule and why."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow.errors import NotAllowed
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.hand_over import hand_over
from cip_workflow.operations.task.reassign import reassign
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.world import World


def draw(world: World, sod: str, variable: str) -> None:
    """Somebody writes, whose login goes into a variable; then the same group checks under a rule."""
    world.draw(
        d.start(),
        d.user("write", outputs={variable: "=completedBy"}),
        d.user("check", name="Check it", sod=sod),
        d.end(),
        d.chain("start", "write", "check", "end"),
    )
    world.start()
    world.complete("jo", "write")


@pytest.mark.parametrize(("sod", "variable"), [("SOD-05", "briefAuthor"), ("07", "declarant")])
def test_who_wrote_does_not_check(world: World, sod: str, variable: str) -> None:
    draw(world, sod, variable)
    rule = f"SOD-{sod[-2:]}"
    task_id = world.task("check")
    for attempt in (
        lambda: world.complete("jo", "check"),
        lambda: world.claim("jo", "check"),
        lambda: world.do(hand_over, "ann", task_id=task_id, to="jo"),
        lambda: world.do(reassign, "fi", task_id=task_id, to="jo", reason="They know it best"),
    ):
        with pytest.raises(NotAllowed) as refused:
            attempt()
        assert refused.value.rule == rule
        assert refused.value.message.startswith(rule)
        assert "Jo" in refused.value.message
        assert "Check it" in refused.value.message
    row = world.row(t.TASK, id=task_id)
    assert (row.excluded, row.nobody) == ([world.id("jo")], False)
    assert world.complete("ann", "check").finished


def test_when_the_rule_leaves_nobody_governance_is_told(world: World) -> None:
    with transaction(world.sessions) as session:
        session.execute(sa.update(t.PERSON).where(t.PERSON.c.login == "ann").values(active=False))
    draw(world, "SOD-05", "briefAuthor")
    row = world.row(t.TASK, element="check")
    assert row.nobody
    told = world.row(t.ESCALATION)
    assert (told.task_id, told.code, told.groups) == (row.id, "governance", ["governance-lead"])
    assert told.text.startswith("No eligible person: “Check it” is for lcc-legal")
    assert "SOD-05" in told.text
    assert world.kinds()[-1] == "escalation.raised"
    with pytest.raises(NotAllowed):
        world.complete("jo", "check")


def test_a_group_within_a_brief_without_a_brief_is_nobody(world: World) -> None:
    world.draw(
        d.start(), d.user("t", groups="design-lead", sod="SOD-07"), d.end(), d.chain("start", "t", "end")
    )
    world.start()
    assert world.row(t.TASK).nobody
    assert world.row(t.ESCALATION).text.startswith("No eligible person")


def overseer_in_legal(world: World, login: str) -> None:
    with transaction(world.sessions) as session:
        group = session.execute(sa.select(t.GROUP.c.id).where(t.GROUP.c.key == "lcc-legal")).scalar_one()
        since = sa.func.current_timestamp()
        session.execute(
            sa.insert(t.MEMBERSHIP).values(person_id=world.id(login), group_id=group, since=since)
        )


@pytest.mark.parametrize("login", ["fi", "zara"])
def test_governance_does_no_work_whatever_group_it_is_in(world: World, login: str) -> None:
    overseer_in_legal(world, login)
    world.draw(d.start(), d.user("t"), d.end(), d.chain("start", "t", "end"))
    world.start()
    for attempt in (
        lambda: world.complete(login, "t"),
        lambda: world.do(claim, login, task_id=world.task("t")),
    ):
        with pytest.raises(NotAllowed, match=r"^SOD-10: ") as refused:
            attempt()
        assert refused.value.rule == "SOD-10"


def test_a_task_for_governance_is_governances(world: World) -> None:
    world.draw(d.start(), d.user("t", groups="governance-lead"), d.end(), d.chain("start", "t", "end"))
    world.start()
    assert world.complete("fi", "t").finished


def test_two_people_stand_behind_the_same_answers(world: World) -> None:
    world.draw(
        d.start(),
        d.user("open", name="Open the bids", form="f", sod="SOD-08"),
        d.end(),
        d.chain("start", "open", "end"),
        forms={"f": d.form("f", "count#")},
    )
    world.start()
    world.claim("jo", "open")
    first = world.complete("jo", "open", count="3")
    assert first.waits_for_second
    assert not first.finished
    assert (world.inbox("jo"), world.inbox("ann")) == (["open"], ["open"])
    with pytest.raises(NotAllowed, match="SOD-08: two different people"):
        world.complete("jo", "open", count="3")
    other = world.complete("ann", "open", count="4")
    assert other.waits_for_second, "other answers are the first of their own"
    with pytest.raises(NotAllowed, match="SOD-08"):
        world.complete("ann", "open", count="4")
    done = world.complete("jo", "open", count="4")
    assert done.finished
    row = world.row(t.TASK, element="open")
    assert (row.confirmed_by, row.completed_by, row.answers) == (
        world.id("ann"),
        world.id("jo"),
        {"count": "4"},
    )
    assert world.kinds() == [
        "case.started",
        "task.claimed",
        "task.answered-first",
        "task.answered-first",
        "task.completed",
        "case.finished",
    ]


def test_a_task_for_somebody_who_is_not_there_is_nobodys(world: World) -> None:
    world.draw(
        d.start(), d.user("t", groups=None, assignee='="nobody"'), d.end(), d.chain("start", "t", "end")
    )
    world.start()
    row = world.row(t.TASK)
    assert (row.nobody, row.assignee_id, row.candidates) == (True, None, [])
    assert world.row(t.ESCALATION).text.startswith("No eligible person: “t” is for nobody")
