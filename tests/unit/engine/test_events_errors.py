"""Errors and escalations: who catches them, and what happens when nobody does."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.types import Job
from tests.unit.engine.case import Case, simple, specs
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
    mapping,
    process,
    service,
    sub,
    users,
)

KID = process(element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid")


ENDS = element("endEvent", "e2")


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
