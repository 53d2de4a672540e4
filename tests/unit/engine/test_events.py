"""Boundary timers, terminate, links, signals, conditions, cancelled transactions."""

from __future__ import annotations

from cip_workflow import engine
from tests.unit.engine.case import T0, Case, simple
from tests.unit.engine.diagrams import (
    boundary,
    call,
    element,
    event,
    flows,
    gateway,
    link,
    multi,
    process,
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
