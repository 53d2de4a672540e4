"""Messages: between cases, by hand, and what starts with one."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import engine
from cip_workflow.errors import Conflict, NotAllowed, NotFound
from cip_workflow.operations.audit.verify import verify
from cip_workflow.operations.case.send_message import send_message
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.operations.task.recall import recall
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

FORM = d.form("f", "key!")


def waiter(**properties: str) -> str:
    return d.process(
        "waiter",
        d.start("begin", form="f"),
        d.catch("wait", "M", **properties),
        d.user("after"),
        d.end("fin"),
        d.chain("begin", "wait", "after", "fin"),
    )


def sender(event: str = "") -> str:
    return d.process(
        "sender",
        d.start("begin2", form="f"),
        d.user("send"),
        event or d.throw("throw", "M", {"word": '="hello"', "key": "=key"}),
        d.user("then"),
        d.end("fin2"),
        d.chain("begin2", "send", "throw", "then", "fin2"),
    )


@pytest.fixture
def both(world: World) -> World:
    world.deploy(
        {
            "m.bpmn": d.bpmn(waiter(senders="lcc-finance"), sender(), d.message("M", "brief.told", "=key")),
            "f.form": FORM,
        }
    )
    return world


def test_it_reaches_the_case_that_waits_for_this_key(both: World) -> None:
    both.start("pri", "waiter", key="A")
    both.start("pri", "waiter", key="B")
    both.start("pri", "sender", key="B")
    both.complete("jo", "send")
    assert both.open(1) == []
    assert both.open(2) == ["after"]
    assert both.open(3) == ["then"]
    assert both.kinds(3)[-1] == "message.sent"
    assert both.kinds(2)[-1] == "message.received"
    event = both.rows(sa.select(t.EVENT.c.data).where(t.EVENT.c.kind == "message.sent"))[0]
    assert event.data == {"correlation": "B", "cases": [2], "started": False}
    assert both.row(t.SUBSCRIPTION, instance_id=1).correlation == "A"


def test_nobody_waits(both: World) -> None:
    both.start("pri", "sender", key="B")
    both.complete("jo", "send")
    assert both.open() == ["then"]
    assert both.kinds()[-1] == "message.unmatched"


def test_what_was_delivered_cannot_be_recalled(both: World) -> None:
    both.start("pri", "waiter", key="A")
    both.start("pri", "sender", key="A")
    task_id = both.task("send")
    both.complete("jo", "send")
    with pytest.raises(Conflict, match=r"“brief.told” has reached its receiver"):
        both.do(recall, "jo", task_id=task_id)


def test_a_suspended_case_gets_none(both: World) -> None:
    both.start("pri", "waiter", key="A")
    both.do(suspend, "fi", instance_id=1, reason="x")
    both.start("pri", "sender", key="A")
    both.complete("jo", "send")
    assert both.kinds(2)[-1] == "message.unmatched"
    assert both.count(t.SUBSCRIPTION) == 1


def test_by_hand(both: World) -> None:
    both.start("sam", "waiter", key="A")
    sent = both.do(send_message, "sam", message="brief.told", correlation="A", payload={"word": "hi"})
    assert (sent.instance_id, sent.started) == (1, False)
    assert both.open() == ["after"]


def test_who_may_send_it_by_hand(both: World) -> None:
    both.start("pri", "waiter", key="A")
    with pytest.raises(NotAllowed, match="Only governance-lead or lcc-finance or platform-admin may send"):
        both.do(send_message, "pri", message="brief.told", correlation="A")
    with pytest.raises(NotFound):
        both.do(send_message, "otto", message="brief.told", correlation="A")
    assert both.do(send_message, "fi", message="brief.told", correlation="A").instance_id == 1


def test_several_wait(both: World) -> None:
    both.start("pri", "waiter", key="A")
    both.start("pri", "waiter", key="A")
    with pytest.raises(Conflict, match=r"2 cases wait for “brief.told”. Say which one"):
        both.do(send_message, "fi", message="brief.told", correlation="A")
    assert both.do(send_message, "fi", message="brief.told", correlation="A", instance_id=2).instance_id == 2
    with pytest.raises(Conflict, match="Nothing waits"):
        both.do(send_message, "fi", message="brief.told", correlation="A", instance_id=2)


def test_nothing_waits_and_nothing_starts(both: World) -> None:
    with pytest.raises(
        Conflict, match=r"Nothing waits for the message “brief.lost”, and it starts no process"
    ):
        both.do(send_message, "fi", message="brief.lost")


def test_not_into_a_suspended_case(both: World) -> None:
    both.start("pri", "waiter", key="A")
    both.do(suspend, "fi", instance_id=1, reason="x")
    with pytest.raises(Conflict, match="suspended"):
        both.do(send_message, "fi", message="brief.told", correlation="A")


def test_a_message_starts_a_case(world: World) -> None:
    begun = d.process(
        "begun",
        d.start("got", message="M", starters="lcc-finance", outputs={"word": "=word"}),
        d.user("read", inputs={"shown": "=word"}),
        d.end("fin"),
        d.chain("got", "read", "fin"),
    )
    world.deploy({"m.bpmn": d.bpmn(begun, sender(), d.message("M", "brief.told", "=key")), "f.form": FORM})
    world.start("pri", "sender", key="A")
    world.complete("jo", "send")
    assert world.open(2) == ["read"]
    assert world.case(2).process_id == "begun"
    by_hand = world.do(send_message, "sam", message="brief.told", payload={"word": "x"})
    assert by_hand.started
    with pytest.raises(NotAllowed):
        world.do(send_message, "jo", message="brief.told", payload={"word": "x"})


def test_a_case_sends_a_message_to_itself(world: World) -> None:
    world.draw(
        d.start(),
        d.gateway("split", "parallel"),
        d.user("send"),
        d.throw("throw", "M"),
        d.catch("wait", "M"),
        d.user("after"),
        d.end(),
        d.end("end2"),
        d.chain("start", "split", "send", "throw", "end"),
        d.chain("split", "wait", "after", "end2"),
        parts=(d.message("M", "note.self", '="me"'),),
    )
    world.start()
    world.complete("jo", "send")
    assert world.open() == ["after"]
    assert world.kinds() == ["case.started", "task.completed", "message.received", "message.sent"]


def test_cases_that_answer_each_other_for_ever_are_stopped(world: World) -> None:
    loop = d.process(
        "loop",
        d.start("got", message="M", starters="nobody"),
        d.throw("throw", "M", {"a": "=1"}),
        d.end("fin"),
        d.chain("got", "throw", "fin"),
    )
    first = d.process(
        "p",
        d.start(),
        d.user("t"),
        d.throw("throw2", "M", {"a": "=1"}),
        d.end(),
        d.chain("start", "t", "throw2", "end"),
    )
    world.deploy({"m.bpmn": d.bpmn(loop, first, d.message("M", "ping"))})
    world.start()
    world.complete("jo", "t")
    assert world.case().status == "finished"
    assert world.count(t.INSTANCE) == 51
    assert "More than 50 messages followed from one act" in world.row(t.ESCALATION).text
    with reading(world.sessions) as session:
        assert verify(session).faults == ()


def test_a_receiver_that_fails_keeps_no_answer_from_being_given(
    both: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.start("pri", "waiter", key="A")
    before = both.case(1)
    both.start("pri", "sender", key="A")

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a bug in the engine")

    with monkeypatch.context() as patched:
        patched.setattr(engine, "deliver", broken)
        both.complete("jo", "send")
    assert both.open() == ["then"]
    assert both.case(1) == before
    assert both.kinds(2) == ["case.started", "task.completed", "message.failed"]
    told = both.row(t.ESCALATION)
    assert (told.instance_id, told.code) == (2, "message")
    assert "a bug" not in told.text
    sent = both.do(send_message, "fi", message="brief.told", correlation="A")
    assert sent.instance_id == 1
