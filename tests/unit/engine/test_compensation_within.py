"""Compensation of instances, calls and transactions, and what happens while something is undone."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.errors import Refused
from tests.unit.engine.case import Case, simple, specs
from tests.unit.engine.diagrams import (
    END,
    START,
    back,
    boundary,
    call,
    element,
    error,
    escalation,
    event,
    event_sub,
    flows,
    mapping,
    message,
    multi,
    process,
    sub,
    undo,
    user,
    users,
)


def test_each_completed_instance_is_undone_on_its_own_variables():
    three = user("a", multi("=items", "item", target="all", output="=r")) + undo(
        "a", mapping({"mine": "=[item, r]"})
    )
    case = Case(simple(three + back() + flows("s a back e")), {"items": ["x", "y"]})
    case.call(engine.complete, case.all("a")[1].key, {"r": 2})
    case.call(engine.complete, case.all("a")[0].key, {"r": 1})
    seen = []
    for _ in range(2):
        (task,) = case.all("ua")
        seen.append((task.index, case.variables("ua")["mine"]))
        case.do("ua")
    assert seen == [(1, ["x", 1]), (2, ["y", 2])]
    assert case.step.finished


def test_instances_of_an_activity_that_was_interrupted_are_not_undone():
    three = user("a", multi("=items", "item")) + undo("a") + boundary("stop", "a", event("message", "M"))
    case = Case(
        simple(three + back() + users("z") + flows("s a e;stop back z e"), declared=message("M", "stop")),
        {"items": [1, 2]},
    )
    case.do("a")
    case.say("stop")
    assert case.open() == ["z"]


def test_a_multi_instance_activity_may_undo():
    handler = user("ua", multi("=items", "item"), isForCompensation="true")
    case = Case(
        simple(users("a") + undo("a", by=handler) + back() + users("z") + flows("s a back z e")),
        {"items": [1, 2]},
    )
    case.do("a")
    assert case.open() == ["ua", "ua"]
    case.do("ua")
    case.do("ua")
    assert case.open() == ["z"]


def test_a_call_is_undone_by_its_boundary_event_only():
    kid = process(
        element("startEvent", "ks") + users("k") + undo("k") + element("endEvent", "ke") + flows("ks k ke"),
        "kid",
    )
    case = Case(
        specs(process(START + call("a", "kid") + undo("a") + back() + END + flows("s a back e")), kid)
    )
    case.do("k")
    assert case.open() == ["ua"]
    case.do("ua")
    assert case.step.finished


def test_a_called_process_may_undo():
    undoes = call("ua", "kid").replace('id="ua"', 'id="ua" isForCompensation="true"', 1)
    kid = process(
        element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid"
    )
    case = Case(
        specs(process(START + users("a") + undo("a", by=undoes) + back() + END + flows("s a back e")), kid)
    )
    case.do("a")
    case.do("k")
    assert case.step.finished


def test_a_cancelled_transaction_is_undone_before_its_boundary_event_goes_on():
    inside = (
        element("parallelGateway", "g")
        + users("a", "b")
        + undo("a")
        + element("endEvent", "no", event("cancel"))
        + flows("k_s g a no; g b k_e")
    )
    body = sub("k", inside).replace("bpmn:subProcess", "bpmn:transaction")
    case = Case(simple(body + boundary("x", "k", event("cancel")) + users("z") + flows("s k e; x z e")))
    case.do("a")
    assert case.open() == ["ua"]
    assert case.happened("cancelled") == ["b"]
    case.do("ua")
    assert case.open() == ["z"]


def test_a_boundary_event_of_what_undoes_takes_its_place():
    stop = boundary("stop", "ua", event("message", "M"))
    body = (
        users("a", "b")
        + undo("a")
        + undo("b")
        + stop
        + users("other")
        + element("endEvent", "e2")
        + back()
        + flows("s a b back e; stop other e2")
    )
    case = Case(simple(body, declared=message("M", "stop")))
    for step in ("a", "b", "ub"):
        case.do(step)
    case.say("stop")
    assert case.open() == ["other"]
    case.do("other")
    assert case.step.finished


def test_an_error_while_undoing_is_not_caught_by_what_was_completed():
    handler = sub("ua", element("endEvent", "fail", event("error", "E")) + flows("ua_s fail")).replace(
        'id="ua"', 'id="ua" isForCompensation="true"', 1
    )
    inside = users("a") + undo("a", by=handler) + flows("k_s a k_e")
    body = (
        sub("k", inside)
        + boundary("x", "k", event("error", "E"))
        + back()
        + users("z")
        + flows("s k back e; x z e")
    )
    case = Case(simple(body, declared=error("E", "no")))
    case.do("a")
    assert case.open("incidents") == ["fail"]
    case.skip("fail")
    assert case.step.finished


def test_what_is_cancelled_undoes_no_more():
    body = (
        users("a", "b", "c")
        + undo("a")
        + undo("b")
        + back()
        + element("parallelGateway", "g")
        + element("endEvent", "all", event("terminate"))
        + flows("s g a b back e; g c all")
    )
    case = Case(simple(body))
    for step in ("a", "b", "c"):
        case.do(step)
    assert (case.open(), case.step.finished) == ([], True)


def test_what_one_event_has_not_undone_yet_is_left_to_the_next():
    aside = event_sub("h", event("escalation", "X"), back("mine"), "h_s mine h_e", interrupting=False)
    body = (
        users("a", "b", "c")
        + undo("a")
        + undo("b")
        + aside
        + back()
        + element("intermediateThrowEvent", "tell", event("escalation", "X"))
        + flows("s a b tell c back e")
    )
    case = Case(simple(body, declared=escalation("X", "x")))
    case.do("a")
    case.do("b")
    assert case.open() == ["c", "ub"]
    case.do("c")  # nothing is left to it
    assert case.open() == ["ub"]
    case.do("ub")
    case.do("ua")
    assert case.step.finished


def test_what_undoes_runs_for_nothing_else():
    case = Case(specs(process(users("a", "b") + undo("a") + flows("a b"))))
    assert case.open() == ["a"]
    case.do("a")
    case.do("b")
    assert case.step.finished


@pytest.mark.parametrize(
    ("body", "said"),
    {
        "no step": (users("a") + boundary("x", "a", event("compensate")) + flows("s a e"), "association"),
        "a flow": (users("a") + undo("a") + flows("s a e; ua e"), "runs only to undo"),
        "the process": (
            users("a") + event_sub("h", event("compensate"), users("z"), "h_s z h_e") + flows("s a e"),
            "undoes the whole process",
        ),
    }.values(),
)  # fmt: skip
def test_what_cannot_be_undone_is_refused(body, said):
    with pytest.raises(Refused, match=said):
        simple(body)
