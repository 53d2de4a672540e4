"""Taking an answer back while nobody has acted on it since."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cip_workflow import clock, engine
from cip_workflow.errors import Conflict, NotAllowed, NotFound
from cip_workflow.operations.audit.verify import verify
from cip_workflow.operations.case.note import note
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.recall import recall
from cip_workflow.operations.task.save_draft import save_draft
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

FORM = {"f": d.form("f", "why")}


@pytest.fixture
def case(world: World) -> World:
    """Two tasks at once, a reminder beside the first; then Finance."""
    world.draw(
        d.start(),
        d.gateway("split", "parallel"),
        d.user("check", name="Check it", form="f", outputs={"said": "=why"}),
        d.timer("late", "check", "P3D", interrupting=False),
        d.user("other", groups="lcc-procurement"),
        d.user("pay", groups="lcc-finance", sla="3wd"),
        d.end(),
        d.end("end2"),
        d.end("end3"),
        d.chain("start", "split", "check", "pay", "end"),
        d.chain("split", "other", "end2"),
        d.chain("late", "end3"),
        forms=FORM,
    )
    world.start()
    return world


def shape(world: World) -> object:
    """Everything that a recall has to bring back."""
    case = world.case()
    definition = world.row(t.DEFINITION, id=case.definition_id)
    timers = world.rows(sa.select(t.TIMER.c.key, t.TIMER.c.element, t.TIMER.c.due_at).order_by(t.TIMER.c.key))
    history = world.rows(sa.select(t.HISTORY.c.element, t.HISTORY.c.happened).order_by(t.HISTORY.c.id))
    return (
        world.open(),
        [tuple(row) for row in timers],
        [tuple(row) for row in history],
        engine.variables(definition.specs, case.state),
        (case.status, case.stage, case.outcome, case.waits, case.state),
    )


def test_the_case_stands_where_it_stood(case: World) -> None:
    before = shape(case)
    task_id = case.task("check")
    case.complete("jo", "check", why="I thought so")
    assert shape(case) != before
    case.do(recall, "jo", task_id=task_id, reason="Wrong figure")
    assert shape(case) == before
    assert case.inbox("jo") == ["check"]
    assert case.inbox("sam") == []
    row = case.row(t.TASK, id=task_id)
    assert (row.status, row.assignee_id, row.answers, row.completed_by) == ("open", case.id("jo"), None, None)
    assert case.row(t.DRAFT).answers == {"why": "I thought so"}
    assert case.row(t.TASK, element="pay").status == "recalled"
    assert case.kinds()[-1] == "task.recalled"
    with reading(case.sessions) as session:
        assert verify(session).faults == ()


def test_and_goes_on_from_there(case: World) -> None:
    task_id = case.task("check")
    case.complete("jo", "check", why="one")
    case.do(recall, "jo", task_id=task_id)
    case.complete("jo", "check", why="two")
    assert case.row(t.TASK, id=task_id).answers == {"why": "two"}
    assert case.inbox("sam") == ["pay"]
    assert case.count(t.DRAFT) == 0
    case.do(recall, "jo", task_id=task_id)
    case.complete("jo", "check", why="three")
    case.complete("sam", "pay")


def test_an_answer_that_ended_the_case(world: World) -> None:
    world.draw(d.start(), d.user("t"), d.end(), d.chain("start", "t", "end"))
    world.start()
    task_id = world.task("t")
    world.complete("jo", "t")
    world.do(recall, "jo", task_id=task_id)
    case = world.case()
    assert (case.status, case.outcome, case.ended_at) == ("running", None, None)
    assert world.complete("jo", "t").finished


def test_tasks_that_it_had_made_unnecessary_are_open_again(world: World) -> None:
    world.draw(
        d.start(),
        '<bpmn:subProcess id="sub" name="sub">',
        d.start("inside", starters=None),
        d.gateway("split", "parallel"),
        d.user("stop"),
        d.user("slow", groups="lcc-finance"),
        d.end("ends", event='<bpmn:terminateEventDefinition id="term" />'),
        d.end("fine"),
        d.chain("inside", "split", "stop", "ends"),
        d.chain("split", "slow", "fine"),
        "</bpmn:subProcess>",
        d.end(),
        d.chain("start", "sub", "end"),
    )
    world.start()
    task_id = world.task("stop")
    world.complete("jo", "stop")
    assert world.row(t.TASK, element="slow").status == "cancelled"
    world.do(recall, "jo", task_id=task_id)
    assert world.inbox("sam") == ["slow"]
    world.complete("sam", "slow")
    world.complete("jo", "stop")


def test_registers_are_put_back(world: World) -> None:
    world.draw(
        d.start(),
        d.user("t"),
        d.service(
            "ref", "cip:generate-brief-ref", inputs={"title": '="A brief"'}, outputs={"briefRef": "=briefRef"}
        ),
        d.service("stage", "cip:set-stage", inputs={"briefRef": "=briefRef", "stage": '="writing"'}),
        d.user("after"),
        d.end(),
        d.chain("start", "t", "ref", "stage", "after", "end"),
    )
    world.start()
    task_id = world.task("t")
    world.complete("jo", "t")
    assert world.count(t.BRIEF) == 1
    assert world.case().stage == "writing"
    world.do(recall, "jo", task_id=task_id)
    assert world.count(t.BRIEF) == 0
    assert (world.case().business_key, world.case().stage) == (None, None)
    world.complete("jo", "t")
    assert world.count(t.BRIEF) == 1


@pytest.mark.parametrize("meanwhile", ["claim", "complete", "note", "draft"])
def test_not_when_the_case_has_gone_on(case: World, meanwhile: str) -> None:
    task_id = case.task("check")
    case.complete("jo", "check", why="x")
    {
        "claim": lambda: case.do(claim, "sam", task_id=case.task("pay")),
        "complete": lambda: case.complete("sam", "pay"),
        "note": lambda: case.do(note, "pri", instance_id=1, text="I looked at it"),
        "draft": lambda: case.do(save_draft, "sam", task_id=case.task("pay"), answers={}),
    }[meanwhile]()
    with pytest.raises(Conflict, match="cannot be taken back"):
        case.do(recall, "jo", task_id=task_id)


def test_not_when_a_timer_has_fired(world: World) -> None:
    world.draw(
        d.start(),
        d.user("t"),
        d.user("next"),
        d.timer("late", "next", "PT1H", interrupting=False),
        d.end(),
        d.end("end2"),
        d.chain("start", "t", "next", "end"),
        d.chain("late", "end2"),
    )
    world.start()
    task_id = world.task("t")
    world.complete("jo", "t")
    assert world.run_timers(clock.now() + timedelta(hours=2)) == 1
    with pytest.raises(Conflict, match="the case has gone on since"):
        world.do(recall, "jo", task_id=task_id)


def test_not_what_has_left_the_house(world: World) -> None:
    world.draw(
        d.start(),
        d.user("t"),
        d.service("external", "mail:send"),
        d.end(),
        d.chain("start", "t", "external", "end"),
    )
    world.start()
    task_id = world.task("t")
    world.complete("jo", "t")
    assert world.row(t.TASK, id=task_id).undo is None
    with pytest.raises(Conflict, match="Work outside this system has been asked for"):
        world.do(recall, "jo", task_id=task_id)


def test_who_may(case: World) -> None:
    task_id = case.task("check")
    with pytest.raises(Conflict, match="is not done"):
        case.do(recall, "jo", task_id=task_id)
    case.complete("jo", "check", why="x")
    with pytest.raises(NotAllowed, match="Somebody else completed"):
        case.do(recall, "ann", task_id=task_id)
    with pytest.raises(NotFound):
        case.do(recall, "otto", task_id=task_id)
    case.do(suspend, "fi", instance_id=1, reason="x")
    with pytest.raises(Conflict):
        case.do(recall, "jo", task_id=task_id)
