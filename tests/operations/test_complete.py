"""Completing a task: the happy path, every refusal, and what it costs."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.operations.task.complete import complete
from cip_workflow.operations.task.save_draft import save_draft
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.world import World

FORM = {"f": d.form("f", "why!", "cost#")}


@pytest.fixture
def two(world: World) -> World:
    """A case of two tasks, Legal then Finance, with a form each."""
    world.draw(
        d.start(),
        d.user("check", name="Check it", groups="lcc-legal", form="f", sla="5wd", stage="first"),
        d.user("pay", name="Pay it", groups="lcc-finance", form="f", sla="3wd", stage="second"),
        d.end("done", "All done"),
        d.chain("start", "check", "pay", "done"),
        forms=FORM,
    )
    world.start()
    return world


def test_the_next_task_opens_and_the_answers_are_kept(two: World) -> None:
    done = two.complete("jo", "check", why="Because", cost="12.50")
    assert (done.task, done.finished) == ("Check it", False)
    assert [(one.name, one.who) for one in done.next] == [("Pay it", "lcc-finance")]
    row = two.row(t.TASK, element="check")
    assert row.status == "done"
    assert row.answers == {"why": "Because", "cost": "12.50"}
    assert row.completed_by == two.id("jo")
    assert two.inbox("jo") == []
    assert two.inbox("sam") == ["pay"]
    assert two.case().stage == "second"
    assert two.kinds() == ["case.started", "task.completed"]


def test_the_last_one_ends_the_case(two: World) -> None:
    two.complete("jo", "check", why="x")
    done = two.complete("sam", "pay", why="y")
    assert done.finished
    assert done.outcome == "All done"
    case = two.case()
    assert (case.status, case.outcome) == ("finished", "All done")
    assert case.ended_at is not None
    assert two.kinds()[-1] == "case.finished"
    assert two.count(t.TASK_CANDIDATE) == 0


def test_due_and_warning_follow_the_sla(two: World) -> None:
    row = two.row(t.TASK, element="check")
    assert row.due_rule == "5wd"
    assert row.due_at.astimezone(clock.LONDON).hour == 17
    assert row.opened_at < row.warn_at < row.due_at
    assert two.row(t.TASK_CANDIDATE, task_id=row.id).due_at == row.due_at


def test_who_may_see_a_case_takes_part_in_it(two: World) -> None:
    assert set(two.case().principals) == {f"p:{two.id('pri')}", "g:lcc-legal"}
    two.complete("jo", "check", why="x")
    rows = two.rows(sa.select(t.PARTICIPANT.c.principal))
    assert {row.principal for row in rows} == {f"p:{two.id('pri')}", "g:lcc-legal", "g:lcc-finance"}


def test_a_stranger_cannot_learn_that_it_exists(two: World) -> None:
    there = two.task("check")
    for task_id in (there, 4711):
        with pytest.raises(NotFound, match="There is no such task, or you may not see it"):
            two.do(complete, "otto", task_id=task_id, answers={"why": "x"})
    assert two.open() == ["check"]


def test_who_may_see_it_is_told_whom_it_is_for(two: World) -> None:
    with pytest.raises(NotAllowed, match="is for lcc-legal, and you are not one of them"):
        two.complete("pri", "check", why="x")


def test_governance_never_does_the_work(two: World) -> None:
    with pytest.raises(NotAllowed, match="is for lcc-legal"):
        two.complete("fi", "check", why="x")


def test_a_task_that_somebody_holds_is_theirs(two: World) -> None:
    two.claim("ann", "check")
    with pytest.raises(Conflict, match="Somebody else holds “Check it”"):
        two.complete("jo", "check", why="x")
    assert two.complete("ann", "check", why="x").next


def test_done_is_done(two: World) -> None:
    task_id = two.task("check")
    two.complete("jo", "check", why="x")
    with pytest.raises(Conflict, match="“Check it” is already done"):
        two.do(complete, "ann", task_id=task_id, answers={"why": "y"})
    assert two.row(t.TASK, id=task_id).answers["why"] == "x"


def test_wrong_answers_change_nothing(two: World) -> None:
    with pytest.raises(Invalid) as refused:
        two.complete("jo", "check", cost="lots")
    assert set(refused.value.fields) == {"why", "cost"}
    assert two.open() == ["check"]
    assert two.kinds() == ["case.started"]


def test_what_the_form_does_not_declare_is_refused(two: World) -> None:
    with pytest.raises(Invalid) as refused:
        two.complete("jo", "check", why="x", approved="yes")
    assert set(refused.value.fields) == {"approved"}


def test_a_stale_page_is_told(two: World) -> None:
    version = two.row(t.TASK, element="check").version
    two.claim("jo", "check")
    with pytest.raises(Conflict, match="changed this task"):
        two.do(complete, "jo", task_id=two.task("check"), answers={"why": "x"}, version=version)


def test_a_suspended_case_waits(two: World) -> None:
    two.do(suspend, "fi", instance_id=1, reason="We wait for a ruling")
    with pytest.raises(Conflict, match="suspended"):
        two.complete("jo", "check", why="x")


def test_a_task_without_a_form_takes_no_answers(world: World) -> None:
    world.draw(d.start(), d.user("t"), d.end(), d.chain("start", "t", "end"))
    world.start()
    with pytest.raises(Invalid, match="has no form"):
        world.complete("jo", "t", anything="x")
    assert world.complete("jo", "t").finished


def test_its_draft_goes_with_it(two: World) -> None:
    two.do(save_draft, "jo", task_id=two.task("check"), answers={"why": "half"})
    assert two.count(t.DRAFT) == 1
    two.complete("jo", "check", why="whole")
    assert two.count(t.DRAFT) == 0


def test_it_costs_ten_statements_at_most(two: World, statements: Callable) -> None:
    """DESIGN 7; the worst of this process: a draft to delete, a group that was not part of the case yet."""
    two.do(save_draft, "jo", task_id=two.task("check"), answers={"why": "half"})
    jo, task_id = two.actor("jo"), two.task("check")
    with statements() as sent, transaction(two.sessions) as session:
        complete(session, actor=jo, task_id=task_id, answers={"why": "x"})
    assert len(sent) <= 10, sent
    assert sent.commits == 1


def test_it_costs_the_same_after_a_thousand_steps(world: World, statements: Callable) -> None:
    world.draw(
        d.start(),
        d.gateway("again"),
        d.user("t"),
        d.gateway("enough", default="f_enough_again"),
        d.end(),
        d.chain("start", "again", "t", "enough", "again"),
        d.flow("enough", "end", when="=false"),
    )
    world.start()
    costs = []
    for _ in range(30):
        jo, task_id = world.actor("jo"), world.task("t")
        with statements() as sent, transaction(world.sessions) as session:
            complete(session, actor=jo, task_id=task_id, answers={})
        costs.append((len(sent), len(world.case().state)))
    assert {count for count, _ in costs} == {8}
    assert max(size for _, size in costs[5:]) <= 1.2 * costs[5][1]


def test_why_a_text_that_looks_like_a_childs_was_kept(world: World) -> None:
    """The reason stands in the trail as a note, not in the answers."""
    form = {
        "id": "f",
        "type": "default",
        "components": [
            {
                "type": "textarea",
                "key": "said",
                "id": "Field_said",
                "label": "Said",
                "properties": {"noChildData": "warn"},
            }
        ],
    }
    world.draw(
        d.start(),
        d.user("t", form="f"),
        d.end(),
        d.chain("start", "t", "end"),
        forms={"f": json.dumps(form).encode()},
    )
    world.start()
    with pytest.raises(Invalid):
        world.complete("jo", "t", said="Case number 12345678 was closed")
    world.complete(
        "jo", "t", said="Case number 12345678 was closed", _override={"said": "It is a contract number"}
    )
    assert world.kinds() == ["case.started", "task.completed", "text.kept", "case.finished"]
    assert world.row(t.NOTE).text == "said: It is a contract number"
    assert world.row(t.TASK).answers == {"said": "Case number 12345678 was closed"}
