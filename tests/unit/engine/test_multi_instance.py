"""Once for each item: parallel, one after the other, with results, with an early end."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from tests.unit.engine.case import Case, simple
from tests.unit.engine.diagrams import (
    boundary,
    call,
    element,
    flows,
    gateway,
    mapping,
    multi,
    process,
    script,
    service,
    sub,
    timer,
    user,
    users,
)


def _finish(case: Case, which: int, element_: str = "m", **answers: object) -> None:
    case.call(engine.complete, case.all(element_)[which].key, answers)


def test_parallel_instances_have_variables_of_their_own():
    case = Case(
        simple(
            user("m", multi("=items", "item", target="results", output="=[loopCounter, item, r]"))
            + users("z")
            + flows("s m z e")
        ),
        {"items": ["x", "y", "z"], "item": "outer"},
    )
    assert [t.index for t in case.all("m")] == [1, 2, 3]
    keys = [t.key for t in case.all("m")]
    assert [engine.variables(case.specs, case.state, key)["item"] for key in keys] == ["x", "y", "z"]
    assert [engine.variables(case.specs, case.state, key)["loopCounter"] for key in keys] == [1, 2, 3]
    _finish(case, 2, r=30)
    _finish(case, 0, r=10)
    assert "results" not in case.variables()
    _finish(case, 0, r=20)
    assert case.open() == ["z"]
    assert case.variables() == {
        "items": ["x", "y", "z"],
        "item": "outer",
        "results": [[1, "x", 10], [2, "y", 20], [3, "z", 30]],
    }


@pytest.mark.parametrize("sequential", [True, False])
def test_a_result_variable_is_each_instances_own(sequential):
    text = simple(
        user("m", multi("=items", "item", sequential=sequential, target="answers", output="=answer"))
        + users("z")
        + flows("s m z e")
    )
    case = Case(text, {"items": ["a", "b"], "answer": "outer"})
    for number in range(2):
        assert len(case.all("m")) == (1 if sequential else 2 - number)
        _finish(case, -1, answer=number)
    assert case.variables() == {
        "items": ["a", "b"],
        "answers": [0, 1] if sequential else [1, 0],
        "answer": "outer",
    }


def test_output_mappings_belong_to_each_instance():
    own = mapping({"who": "=item"}, {"out": "={who: who, said: said}"})
    case = Case(
        simple(
            user("m", own, multi("=items", "item", target="all", output="=out"))
            + users("z")
            + flows("s m z e")
        ),
        {"items": [1, 2]},
    )
    _finish(case, 1, said="b")
    _finish(case, 0, said="a")
    assert case.variables() == {"items": [1, 2], "all": [{"who": 1, "said": "a"}, {"who": 2, "said": "b"}]}


@pytest.mark.parametrize("sequential", [True, False])
def test_nothing_and_null_items(sequential):
    text = simple(
        user("m", multi("=items", "i", sequential=sequential, target="o", output="=i"))
        + users("z")
        + flows("s m z e")
    )
    case = Case(text, {"items": []})
    assert case.open() == ["z"]
    assert case.variables()["o"] == []
    case = Case(text, {"items": [None, 0]})
    _finish(case, 0)
    _finish(case, 0)
    assert case.variables()["o"] == [None, 0]


@pytest.mark.parametrize(("sequential", "left"), [(True, 0), (False, 2)])
def test_a_completion_condition_ends_it_early(sequential, left):
    condition = "=numberOfCompletedInstances = 2 and numberOfInstances = 4"
    text = simple(
        user(
            "m",
            multi(
                "=[1, 2, 3, 4]", "i", sequential=sequential, target="o", output="=i * 10", condition=condition
            ),
        )
        + users("z")
        + flows("s m z e")
    )
    case = Case(text)
    _finish(case, 0)
    _finish(case, 0)
    assert case.open() == ["z"]
    assert list(case.step.closed.values()).count("cancelled") == left
    assert case.variables()["o"] == [10, 20, None, None]


def test_what_is_no_list_is_an_incident():
    case = Case(simple(users("u") + user("m", multi("=items", "i")) + flows("s u m e")))
    case.do("u", items=7)
    incident = case.one("m", "incidents")
    assert "gave 7, not a list" in incident.message
    assert incident.values == {"items": 7}
    case.retry("m", items=[1])
    assert case.open() == ["m"]


def test_services_and_scripts_in_a_row():
    body = service("j", "x", multi("=items", "i", target="doubled", output="=d"))
    body += script("c", "=i + 1", "r", multi("=doubled", "i", sequential=True, target="more", output="=r"))
    case = Case(
        simple(body + users("z") + flows("s j c z e")),
        {"items": [1, 2, 3]},
        serve=lambda job: {"d": job.inputs["i"] * 2},
    )
    assert case.variables() == {"items": [1, 2, 3], "doubled": [2, 4, 6], "more": [3, 5, 7]}


def test_one_failing_instance_waits_and_the_others_go_on():
    fails = {2}

    def serve(job):
        if job.inputs["i"] in fails:
            raise engine.BpmnError("no", "Not now.")
        return {"d": job.inputs["i"]}

    case = Case(
        simple(
            service("j", "x", multi("=[1, 2, 3]", "i", target="o", output="=d"))
            + users("z")
            + flows("s j z e")
        ),
        serve=serve,
    )
    assert [i.index for i in case.all("j", "incidents")] == [2]
    fails.clear()
    case.retry("j")
    assert case.variables()["o"] == [1, 2, 3]


def test_a_failing_output_element_keeps_the_answer_and_is_tried_again():
    output = "=sum(for i in 1..size return i)"
    case = Case(
        simple(user("m", multi("=[1, 2]", "i", target="o", output=output)) + users("z") + flows("s m z e"))
    )
    _finish(case, 0, size=10_000_000)
    assert case.open("incidents") == ["m"]
    _finish(case, 0, size=2)
    case.retry("m", size=3)
    assert case.variables() == {"o": [6, 3]}
    assert case.open() == ["z"]


def test_sub_processes_and_calls_once_for_each():
    inner = users("k") + gateway("exclusive", "g") + flows("sp_s k g sp_e")
    body = sub("sp", inner, multi("=items", "it", target="subs", output="=said")) + users("z")
    case = Case(simple(body + flows("s sp z e")), {"items": [1, 2]})
    assert [t.index for t in case.all("k")] == [1, 2]
    _finish(case, 1, "k", said="b")
    _finish(case, 0, "k", said="a")
    assert case.variables() == {"items": [1, 2], "subs": ["a", "b"]}
    kid = process(
        element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid"
    )
    own = mapping({"x": "=it * 10"}, {"back": "=x + y"})
    body = call(
        "c", "kid", own, multi("=items", "it", target="sums", output="=back"), all_in=False, all_out=False
    )
    case = Case(simple(body + users("z") + flows("s c z e"), kid), {"items": [1, 2]})
    assert engine.variables(case.specs, case.state, case.all("k")[0].key) == {"x": 10}
    _finish(case, 1, "k", y=2)
    _finish(case, 0, "k", y=1)
    assert case.variables() == {"items": [1, 2], "sums": [11, 22]}


def test_a_boundary_event_beside_a_sequence_of_calls():
    kid = process(
        element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid"
    )
    body = call("c", "kid", multi("=[1, 2]", "i", sequential=True))
    body += (
        boundary("t", "c", timer("timeDuration", "PT1H"), interrupting=False)
        + users("nag")
        + element("endEvent", "e2")
    )
    case = Case(simple(body + flows("s c e;t nag e2"), kid))
    case.wait(hours=1)
    _finish(case, 0, "k")
    assert case.open() == ["k", "nag"]
    _finish(case, 0, "k")
    case.do("nag")
    assert case.step.finished


def test_too_many_at_once_is_an_incident_and_nothing_is_lost():
    case = Case(
        simple(users("u") + user("m", multi("=for i in 1..n return i", "i")) + flows("s u m e")), {"n": 5000}
    )
    case.do("u", answer=1)
    assert "too many at once" in case.one("m", "incidents").message
    assert case.variables()["answer"] == 1
    case.retry("m", n=1000)
    assert len(case.all("m")) == 1000
    _finish(case, 500)
    assert len(case.all("m")) == 999


def test_what_an_instance_gives_beside_its_result_reaches_the_process():
    case = Case(
        simple(user("m", multi("=[1, 2]", "i", target="o", output="=i")) + flows("s m e")), {"known": 0}
    )
    _finish(case, 0, known=1, more="a")
    assert case.variables() == {"known": 1, "more": "a"}


def test_an_early_end_stops_the_instances_that_would_run_in_the_same_step():
    done = "=numberOfCompletedInstances = 2"
    body = script("c", "=n + 1", "n", multi("=[1, 2, 3, 4]", "i", condition=done)) + users("z")
    case = Case(simple(body + flows("s c z e")), {"n": 0})
    assert case.variables() == {"n": 2}
    assert case.open() == ["z"]
