"""The traps of SpiffWorkflow 3.2.0, one regression test each: T8 to T11, where states are stored and restored."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cip_workflow import engine
from cip_workflow.engine import compaction
from cip_workflow.engine.compiling import load
from cip_workflow.engine.context import Context
from cip_workflow.engine.state import restore
from cip_workflow.engine.tokens import Token
from tests.unit.engine.case import T0, Case, simple
from tests.unit.engine.diagrams import (
    boundary,
    element,
    flows,
    gateway,
    multi,
    service,
    timer,
    user,
    users,
)


def test_T8_a_multi_instance_goes_on_after_any_number_of_restores():
    case = Case(
        simple(user("m", multi("=[1, 2, 3]", "i", target="o", output="=i")) + users("z") + flows("s m z e"))
    )
    for _ in range(3):
        load.cache_clear()
        case.do("m")
    assert case.open() == ["z"]
    assert case.variables() == {"o": [1, 2, 3]}


def test_T9_deadlines_items_and_local_variables_outlive_restores_and_corrections():
    own = '<zeebe:ioMapping><zeebe:input source="=n" target="local"/></zeebe:ioMapping>'
    body = (
        user("m", own, multi("=items", "i"))
        + boundary("t", "m", timer("timeDuration", "P1D"))
        + users("late")
    )
    case = Case(simple(body + flows("s m e;t late e")), {"items": ["a", "b"], "n": 1})
    due = case.one("t", "timers").due
    case.now += timedelta(hours=20)
    case.call(engine.set_variables, {"n": 2, "items": []})
    assert case.step.opened_timers == ()
    assert [case.variables("m")[name] for name in ("local", "i", "loopCounter")] == [1, "a", 1]
    case.now = due - timedelta(seconds=1)
    assert case.call(engine.fire_due).opened_tasks == ()
    case.now = due
    assert [t.element for t in case.call(engine.fire_due).opened_tasks] == ["late"]


def test_T9_a_state_is_never_restored_with_other_specs():
    one, other = simple(users("u") + flows("s u e")), simple(users("u", "v") + flows("s u v e"))
    case = Case(one)
    with pytest.raises(engine.StateMismatch, match="another version"):
        engine.complete(other, case.state, case.one("u").key, {}, now=T0)


def test_T10_what_fails_behind_an_answer_stands_there_and_the_answer_is_kept():
    body = users("u") + element("intermediateCatchEvent", "t", timer("timeDuration", "=wait")) + users("z")
    case = Case(simple(body + flows("s u t z e")))
    case.do("u", answer=1, wait="nonsense")
    assert case.variables()["answer"] == 1
    incident = case.one("t", "incidents")
    assert "'nonsense' is not a duration" in incident.message
    assert (incident.expression, incident.values) == ("=wait", {"wait": "nonsense"})
    case.retry("t", wait="PT5M")
    assert case.open("timers") == ["t"]


def test_T10_everything_else_of_the_step_runs():
    body = (
        users("u")
        + gateway("parallel", "f")
        + service("j", "x")
        + users("a")
        + gateway("parallel", "g")
        + users("z")
    )
    case = Case(simple(body + flows("s u f j g z e;f a g")))
    case.do("u", answer=1)
    assert (case.open(), case.open("incidents")) == (["a"], ["j"])


@pytest.mark.parametrize("how", ["future", "vanished", "ready", "orphan"])
def test_T10_a_lost_token_is_seen_and_nothing_is_stored(how):
    body = users("u") + gateway("parallel", "f") + users("a", "b") + gateway("parallel", "j")
    case = Case(simple(body + flows("s u f a j e;f b j")))
    loaded = load(case.specs)
    top = restore(case.state, loaded, Context(T0))
    token = top.find(case.one("u").key)
    assert token is not None
    if how == "future":
        Token(top, top.spec.task_specs["a"])
    elif how == "vanished":
        token.state = 64
    elif how == "ready":
        Token(top, top.spec.task_specs["j"]).state = 16
    else:
        child = Token(top, top.spec.task_specs["a"], token)
        child.state = 16
        token.state = 64
        compaction.compact(top)
    with pytest.raises(engine.StuckInstance):
        compaction.verify(top)


def test_T11_a_fork_and_join_in_a_rework_loop():
    body = (
        gateway("exclusive", "m")
        + gateway("parallel", "f")
        + users("a", "b", "check")
        + gateway("parallel", "j")
    )
    body += gateway("exclusive", "x", "f_x_e")
    case = Case(simple(body + flows("s m f a j check x e;f b j;x m", {("x", "m"): "=rework"})))
    sizes = []
    for turn in range(60):
        first, second = ("a", "b") if turn % 2 else ("b", "a")
        case.do(first)
        assert case.open() == [second], turn
        case.do(second)
        assert case.open() == ["check"], turn
        sizes.append(len(case.state))
        case.do("check", rework=turn < 59)
    assert case.step.finished
    assert max(sizes[1:]) - min(sizes[1:]) < 10
