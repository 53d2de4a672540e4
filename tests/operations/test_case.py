"""What is done to whole cases: cancel, suspend, resume, notes; and whose answers are for the few."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cip_workflow.errors import Conflict, Invalid, NotAllowed, NotFound
from cip_workflow.operations.case.cancel import cancel
from cip_workflow.operations.case.note import note
from cip_workflow.operations.case.resume import resume
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World


@pytest.fixture
def case(world: World) -> World:
    world.draw(
        d.start(),
        d.gateway("split", "parallel"),
        d.user("one"),
        d.timer("late", "one", "PT1H", interrupting=False),
        d.user("two", groups="lcc-finance"),
        d.catch("wait", "M"),
        d.end(),
        d.end("end2"),
        d.end("end3"),
        d.end("end4"),
        d.chain("start", "split", "one", "end"),
        d.chain("split", "two", "end2"),
        d.chain("split", "wait", "end3"),
        d.chain("late", "end4"),
        parts=(d.message("M", "told", '="x"'),),
    )
    world.start()
    return world


def test_cancelling_ends_everything(case: World) -> None:
    case.do(cancel, "fi", instance_id=1, reason="Superseded by the regional hub")
    row = case.case()
    assert (row.status, row.outcome, row.waits) == ("cancelled", "Cancelled", {})
    assert row.ended_at is not None
    assert {one.status for one in case.rows(sa.select(t.TASK.c.status))} == {"cancelled"}
    for table in (t.TASK_CANDIDATE, t.TIMER, t.SUBSCRIPTION):
        assert case.count(table) == 0
    assert case.kinds() == ["case.started", "case.cancelled"]
    assert case.row(t.NOTE).text == "Superseded by the regional hub"
    with pytest.raises(Conflict, match="over"):
        case.do(cancel, "fi", instance_id=1, reason="again")


def test_suspending_and_resuming(case: World) -> None:
    case.do(suspend, "fi", instance_id=1, reason="We wait for the court")
    assert case.case().status == "suspended"
    with pytest.raises(Conflict, match="suspended"):
        case.claim("jo", "one")
    with pytest.raises(Conflict, match="suspended"):
        case.do(suspend, "fi", instance_id=1, reason="again")
    case.do(resume, "fi", instance_id=1, reason="Settled")
    assert case.case().status == "running"
    case.complete("jo", "one")
    with pytest.raises(Conflict, match="not suspended"):
        case.do(resume, "fi", instance_id=1)


@pytest.mark.parametrize("act", [cancel, suspend, resume])
def test_who_may(case: World, act: object) -> None:
    with pytest.raises(NotAllowed, match="Only governance-lead or platform-admin may"):
        case.do(act, "jo", instance_id=1, reason="x")  # type: ignore[arg-type]
    for instance_id in (1, 4711):
        with pytest.raises(NotFound, match="There is no such case, or you may not see it"):
            case.do(act, "otto", instance_id=instance_id, reason="x")  # type: ignore[arg-type]


@pytest.mark.parametrize("act", [cancel, suspend])
def test_a_reason_is_needed(case: World, act: object) -> None:
    with pytest.raises(Invalid) as refused:
        case.do(act, "fi", instance_id=1, reason="  ")  # type: ignore[arg-type]
    assert set(refused.value.fields) == {"reason"}
    assert case.case().status == "running"


def test_notes(case: World) -> None:
    case.do(note, "jo", instance_id=1, text=" Rang the provider ")
    row = case.row(t.NOTE)
    assert (row.text, row.person_id) == ("Rang the provider", case.id("jo"))
    event = case.rows(sa.select(t.EVENT).where(t.EVENT.c.kind == "note.added"))[0]
    assert event.data["why"]["note"] == row.id
    assert len(event.data["why"]["digest"]) == 64
    with pytest.raises(Invalid):
        case.do(note, "jo", instance_id=1, text="")
    with pytest.raises(Invalid, match="too long"):
        case.do(note, "jo", instance_id=1, text="x" * 4001)
    with pytest.raises(NotFound):
        case.do(note, "otto", instance_id=1, text="x")


def test_answers_for_the_few(world: World) -> None:
    """DOMAIN 4.1: a declaration is for the monitoring officer and the declarant."""
    declaring = d.process(
        "declaring",
        d.start("begin", starters="nobody"),
        d.user("declare", groups=None, assignee="=declarant"),
        d.user("judge", groups="lcc-monitoring-officer"),
        d.end("fin"),
        d.chain("begin", "declare", "judge", "fin"),
        properties={"confidentialTo": "lcc-monitoring-officer, declarant"},
    )
    world.draw(
        d.start(),
        d.user("before"),
        d.call("call", "declaring", inputs={"declarant": '="ese"'}, outputs={}),
        d.end(),
        d.chain("start", "before", "call", "end"),
        parts=(declaring,),
    )
    world.start()
    assert world.row(t.TASK, element="before").readers is None
    world.complete("jo", "before")
    expected = ["g:lcc-monitoring-officer", f"p:{world.id('ese')}"]
    assert world.row(t.TASK, element="declare").readers == expected
    world.complete("ese", "declare")
    assert world.row(t.TASK, element="judge").readers == expected
    assert world.case().readers is None


def test_a_whole_case_for_the_few(world: World) -> None:
    world.deploy(
        {
            "p.bpmn": d.bpmn(
                d.process(
                    "p",
                    d.start(message="M", form="f"),
                    d.user("judge", groups="lcc-monitoring-officer"),
                    d.end(),
                    d.chain("start", "judge", "end"),
                    properties={"confidentialTo": "lcc-monitoring-officer, declarant"},
                ),
                d.message("M", "declared"),
            ),
            "f.form": d.form("f", "interest"),
        }
    )
    world.start("ese", interest="My brother")
    assert world.case().readers == ["g:lcc-monitoring-officer", f"p:{world.id('ese')}"]
