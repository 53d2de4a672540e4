"""Messages: at activities, by key, thrown, and those that a service sends."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.errors import Conflict
from tests.unit.engine.case import T0, Case, simple
from tests.unit.engine.diagrams import (
    boundary,
    element,
    event,
    flows,
    gateway,
    mapping,
    message,
    multi,
    user,
    users,
)

ENDS = element("endEvent", "e2")


@pytest.mark.parametrize("interrupting", [True, False])
def test_a_message_at_an_activity(interrupting):
    maps = mapping({}, {"why": "=reason"})
    body = user("a", mapping({"local": "=1"})) + boundary(
        "m", "a", event("message", "M"), maps, interrupting=interrupting
    )
    case = Case(
        simple(
            body + users("told") + ENDS + flows("s a e;m told e2"), declared=message("M", "withdrawn", "=ref")
        ),
        {"ref": 7},
    )
    wait = case.one("m", "messages")
    assert (wait.message, wait.correlation) == ("withdrawn", "7")
    with pytest.raises(Conflict):
        case.say("withdrawn", "8")
    case.say("withdrawn", "7", reason="budget", other=1)
    assert case.variables() == {"ref": 7, "why": "budget"}
    if interrupting:
        assert (case.open(), case.open("messages")) == (["told"], [])
    else:
        assert (case.open(), case.open("messages")) == (["a", "told"], ["m"])
        case.say("withdrawn", "7", reason="again")
        assert case.open() == ["a", "told", "told"]
        case.do("a")
        assert case.open("messages") == []


def test_messages_with_the_same_name_are_told_apart_by_their_key():
    receive = element("receiveTask", "r", multi("=orders", "o"), messageRef="M")
    case = Case(
        simple(receive + users("z") + flows("s r z e"), declared=message("M", "paid", "=o")),
        {"orders": ["A", 1.50]},
    )
    assert [m.correlation for m in case.all("r", "messages")] == ["A", "1.5"]
    assert [m.index for m in case.all("r", "messages")] == [1, 2]
    case.say("paid", "1.5", amount=2)
    with pytest.raises(Conflict):
        case.say("paid", "1.5")
    case.say("paid", "A")
    assert case.open() == ["z"]


def test_the_oldest_of_several_waits_gets_the_message():
    receive = element("receiveTask", "r", multi("=[1, 2]", "o"), messageRef="M")
    case = Case(simple(receive + flows("s r e"), declared=message("M", "go")))
    first, second = [m.key for m in case.all("r", "messages")]
    case.say("go")
    assert case.step.closed == {first: "done"}
    with pytest.raises(Conflict):
        engine.deliver(case.specs, case.state, "go", {}, now=T0, key=first)
    case.call(lambda *a, **k: engine.deliver(*a, "go", {}, key=second, **k))
    assert case.step.finished


def test_an_empty_correlation_key_is_an_incident():
    body = users("u") + element("receiveTask", "r", messageRef="M") + flows("s u r e")
    case = Case(simple(body, declared=message("M", "paid", "=order.id")))
    case.do("u", x=1)
    incident = case.one("r", "incidents")
    assert (incident.kind, incident.expression, incident.values) == (
        "message",
        "=order.id",
        {"order.id": None},
    )
    case.retry("r", order={"id": 5})
    assert case.one("r", "messages").correlation == "5"


def test_thrown_messages_leave_with_their_inputs_as_payload():
    throw = element(
        "intermediateThrowEvent", "t", mapping({"ref": "=ref", "n": "=ref + 1"}), event("message", "M")
    )
    last = element("endEvent", "e3", event("message", "N"))
    send = element("sendTask", "st", mapping({"a": "=1"}), messageRef="N")
    case = Case(
        simple(
            throw + send + last + flows("s t st e3"),
            declared=message("M", "issued", "=ref") + message("N", "done"),
        ),
        {"ref": 4},
    )
    assert [(t.kind, t.code, t.correlation, t.payload) for t in case.step.thrown] == [
        ("message", "issued", "4", {"ref": 4, "n": 5}),
        ("message", "done", None, {"a": 1}),
        ("message", "done", None, {}),
    ]
    assert case.step.finished
    assert case.step.ends == ("e3",)
    assert case.variables() == {"ref": 4}


def test_a_message_to_itself_goes_out_and_comes_back():
    body = gateway("parallel", "f") + element(
        "intermediateThrowEvent", "t", mapping({"x": "=1"}), event("message", "M")
    )
    body += element("receiveTask", "r", messageRef="M") + users("z") + ENDS + flows("s f r z e;f t e2")
    case = Case(simple(body, declared=message("M", "ping")))
    (thrown,) = case.step.thrown
    case.say(thrown.code, thrown.correlation, **thrown.payload)
    assert case.open() == ["z"]
    assert case.variables() == {"x": 1}


def test_a_message_that_only_a_service_knows_is_its_job():
    own = '<zeebe:taskDefinition type="send"/>'
    throw = element("intermediateThrowEvent", "t", own, event("message"))
    last = element("endEvent", "e3", own, event("message"))
    case = Case(simple(throw + last + flows("s t e3")), serve=lambda job: engine.LATER)
    assert case.one("t", "jobs").type == "send"
    case.call(engine.finish_job, case.one("t", "jobs").key, {})
    case.call(engine.finish_job, case.one("e3", "jobs").key, {})
    assert (case.step.finished, case.step.ends, case.step.thrown) == (True, ("e3",), ())


def test_a_failing_mapping_of_a_boundary_event_is_an_incident_there_and_keeps_what_came():
    body = user("a") + boundary(
        "m", "a", event("message", "M"), mapping({}, {"n": "=sum(for i in 1..size return i)"})
    )
    case = Case(simple(body + users("told") + flows("s a e;m told e"), declared=message("M", "w")))
    case.say("w", size=10_000_000)
    assert case.open() == []
    incident = case.one("m", "incidents")
    assert incident.expression == "=sum(for i in 1..size return i)"
    assert case.variables() == {}
    case.call(lambda *a, **k: engine.set_variables(*a, {"size": 3}, **k))
    case.skip("m", n=1)
    assert case.open() == ["told"]
    assert case.variables() == {"size": 3, "n": 1}
