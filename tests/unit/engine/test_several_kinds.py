"""Events of several kinds, and what starts a process by itself, run as they are lowered."""

from __future__ import annotations

from cip_workflow import bpmn, engine
from cip_workflow.bpmn.lower import lower
from tests.unit.engine.case import T0, Case
from tests.unit.engine.diagrams import (
    END,
    START,
    boundary,
    document,
    element,
    event,
    flows,
    gateway,
    mapping,
    message,
    process,
    signal,
    timer,
    users,
)

DECLARED = message("M", "paid", "=ref") + signal("S", "all clear")
KINDS = (event("message", "M"), event("signal", "S"), timer("timeDuration", "P1D"))


def lowered(body: str, beside: str = DECLARED) -> str:
    text = document(process(body), declared=beside).encode()
    return engine.compile({"test.bpmn": lower(bpmn.read(text, "test.bpmn"))})


def test_any_one_of_the_kinds_suffices():
    caught = element("intermediateCatchEvent", "c", mapping({}, {"got": "=sum"}), *KINDS)
    specs = lowered(START + caught + users("z") + END + flows("s c z e"))
    for happen in (
        lambda case: case.say("paid", "R", sum=1),
        lambda case: case.say("signal:all clear"),
        lambda case: case.wait(days=1),
    ):
        case = Case(specs, {"ref": "R"})
        assert (len(case.open("messages")), len(case.open("timers"))) == (2, 1)
        happen(case)
        assert (case.open(), case.open("messages"), case.open("timers")) == (["z"], [], [])
        case.do("z")
        assert case.step.finished


def test_all_of_the_kinds_are_waited_for():
    caught = element("intermediateCatchEvent", "c", *KINDS, parallelMultiple="true")
    case = Case(lowered(START + caught + users("z") + END + flows("s c z e")), {"ref": "R"})
    case.say("paid", "R")
    case.wait(days=1)
    assert case.open() == []
    case.say("signal:all clear")
    assert case.open() == ["z"]


def test_kinds_behind_an_event_based_gateway_are_events_of_that_gateway():
    caught = element("intermediateCatchEvent", "c", *KINDS[:2])
    late = element("intermediateCatchEvent", "d", KINDS[2])
    body = (
        START
        + gateway("eventBased", "g")
        + caught
        + late
        + users("z", "y")
        + END
        + flows("s g c z e;g d y e")
    )
    case = Case(lowered(body), {"ref": "R"})
    case.say("signal:all clear")
    assert (case.open(), case.open("messages"), case.open("timers")) == (["z"], [], [])


def test_a_boundary_event_of_several_kinds():
    for interrupting, left in ((True, ["z"]), (False, ["a", "z"])):
        both = boundary("b", "a", "".join(KINDS[:2]), interrupting=interrupting)
        case = Case(lowered(START + users("a", "z") + both + END + flows("s a e;b z e")), {"ref": "R"})
        case.say("signal:all clear")
        assert case.open() == left


def test_all_kinds_are_thrown_and_an_end_that_ends_everything_comes_last():
    tell = element("intermediateThrowEvent", "t", *KINDS[:2])
    over = element("endEvent", "over", event("terminate"), event("signal", "S"))
    body = START + tell + gateway("parallel", "g") + users("a") + over + END + flows("s t g a e;g over")
    case = Case(lowered(body), {"ref": "R"})
    assert [(one.kind, one.code) for one in case.step.thrown] == [
        ("message", "paid"),
        ("signal", "all clear"),
        ("signal", "all clear"),
    ]
    assert (case.step.finished, case.step.ends) == (True, ("over",))


def test_each_kind_of_a_start_event_begins_the_process():
    begin = element("startEvent", "s", *KINDS[:2], timer("timeCycle", "R2/PT1H"))
    specs = lowered(begin + users("z") + END + flows("s z e"))
    (start,) = engine.processes(specs)
    assert ([one.text for one in start.messages], [one.text for one in start.signals]) == (
        ["paid"],
        ["all clear"],
    )
    clock = start.timers[0].element
    assert engine.schedule(specs, "p", clock, since=T0) is not None
    for how in ({"message": "paid"}, {"message": "signal:all clear"}, {"start_element": clock}):
        assert [one.element for one in engine.start(specs, "p", {}, now=T0, **how).opened_tasks] == ["z"]


def test_receive_tasks_and_event_based_gateways_begin_a_process():
    first = element("receiveTask", "r", mapping({}, {"got": "=sum"}), instantiate="true", messageRef="N")
    body = first + gateway("eventBased", "g").replace('id="g"', 'id="g" instantiate="true"', 1)
    body += element("receiveTask", "r2", messageRef="M") + element("intermediateCatchEvent", "c", KINDS[1])
    specs = lowered(
        body + users("x", "y", "z") + END + flows("r x e;g r2 y e;g c z e"), DECLARED + message("N", "need")
    )
    for name, opened in (("need", "x"), ("paid", "y"), ("signal:all clear", "z")):
        step = engine.start(specs, "p", {"sum": 3}, now=T0, message=name)
        assert [one.element for one in step.opened_tasks] == [opened]
        assert engine.variables(specs, step.state) == ({"got": 3} if name == "need" else {"sum": 3})
