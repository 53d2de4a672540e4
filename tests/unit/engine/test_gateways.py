"""Splits and joins. The stock joins fire early, or never, in the second round of a loop."""

from __future__ import annotations

import pytest

from tests.unit.engine.case import Case, simple
from tests.unit.engine.diagrams import boundary, event, flows, gateway, message, script, sub, timer, users

AND = gateway("parallel", "f") + users("a", "b", "c") + gateway("parallel", "j") + flows("s f a j c e;f b j")


def test_exclusive_takes_the_first_true_way_in_the_order_of_the_file():
    ways = {("g", "a"): "=x > 1", ("g", "b"): "=x > 0"}
    text = simple(
        gateway("exclusive", "g", "f_g_c") + users("a", "b", "c") + flows("s g a e;g b e;g c e", ways)
    )
    for x, opened in ((2, "a"), (1, "b"), (0, "c")):
        assert Case(text, {"x": x}).open() == [opened]


def test_exclusive_without_a_way_is_an_incident_with_what_it_read():
    ways = {("g", "a"): "=x > 1", ("g", "b"): '=y.z = "k"'}
    text = simple(users("u") + gateway("exclusive", "g") + users("a", "b") + flows("s u g a e;g b e", ways))
    case = Case(text, {"x": 0, "y": {"z": "q"}})
    case.do("u", answer=1)
    incident = case.one("g", "incidents")
    assert (incident.kind, incident.values) == ("expression", {"x": 0, "y.z": "q"})
    assert "x > 1" in incident.expression
    assert "no condition is true" in incident.message
    assert incident.cure
    assert case.variables()["answer"] == 1
    case.retry("g", x=5)
    assert (case.open(), case.open("incidents")) == (["a"], [])


def test_null_is_no_answer_of_a_condition():
    text = simple(
        gateway("exclusive", "g", "f_g_b") + users("a", "b") + flows("s g a e;g b e", {("g", "a"): "=x > 1"})
    )
    incident = Case(text).one("g", "incidents")
    assert "null, not true or false" in incident.message
    assert incident.expression == "=x > 1"
    assert incident.values == {"x": None}


def test_a_way_may_be_chosen_by_hand():
    ways = {("g", "a"): "=x > 1", ("g", "b"): "=x < 0"}
    text = simple(gateway("exclusive", "g") + users("a", "b") + flows("s g a e;g b e", ways))
    case = Case(text, {"x": 0})
    with pytest.raises(Exception, match="Say which way") as refused:
        case.skip("g")
    assert "f_g_a" in str(refused.value)
    case.skip("g", flow="f_g_b", note="governance")
    assert case.open() == ["b"]
    assert case.variables()["note"] == "governance"


def test_parallel_waits_for_each_flow_in_any_order():
    for order in ("ab", "ba"):
        case = Case(simple(AND), {"v": 1})
        assert case.open() == ["a", "b"]
        for one in order:
            assert case.open() != ["c"]
            case.do(one)
        assert case.open() == ["c"]
        assert [e.element for e in case.step.events if e.element == "j" and e.happened == "entered"] == ["j"]


def test_surplus_tokens_stay_for_the_next_time():
    body = (
        gateway("parallel", "f")
        + users("a", "b", "d", "g", "c")
        + gateway("exclusive", "m")
        + gateway("exclusive", "m2")
    )
    case = Case(simple(body + gateway("parallel", "j") + flows("s f a m j c e;f b m;f d m2 j;f g m2")))
    case.do("a")
    case.do("b")
    assert case.open() == ["d", "g"]
    case.do("d")
    assert case.open() == ["c", "g"]
    case.do("g")
    assert case.open() == ["c", "c"]
    case.do("c")
    assert not case.step.finished
    case.do("c")
    assert case.step.finished


def test_a_fork_and_join_inside_a_loop():
    body = (
        script("init", "=0", "n")
        + gateway("exclusive", "m")
        + gateway("parallel", "f")
        + users("a", "b", "last")
    )
    body += gateway("parallel", "j") + script("inc", "=n + 1", "n") + gateway("exclusive", "x", "f_x_last")
    text = simple(body + flows("s init m f a j inc x last e;f b j;x m", {("x", "m"): "=n < 4"}))
    case = Case(text)
    for turn in range(4):
        case.do("ab"[turn % 2])
        assert case.open() == ["ba"[turn % 2]]
        case.do("ba"[turn % 2])
    assert case.open() == ["last"]


def test_inclusive_splits_and_joins():
    body = gateway("inclusive", "f", "f_f_d") + users("a", "b", "b2", "d", "c") + gateway("inclusive", "j")
    text = simple(body + flows("s f a j c e;f b b2 j;f d j", {("f", "a"): "=x > 0", ("f", "b"): "=x > 1"}))
    assert Case(text, {"x": 0}).open() == ["d"]
    case = Case(text, {"x": 1})
    case.do("a")
    assert case.open() == ["c"]
    case = Case(text, {"x": 2})
    case.do("b")
    case.do("a")
    assert case.open() == ["b2"]
    case.do("b2")
    assert case.open() == ["c"]


def test_inclusive_join_waits_for_a_boundary_path_that_may_still_come():
    body = (
        gateway("inclusive", "f")
        + users("a", "b", "late", "c")
        + boundary("t", "b", timer("timeDuration", "PT1H"))
    )
    body += gateway("inclusive", "j") + flows(
        "s f a j c e;f b e;t late j", {("f", "a"): "=true", ("f", "b"): "=true"}
    )
    case = Case(simple(body))
    case.do("a")
    assert case.open() == ["b"]
    case.do("b")
    assert case.open() == ["c"]
    case = Case(simple(body))
    case.do("a")
    case.wait(hours=1)
    assert case.open() == ["late"]
    case.do("late")
    assert case.open() == ["c"]


