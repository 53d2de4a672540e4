"""Boundary events, throwing and catching, terminate, links, conditions, signals."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.errors import Conflict
from cip_workflow.types import Job
from tests.unit.engine.case import T0, Case, simple, specs
from tests.unit.engine.diagrams import (
    END,
    START,
    boundary,
    call,
    element,
    error,
    escalation,
    event,
    flows,
    gateway,
    link,
    mapping,
    message,
    multi,
    process,
    service,
    signal,
    sub,
    timer,
    user,
    users,
    when,
)

KID = process(element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid")
ENDS = element("endEvent", "e2")


def test_an_interrupting_timer_takes_the_activity_away():
    body = (
        user("a")
        + boundary("t", "a", timer("timeDuration", "PT1H"))
        + users("late")
        + flows("s a e;t late e")
    )
    case = Case(simple(body))
    assert case.one("t", "timers").due.isoformat() == "2030-01-07T10:00:00+00:00"
    task, clock = case.one("a").key, case.one("t", "timers").key
    case.wait(minutes=59)
    assert case.open() == ["a"]
    case.wait(minutes=1)
    assert case.open() == ["late"]
    assert case.step.closed == {task: "cancelled", clock: "done"}
    assert case.happened("cancelled") == ["a"]


def test_a_timer_goes_with_its_activity():
    body = (
        user("a")
        + boundary("t", "a", timer("timeDuration", "PT1H"))
        + users("late")
        + flows("s a e;t late e")
    )
    case = Case(simple(body))
    clock = case.one("t", "timers").key
    case.do("a")
    assert case.step.closed[clock] == "cancelled"
    assert case.step.finished


def test_a_path_beside_lives_on_when_the_activity_is_done():
    body = (
        user("a")
        + boundary("t", "a", timer("timeDuration", "PT1H"), interrupting=False)
        + users("remind", "z")
    )
    case = Case(simple(body + ENDS + flows("s a z e;t remind e2")))
    case.wait(hours=1)
    assert case.open() == ["a", "remind"]
    assert case.open("timers") == []
    case.do("a")
    assert case.open() == ["remind", "z"]
    case.do("z")
    assert not case.step.finished
    case.do("remind")
    assert case.step.finished
    assert case.step.ends == ("e2",)


def test_a_cycle_reminds_again_and_again_and_its_paths_live_on():
    body = (
        user("a")
        + boundary("t", "a", timer("timeCycle", "R3/PT1H"), interrupting=False)
        + users("remind", "z")
    )
    case = Case(simple(body + ENDS + flows("s a z e;t remind e2")))
    case.wait(hours=1)
    assert case.one("t", "timers").due.isoformat() == "2030-01-07T11:00:00+00:00"
    assert case.step.closed == {}
    case.wait(hours=8)
    assert case.open() == ["a", "remind", "remind", "remind"]
    assert case.open("timers") == []
    case.do("a")
    assert case.open() == ["remind", "remind", "remind", "z"]


def test_an_endless_cycle_does_not_burst_after_a_pause():
    body = user("a") + boundary("t", "a", timer("timeCycle", "R/PT1H"), interrupting=False) + users("remind")
    case = Case(simple(body + ENDS + flows("s a e;t remind e2")))
    case.wait(days=400, minutes=30)
    assert len(case.all("remind")) == 1
    assert case.one("t", "timers").due == case.now.replace(hour=10, minute=0)


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


def _error_two_deep(code: str | None, thrown: str = "X1") -> Case:
    caught = event("error", "E" if code else "")
    deep = (
        element("startEvent", "ds")
        + users("du")
        + element("endEvent", "de", event("error", "T"))
        + flows("ds du de")
    )
    mid = (
        element("startEvent", "ms")
        + call("mc", "deep")
        + users("mu")
        + element("endEvent", "me")
        + flows("ms mc mu me")
    )
    body = (
        gateway("parallel", "f") + call("c", "mid") + boundary("b", "c", caught) + users("fix", "other", "z")
    )
    text = specs(
        process(START + body + END + ENDS + flows("s f c z e;f other e2;b fix e")),
        process(mid, "mid"),
        process(deep, "deep"),
        declared=error("E", code or "") + error("T", thrown),
    )
    return Case(text, {"v": 1})


@pytest.mark.parametrize("code", ["X1", None])
def test_an_error_two_calls_deep_is_caught_and_carries_nothing(code):
    case = _error_two_deep(code)
    case.do("du", v=9)
    assert case.open() == ["fix", "other"]
    assert case.variables() == {"v": 1}
    assert set(case.happened("cancelled")) == {"mc", "c"}
    assert case.step.thrown == ()


def test_an_error_that_nobody_catches_is_an_incident():
    case = _error_two_deep("other")
    case.do("du", answer=1)
    incident = case.one("de", "incidents")
    assert "'X1' is not caught" in incident.message
    assert incident.kind == "engine"
    assert incident.cure
    assert case.variables("de", "incidents")["answer"] == 1
    case.skip("de")
    assert case.open() == ["mu", "other"]


def test_an_error_does_not_jump_to_a_neighbour():
    body = (
        gateway("parallel", "f") + call("c", "kid") + boundary("b", "c", event("error")) + users("u", "fix")
    )
    body += element("endEvent", "err", event("error", "E")) + flows("s f c e;f u err;b fix e")
    case = Case(simple(body, KID, declared=error("E", "X1")))
    case.do("u")
    assert (case.open(), case.open("incidents")) == (["k"], ["err"])


def test_an_error_in_a_sub_process_does_not_reach_the_boundary_of_another_activity():
    inner = (
        element("startEvent", "is")
        + users("k")
        + element("endEvent", "ie", event("error", "E"))
        + flows("is k ie")
    )
    body = gateway("parallel", "f") + call("c", "kid") + boundary("b", "c", event("error")) + users("fix")
    body += element("subProcess", "sp", inner) + flows("s f c e;f sp e;b fix e")
    case = Case(simple(body, KID, declared=error("E", "X1")))
    case.call(
        engine.complete, case.one("k").key if case.one("k").process == "p" else case.all("k")[1].key, {}
    )
    assert (case.open(), case.open("incidents")) == (["k"], ["ie"])


def test_an_error_always_interrupts():
    inner = element("startEvent", "is") + gateway("parallel", "f") + users("k") + flows("is f k;f ie")
    inner += element("endEvent", "ie", event("error", "E"))
    body = element("subProcess", "sp", inner) + boundary("b", "sp", event("error", "E"), interrupting=False)
    case = Case(simple(body + users("fix") + flows("s sp e;b fix e"), declared=error("E", "X1")))
    assert case.open() == ["fix"]


def test_a_boundary_with_the_code_goes_before_one_for_all():
    inner = element("startEvent", "is") + element("endEvent", "ie", event("error", "E")) + flows("is ie")
    body = (
        element("subProcess", "sp", inner)
        + boundary("any", "sp", event("error"))
        + boundary("one", "sp", event("error", "E"))
    )
    case = Case(simple(body + users("x", "y") + flows("s sp e;any x e;one y e"), declared=error("E", "X1")))
    assert case.open() == ["y"]


def test_escalations_beside_and_instead():
    inner = users("k") + element(
        "intermediateThrowEvent", "esc", mapping({"n": "=1"}), event("escalation", "C")
    )
    inner += users("k2") + flows("sp_s k esc k2 sp_e")
    for interrupting, opened in ((False, ["k2", "told"]), (True, ["told"])):
        body = (
            sub("sp", inner)
            + boundary("b", "sp", event("escalation", "C"), interrupting=interrupting)
            + users("told", "z")
        )
        case = Case(simple(body + ENDS + flows("s sp z e;b told e2"), declared=escalation("C", "Y")))
        case.do("k")
        assert case.open() == opened
        assert case.step.thrown == ()
        assert case.variables() == {"n": 1}


def test_an_escalation_end_event_still_ends_its_sub_process():
    inner = element("startEvent", "is") + element("endEvent", "ie", event("escalation", "C")) + flows("is ie")
    body = (
        element("subProcess", "sp", inner)
        + boundary("b", "sp", event("escalation", "C"), interrupting=False)
        + users("told", "z")
    )
    case = Case(simple(body + ENDS + flows("s sp z e;b told e2"), declared=escalation("C", "Y")))
    assert case.open() == ["told", "z"]
    assert case.happened("cancelled") == []


def test_an_escalation_that_nobody_catches_leaves():
    body = element("intermediateThrowEvent", "t", event("escalation", "C")) + users("z") + flows("s t z e")
    case = Case(simple(body, declared=escalation("C", "Y")))
    assert [(t.kind, t.code, t.element) for t in case.step.thrown] == [("escalation", "Y", "t")]
    assert case.open() == ["z"]


def test_a_service_ends_with_an_error_that_the_diagram_catches():
    def serve(job: Job) -> None:
        raise engine.BpmnError("X1", "No such register.", {"reason": "gone"})

    body = service("j", "x") + boundary("b", "j", event("error", "E")) + users("fix") + flows("s j e;b fix e")
    case = Case(simple(body, declared=error("E", "X1")), serve=serve)
    assert case.open() == ["fix"]
    assert case.variables() == {"reason": "gone"}
    case = Case(simple(body, declared=error("E", "other")), serve=serve)
    assert case.one("j", "incidents").message == "No such register."
    later = Case(simple(body, declared=error("E", "X1")), serve=lambda job: engine.LATER)
    later.call(lambda *a, **k: engine.fail_job(*a, later.one("j", "jobs").key, "no", error_code="X1", **k))
    assert later.open() == ["fix"]


def test_terminate_ends_everything_beside_it():
    body = gateway("parallel", "f") + sub("sp", users("k") + flows("sp_s k sp_e")) + users("u")
    body += element("endEvent", "x", event("terminate")) + flows("s f sp e;f u x")
    case = Case(simple(body))
    case.do("u")
    assert case.step.finished
    assert set(case.happened("cancelled")) == {"k", "sp"}
    assert case.step.ends == ("x",)


def test_terminate_in_a_sub_process_ends_only_that():
    inner = (
        gateway("parallel", "f")
        + users("k", "l")
        + element("endEvent", "x", event("terminate"))
        + flows("sp_s f k sp_e;f l x")
    )
    case = Case(simple(sub("sp", inner) + users("z") + flows("s sp z e")))
    case.do("l")
    assert case.open() == ["z"]


def test_links_go_on_elsewhere():
    body = (
        users("a")
        + element("intermediateThrowEvent", "out", link("L"))
        + element("intermediateCatchEvent", "in", link("L"))
    )
    case = Case(simple(body + users("b") + flows("s a out;in b e")))
    case.do("a")
    assert case.open() == ["b"]
    assert [e.element for e in case.step.events if e.type == "sequenceFlow"] == ["f_a_out", "f_in_b"]


def test_signals_reach_every_wait_and_leave():
    body = gateway("parallel", "f") + element("intermediateCatchEvent", "c", event("signal", "S")) + user("a")
    body += boundary("b", "a", event("signal", "S")) + users("x", "y", "t")
    body += element("endEvent", "e3", event("signal", "S")) + flows("s f c x e;f a e;b y e;f t e3")
    case = Case(simple(body, declared=signal("S", "alarm")))
    assert [(m.element, m.message) for m in (case.one("b", "messages"), case.one("c", "messages"))] == [
        ("b", "signal:alarm"),
        ("c", "signal:alarm"),
    ]
    key, before = case.one("t").key, case.state
    case.do("t")
    assert case.open() == ["x", "y"]
    assert [(t.kind, t.code) for t in case.step.thrown] == [("signal", "alarm")]
    step = engine.deliver(case.specs, before, engine.SIGNAL + "alarm", {"p": 1}, now=T0)
    assert sorted(t.element for t in step.opened_tasks) == ["x", "y"]
    assert engine.variables(case.specs, step.state) == {"p": 1}
    assert key not in step.closed


def test_conditions_become_true():
    body = (
        gateway("parallel", "f")
        + element("intermediateCatchEvent", "c", when("=n > 2"))
        + users("a", "x", "told")
    )
    body += boundary("b", "a", when("=n = 1"), interrupting=False) + ENDS + flows("s f c x e;f a e;b told e2")
    case = Case(simple(body), {"n": 0})
    assert case.open() == ["a"]
    case.call(lambda *a, **k: engine.set_variables(*a, {"n": 1}, **k))
    assert case.open() == ["a", "told"]
    case.call(lambda *a, **k: engine.set_variables(*a, {"n": 1, "m": 1}, **k))
    assert case.open() == ["a", "told"]
    case.call(lambda *a, **k: engine.set_variables(*a, {"n": 3}, **k))
    assert case.open() == ["a", "told", "x"]
    case.call(lambda *a, **k: engine.set_variables(*a, {"n": 1}, **k))
    assert case.open() == ["a", "told", "told", "x"]


def test_transaction_and_cancel():
    inner = (
        element("startEvent", "ts")
        + gateway("parallel", "f")
        + users("k", "l")
        + element("endEvent", "te", event("cancel"))
    )
    inner += flows("ts f k te;f l")
    body = element("transaction", "tx", inner) + boundary("b", "tx", event("cancel")) + users("undo", "z")
    case = Case(simple(body + flows("s tx z e;b undo e")))
    case.do("k")
    assert case.open() == ["undo"]


def test_a_boundary_of_a_multi_instance_takes_all_instances():
    body = (
        call("m", "kid", multi("=[1, 2, 3]", "i"))
        + boundary("t", "m", timer("timeDuration", "PT1H"))
        + users("late", "z")
    )
    case = Case(simple(body + flows("s m z e;t late e"), KID))
    assert [t.scope for t in case.all("k")] == sorted({t.scope for t in case.all("k")})
    case.call(engine.complete, case.all("k")[1].key, {})
    assert len(case.all("k")) == 2
    case.wait(hours=1)
    assert case.open() == ["late"]
    assert sum(e.element == "k" and e.happened == "cancelled" for e in case.step.events) == 2
    case.do("late")
    assert case.step.finished
    assert case.step.ends == ("e",)


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
