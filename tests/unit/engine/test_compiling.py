"""What becomes a version, and what is refused with its place and the way out."""

from __future__ import annotations

import json

import pytest

from cip_workflow import engine
from cip_workflow.errors import Refused
from tests.unit.engine.case import T0, Case, simple, specs
from tests.unit.engine.diagrams import (
    END,
    START,
    boundary,
    call,
    document,
    element,
    escalation,
    event,
    event_sub,
    flows,
    gateway,
    link,
    message,
    multi,
    process,
    script,
    service,
    sub,
    timer,
    user,
    users,
)

U = users("u")
KEY = '<zeebe:calledDecision decisionId="nowhere" resultVariable="r"/>'
LOOP = '<bpmn:standardLoopCharacteristics loopMaximum="3"/>'

REFUSED = {
    "complex gateway is not run": gateway("complex", "g") + U + flows("s g u e"),
    "nothing says which is next": element("adHocSubProcess", "a", users("k"), ordering="Sequential")
    + flows("s a e"),
    "runs only to undo": user("u", isForCompensation="true") + user("v") + flows("s v u e"),
    "standard loop is not run": user("u", LOOP) + flows("s u e"),
    "what kind of work": element("serviceTask", "j") + flows("s j e"),
    "which process it calls": element("callActivity", "c") + flows("s c e"),
    "process 'kid', which is not here": call("c", "kid") + flows("s c e"),
    "decision 'nowhere', which is not here": element("businessRuleTask", "d", KEY) + flows("s d e"),
    "has no collection": user("m", "<bpmn:multiInstanceLoopCharacteristics/>") + flows("s m e"),
    "way f_g_u has no condition": gateway("exclusive", "g")
    + users("u", "v")
    + flows("s g u e;g v e", {("g", "v"): "=x"}),
    "timer does not say when": element("intermediateCatchEvent", "t", "<bpmn:timerEventDefinition/>")
    + U
    + flows("s t u e"),
    "does not say what it waits for": element("intermediateCatchEvent", "t") + U + flows("s t u e"),
    "which message it waits for": element("receiveTask", "r") + flows("s r e"),
    "message has no name": element("intermediateCatchEvent", "t", event("message")) + flows("s t e"),
    "signal has no name": element("intermediateCatchEvent", "t", event("signal", "gone")) + flows("s t e"),
    "error it refers to is not declared": U
    + boundary("b", "u", event("error", "gone"))
    + users("v")
    + flows("s u e;b v e"),
    "event of several kinds": element(
        "intermediateCatchEvent", "t", timer("timeDuration", "PT1H"), event("signal", "S")
    )
    + flows("s t e"),
    "terminate event cannot stand here": element("intermediateThrowEvent", "t", event("terminate"))
    + flows("s t e"),
    "Something else than a catch event": gateway("eventBased", "g") + U + flows("s g u e"),
    "No event follows": gateway("eventBased", "g") + flows("s g"),
    "No link event catches 'L'": element("intermediateThrowEvent", "t", link("L")) + flows("s t"),
    "no start event": element("subProcess", "sp", gateway("exclusive", "g") + users("k") + flows("g k g"))
    + flows("s sp e"),
    "cannot be started by an event": element(
        "subProcess",
        "sp",
        element("startEvent", "x", timer("timeDuration", "PT1H")) + users("k") + flows("x k"),
    )
    + flows("s sp e"),
    "needs one start event": U
    + flows("s u e")
    + element(
        "subProcess", "es", element("startEvent", "x") + flows("x y") + users("y"), triggeredByEvent="true"
    ),
    "hangs on nothing": U + boundary("b", "gone", timer("timeDuration", "PT1H")) + flows("s u e;b e"),
    "begins or ends at nothing": U + flows("s u e;u gone"),
    "expression cannot be read": script("c", "=1 +", "n") + flows("s c e"),
    "An expression cannot be read": U + users("v") + flows("s u v e", {("u", "v"): "=(("}),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_refused(sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        simple(REFUSED[sentence])
    for finding in refused.value.findings:
        assert finding.severity == "error"
        assert finding.file == "test.bpmn"
        assert finding.line > 0
        assert finding.element
        assert finding.cure


def test_every_reason_is_said_at_once():
    with pytest.raises(Refused) as refused:
        simple(service("j", "") + element("callActivity", "c") + user("u", LOOP) + flows("s j c u e"))
    assert [finding.element for finding in refused.value.findings] == ["j", "c", "u"]


def test_files_without_an_executable_process_are_refused():
    text = document(process(START + U + END + flows("s u e"))).replace(
        'isExecutable="true"', 'isExecutable="false"'
    )
    with pytest.raises(Refused, match="No process is executable"):
        engine.compile({"a.bpmn": text.encode()})


def test_only_executable_processes_are_compiled():
    drawn = process(START.replace('"s"', '"s2"') + gateway("complex", "x") + flows("s2 x"), "other").replace(
        "true", "false"
    )
    text = specs(process(START + U + END + flows("s u e")), drawn)
    assert [p.id for p in engine.processes(text)] == ["p"]


def test_two_processes_of_one_id_are_refused():
    text = document(process(START + U + END + flows("s u e"))).encode()
    with pytest.raises(Refused, match=r"a\.bpmn has a process of this id too"):
        engine.compile({"a.bpmn": text, "b.bpmn": text})


def test_files_that_share_the_ids_of_their_elements_do_not_mix():
    """Copies of a template have the same element ids, also of sub-processes."""
    inner = sub("sp", users("k") + flows("sp_s k sp_e"))
    one = document(process(START + inner + call("c", "q") + END + flows("s sp c e")))
    two = document(process(START + inner + users("other") + END + flows("s sp other e"), "q"))
    case = Case(engine.compile({"a.bpmn": one.encode(), "b.bpmn": two.encode()}))
    case.do("k")
    assert case.one("k").process == "q"
    case.do("k")
    assert case.open() == ["other"]


def test_a_dmn_file_that_is_none_is_refused():
    with pytest.raises(Refused):
        specs(process(START + U + END + flows("s u e")), decisions={"x.dmn": b"<nothing/>"})


def test_no_bpmn_is_refused():
    for data in (b"", b"<a", b"<definitions/>", b"<!DOCTYPE x><x/>"):
        with pytest.raises(Refused):
            engine.compile({"x.bpmn": data})


def test_specs_are_text_and_the_same_each_time():
    one, two = (simple(U + flows("s u e")) for _ in range(2))
    assert one == two
    assert json.loads(one)["engine"] == "3.2.0"
    other = json.dumps({**json.loads(one), "format": 99})
    with pytest.raises(Refused, match="format 99"):
        engine.start(other, "p", {}, now=T0)


def test_what_begins_a_process():
    begin = element("startEvent", "m", event("message", "M")) + element(
        "startEvent", "t", timer("timeCycle", "R2/PT1H")
    )
    text = specs(
        process(START + begin + U + END + flows("s u e;m u;t u")), declared=message("M", "order", "=ref")
    )
    (start,) = engine.processes(text)
    assert (start.none_start, start.element) == (True, "s")
    assert [(one.element, one.text) for one in start.messages] == [("m", "order")]
    assert [(one.element, one.text) for one in start.timers] == [("t", "R2/PT1H")]
    step = engine.start(text, "p", {"a": 1}, now=T0, message="order")
    assert step.events[0].element == "m"
    step = engine.start(text, "p", {}, now=T0, start_element="t")
    assert step.events[0].element == "t"
    assert [str(engine.schedule(text, "p", "t", since=T0, fired=n)) for n in range(3)] == [
        "2030-01-07 10:00:00+00:00",
        "2030-01-07 11:00:00+00:00",
        "None",
    ]


def test_a_process_that_begins_with_an_event_only():
    text = specs(
        process(element("startEvent", "m", event("message", "M")) + U + END + flows("m u e")),
        declared=message("M", "order"),
    )
    with pytest.raises(Exception, match="say which start event"):
        engine.start(text, "p", {}, now=T0)


def test_what_a_message_start_maps():
    maps = '<zeebe:ioMapping><zeebe:output source="=order.ref" target="ref"/></zeebe:ioMapping>'
    begin = element("startEvent", "m", maps, event("message", "M"))
    text = specs(process(begin + U + END + flows("m u e")), declared=message("M", "order"))
    step = engine.start(text, "p", {"order": {"ref": 7}}, now=T0, message="order")
    assert engine.variables(text, step.state) == {"ref": 7}


def test_the_order_of_flows_is_that_of_the_file():
    ways = {("g", "b"): "=true", ("g", "a"): "=true"}
    case = Case(
        simple(gateway("exclusive", "g", "f_g_c") + users("a", "b", "c") + flows("s g b e;g a e;g c e", ways))
    )
    assert case.open() == ["b"]


def test_multi_instance_and_event_sub_processes_at_every_depth():
    deep = event_sub("es", event("escalation", "C"), users("x"), "es_s x es_e", interrupting=False)
    inner = sub("in", user("k", multi("=[1]", "i")) + flows("in_s k in_e") + deep, multi("=[1, 2]", "j"))
    case = Case(
        simple(sub("out", inner + flows("out_s in out_e")) + flows("s out e"), declared=escalation("C", "Y"))
    )
    assert [t.index for t in case.all("k")] == [1, 1]


def test_a_process_without_a_start_event_begins_where_nothing_leads_to():
    text = specs(process(users("u", "v") + END + flows("u e;v e")))
    (start,) = engine.processes(text)
    assert (start.none_start, start.element) == (True, None)
    case = Case(text, {"a": 1})
    assert case.open() == ["u", "v"]
    assert case.variables() == {"a": 1}


def test_a_send_task_with_a_type_is_a_job():
    own = '<zeebe:taskDefinition type="mail"/>'
    body = element("sendTask", "t", own, messageRef="M") + users("z")
    case = Case(
        simple(body + flows("s t z e"), declared=message("M", "sent")), serve=lambda job: {"by": job.type}
    )
    assert (case.variables(), case.step.thrown) == ({"by": "mail"}, ())