def test_two_inclusive_joins_on_each_others_way_do_not_wait_for_ever():
    body = (
        gateway("parallel", "f")
        + users("a", "b", "x")
        + gateway("inclusive", "j1")
        + gateway("inclusive", "j2")
    )
    body += gateway("exclusive", "g1", "f_g1_j2") + gateway("exclusive", "g2", "f_g2_x")
    ways = {("g1", "e"): "=false", ("g2", "j1"): "=again"}
    case = Case(simple(body + flows("s f a j1 g1 j2 g2 x e;f b j2;g1 e;g2 j1", ways)), {"again": False})
    case.do("a")
    assert case.open() == ["b"]  # `b` can still reach the first join, by way of the second
    case.do("b")
    assert case.open() == ["x"]
    case.do("x")
    assert case.step.finished


def test_a_join_that_waits_for_ever_is_an_incident():
    body = (
        users("u")
        + gateway("exclusive", "x", "f_x_b")
        + users("a", "b")
        + gateway("parallel", "j")
        + users("z")
    )
    case = Case(simple(body + flows("s u x a j z e;x b j", {("x", "a"): "=true"})))
    case.do("u")
    case.do("a")
    assert "nothing can come any more" in case.one("j", "incidents").message
    case.retry("j")
    assert case.open("incidents") == ["j"]
    case.skip("j")
    assert case.open() == ["z"]


def test_a_join_that_waits_for_ever_inside_a_sub_process():
    inner = gateway("exclusive", "x", "f_x_b") + users("a", "b") + gateway("parallel", "j")
    inner += flows("sp_s x a j sp_e;x b j", {("x", "a"): "=true"})
    body = (
        gateway("parallel", "f")
        + sub("sp", inner)
        + boundary("t", "sp", timer("timeDuration", "P1D"))
        + users("u", "late")
    )
    case = Case(simple(body + flows("s f sp e;f u e;t late e")))
    case.do("a")
    assert (case.open(), case.open("incidents")) == (["u"], ["j"])
    case.wait(days=1)
    assert (case.open(), case.open("incidents")) == (["late", "u"], [])


def test_inclusive_join_waits_for_what_is_inside_a_sub_process():
    body = gateway("parallel", "f") + users("a", "c") + sub("sp", users("k") + flows("sp_s k sp_e"))
    case = Case(simple(body + gateway("inclusive", "j") + flows("s f a j c e;f sp j")))
    case.do("a")
    assert case.open() == ["k"]
    case.do("k")
    assert case.open() == ["c"]


def test_the_first_event_behind_an_event_gateway_wins():
    body = (
        gateway("eventBased", "g")
        + element_catch("m1", event("message", "M"))
        + element_catch("t1", timer("timeDuration", "PT2H"))
    )
    body += (
        element_catch("t2", timer("timeDuration", "PT1H"))
        + users("a", "b", "c")
        + flows("s g m1 a e;g t1 b e;g t2 c e")
    )
    text = simple(body, declared=message("M", "go"))
    case = Case(text)
    assert (case.open("timers"), case.open("messages")) == (["t1", "t2"], ["m1"])
    assert case.happened("entered") == ["s", "g"]
    case.say("go", x=1)
    assert (case.open(), case.open("timers"), case.open("messages")) == (["a"], [], [])
    assert sorted(case.step.closed.values()) == ["cancelled", "cancelled", "done"]
    assert [e.element for e in case.step.events] == ["g", "f_g_m1", "m1", "m1", "f_m1_a", "a"]
    assert case.variables() == {"x": 1}
    case = Case(text)
    case.wait(hours=1)
    assert case.open() == ["c"]


def element_catch(id_: str, definition: str) -> str:
    return f'<bpmn:intermediateCatchEvent id="{id_}" name="{id_}">{definition}</bpmn:intermediateCatchEvent>'


def test_conditions_on_flows_that_leave_an_activity():
    body = users("u", "a", "b", "c").replace('id="u" name="u"', 'id="u" name="u" default="f_u_c"')
    text = simple(body + flows("s u a e;u b e;u c e", {("u", "a"): "=x > 1", ("u", "b"): "=x > 0"}))
    for x, opened in ((2, ["a", "b"]), (1, ["b"]), (0, ["c"])):
        case = Case(text, {"x": x})
        case.do("u")
        assert case.open() == opened


def test_several_flows_out_of_an_activity_are_a_parallel_split():
    case = Case(simple(users("u", "a", "b") + flows("s u a e;u b e")))
    case.do("u")
    assert case.open() == ["a", "b"]
    case.do("a")
    assert not case.step.finished
    case.do("b")
    assert case.step.finished
    assert case.step.ends == ("e",)


def test_a_path_may_end_without_an_end_event():
    case = Case(simple(users("u", "a") + flows("s u;s a e")))
    case.do("u")
    case.do("a")
    assert case.step.finished


def test_two_tokens_make_two_tasks():
    case = Case(
        simple(gateway("parallel", "f") + gateway("exclusive", "m") + users("a") + flows("s f m a e;f m"))
    )
    assert len(case.all("a")) == 1
    case = Case(simple(users("x", "y", "a") + gateway("exclusive", "m") + flows("s x m a e;s y m")))
    case.do("x")
    case.do("y")
    assert len(case.all("a")) == 2
