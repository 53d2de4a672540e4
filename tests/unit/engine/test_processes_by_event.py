"""Event sub-processes."""

from __future__ import annotations

import pytest

from cip_workflow.errors import Conflict
from tests.unit.engine.case import Case, simple
from tests.unit.engine.diagrams import (
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
    signal,
    sub,
    timer,
    users,
    when,
)

KID = process(element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid")


BODY = users("a", "b") + flows("s a b e")


def test_an_interrupting_message_takes_over():
    withdrawn = event_sub(
        "w", event("message", "M"), users("record"), "w_s record w_e", inner=mapping({}, {"why": "=reason"})
    )
    case = Case(simple(BODY + withdrawn, declared=message("M", "withdrawn", "=ref")), {"ref": "R1"})
    assert (case.one("w_s", "messages").correlation, case.one("w_s", "messages").message) == (
        "R1",
        "withdrawn",
    )
    case.do("a")
    case.say("withdrawn", "R1", reason="budget", other=1)
    assert (case.open(), case.open("messages")) == (["record"], [])
    assert case.variables() == {"ref": "R1", "why": "budget"}
    assert case.happened("cancelled") == ["b"]
    case.do("record")
    assert case.step.finished
    assert case.step.ends == ("w_e",)


def test_the_process_does_not_wait_for_an_event_that_may_come():
    listen = event_sub("w", event("message", "M"), users("record"), "w_s record w_e")
    clock = event_sub("c", timer("timeDuration", "P1D"), users("late"), "c_s late c_e")
    case = Case(simple(BODY + listen + clock, declared=message("M", "withdrawn")))
    waits = [case.one("w_s", "messages").key, case.one("c_s", "timers").key]
    case.do("a")
    case.do("b")
    assert case.step.finished
    assert case.step.ends == ("e",)
    assert [case.step.closed[key] for key in waits] == ["cancelled", "cancelled"]


def test_a_process_that_ends_in_its_first_step_does_not_wait_for_an_event():
    listen = event_sub("w", event("message", "M"), users("record"), "w_s record w_e")
    case = Case(simple(element("task", "t") + flows("s t e") + listen, declared=message("M", "withdrawn")))
    assert (case.step.finished, case.step.opened_messages) == (True, ())


def test_a_message_that_does_not_interrupt_comes_any_number_of_times():
    note = event_sub("n", event("message", "M"), users("read"), "n_s read n_e", interrupting=False)
    case = Case(simple(BODY + note, declared=message("M", "note")))
    wait = case.one("n_s", "messages").key
    case.say("note", text="1")
    case.say("note", text="2")
    assert case.open() == ["a", "read", "read"]
    assert case.one("n_s", "messages").key == wait
    case.do("a")
    case.do("b")
    assert (case.step.finished, case.open(), case.open("messages")) == (False, ["read", "read"], ["n_s"])
    case.do("read")
    case.do("read")
    assert case.step.finished


@pytest.mark.parametrize(
    ("text", "interrupting", "opened"), [("PT1H", True, ["late"]), ("PT1H", False, ["a", "late"])]
)
def test_a_timer_of_an_event_sub_process(text, interrupting, opened):
    late = event_sub(
        "l", timer("timeDuration", text), users("late"), "l_s late l_e", interrupting=interrupting
    )
    case = Case(simple(BODY + late))
    case.wait(hours=1)
    assert case.open() == opened
    assert case.open("timers") == []


def test_a_cycle_of_an_event_sub_process():
    nag = event_sub("l", timer("timeCycle", "R2/PT1H"), users("late"), "l_s late l_e", interrupting=False)
    case = Case(simple(BODY + nag))
    case.wait(hours=1)
    case.wait(hours=1)
    assert (case.open(), case.open("timers")) == (["a", "late", "late"], [])


def test_an_error_inside_is_handled_by_the_event_sub_process():
    inner = users("k") + element("endEvent", "bad", event("error", "E")) + flows("sp_s k bad")
    handler = event_sub("h", event("error", "E"), users("mend"), "h_s mend h_e")
    body = sub("sp", inner + handler) + boundary("b", "sp", event("error", "E")) + users("never", "z")
    case = Case(simple(body + flows("s sp z e;b never e"), declared=error("E", "X1")))
    case.do("k")
    assert case.open() == ["mend"]
    case.do("mend")
    assert case.open() == ["z"]


def test_an_error_of_the_handler_goes_outward():
    inner = users("k") + element("endEvent", "bad", event("error", "E")) + flows("sp_s k bad")
    handler = event_sub("h", event("error", "E"), users("mend"), "h_s mend h_bad").replace(
        '<bpmn:endEvent id="h_e" name="h_e"></bpmn:endEvent>',
        '<bpmn:endEvent id="h_bad" name="h_bad"><bpmn:errorEventDefinition errorRef="E"/></bpmn:endEvent>',
    )
    body = sub("sp", inner + handler) + boundary("b", "sp", event("error", "E")) + users("out", "z")
    case = Case(simple(body + flows("s sp z e;b out e"), declared=error("E", "X1")))
    case.do("k")
    case.do("mend")
    assert case.open() == ["out"]


def test_an_escalation_is_handled_beside_the_work():
    body = users("a") + element("intermediateThrowEvent", "t", event("escalation", "C")) + users("b")
    handler = event_sub("h", event("escalation", "C"), users("look"), "h_s look h_e", interrupting=False)
    case = Case(simple(body + flows("s a t b e") + handler, declared=escalation("C", "Y")))
    case.do("a")
    assert case.open() == ["b", "look"]


def test_signals_and_conditions_start_event_sub_processes():
    handler = event_sub("h", event("signal", "S"), users("look"), "h_s look h_e", interrupting=False)
    rule = event_sub("c", when("=n > 1"), users("stop"), "c_s stop c_e")
    case = Case(simple(BODY + handler + rule, declared=signal("S", "alarm")), {"n": 0})
    case.say("signal:alarm")
    assert case.open() == ["a", "look"]
    case.do("look", n=2)
    assert case.open() == ["stop"]


def test_an_event_sub_process_takes_called_processes_with_it():
    withdrawn = event_sub("w", event("message", "M"), users("record"), "w_s record w_e")
    body = call("c", "kid", multi("=[1, 2]", "i")) + withdrawn + flows("s c e")
    case = Case(simple(body, KID, declared=message("M", "withdrawn")))
    assert len(case.all("k")) == 2
    case.say("withdrawn")
    assert case.open() == ["record"]
    assert case.happened("cancelled").count("k") == 2
    case.do("record")
    assert case.step.finished


def test_event_sub_processes_of_a_called_process_are_its_own():
    withdrawn = event_sub("w", event("message", "M"), users("record"), "w_s record w_e")
    kid = process(
        element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke") + withdrawn,
        "kid",
    )
    case = Case(
        simple(call("c", "kid") + users("z") + flows("s c z e"), kid, declared=message("M", "withdrawn"))
    )
    assert case.one("w_s", "messages").process == "kid"
    case.say("withdrawn")
    assert case.open() == ["record"]
    case.do("record")
    assert (case.open(), case.step.ends) == (["z"], ())


def test_an_interrupting_one_ends_those_that_run_beside():
    note = event_sub("n", event("message", "N"), users("read"), "n_s read n_e", interrupting=False)
    stop = event_sub("w", event("message", "M"), users("record"), "w_s record w_e")
    case = Case(simple(BODY + note + stop, declared=message("M", "stop") + message("N", "note")))
    case.say("note")
    case.say("stop")
    assert case.open() == ["record"]
    with pytest.raises(Conflict):
        case.say("note")


def test_it_listens_as_soon_as_its_correlation_key_is_known():
    stop = event_sub("w", event("message", "M"), users("record"), "w_s record w_e")
    case = Case(simple(BODY + stop, declared=message("M", "stop", "=ref")))
    assert (case.open(), case.open("incidents"), case.open("messages")) == (["a"], [], [])
    with pytest.raises(Conflict):
        case.say("stop")
    case.do("a", ref="R")
    assert case.one("w_s", "messages").correlation == "R"
    case.say("stop", "R")
    assert case.open() == ["record"]


def test_a_failing_event_of_an_event_sub_process_is_an_incident_beside_the_work():
    stop = event_sub("w", event("message", "M"), users("record"), "w_s record w_e")
    text = simple(BODY + stop, declared=message("M", "stop", "=ref"))
    case = Case(text, {"ref": ["no", "key"]})
    assert (case.open(), case.open("incidents")) == (["a"], ["w_s"])
    case.retry("w_s", ref="R")
    assert case.one("w_s", "messages").correlation == "R"
    case = Case(text, {"ref": ["no", "key"]})
    case.do("a")
    case.do("b")
    assert case.step.finished
