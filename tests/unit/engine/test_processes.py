"""Sub-processes, called processes, event sub-processes."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.errors import Conflict
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
    event_sub,
    flows,
    gateway,
    mapping,
    message,
    multi,
    process,
    script,
    signal,
    sub,
    timer,
    user,
    users,
    when,
)

KID = process(element("startEvent", "ks") + users("k") + element("endEvent", "ke") + flows("ks k ke"), "kid")


def test_an_embedded_sub_process_shares_the_variables():
    case = Case(
        simple(sub("sp", users("k") + flows("sp_s k sp_e")) + users("z") + flows("s sp z e")), {"v": 1}
    )
    case.do("k", v=5, new=1)
    assert case.variables() == {"v": 5, "new": 1}
    assert case.happened("left") == ["k", "sp_e", "sp"]


def test_with_input_mappings_it_has_local_ones():
    own = mapping({"l": "=v + 1"}, {"back": "=l"})
    case = Case(
        simple(sub("sp", users("k") + flows("sp_s k sp_e"), own) + users("z") + flows("s sp z e")), {"v": 1}
    )
    assert case.variables("k") == {"v": 1, "l": 2}
    case.do("k", v=5, new=1, l=9)
    assert case.variables() == {"v": 5, "new": 1, "back": 9}


@pytest.mark.parametrize(
    ("all_in", "maps", "seen"),
    [
        (True, {}, {"a": [1], "b": 2}),
        (True, {"x": "=a[1] + b"}, {"a": [1], "b": 2, "x": 3}),
        (False, {"x": "=a[1] + b"}, {"x": 3}),
        (False, {}, {}),
    ],
)
def test_what_a_called_process_sees(all_in, maps, seen):
    case = Case(
        simple(call("c", "kid", mapping(maps), all_in=all_in) + flows("s c e"), KID), {"a": [1], "b": 2}
    )
    assert case.variables("k") == seen
    assert (case.one("k").process, case.one("k").scope) == ("kid", 2)


@pytest.mark.parametrize(
    ("all_out", "maps", "after"),
    [
        (True, {}, {"a": 5, "b": 9}),
        (False, {}, {"a": 1}),
        (False, {"result": "=a + b + c"}, {"a": 1, "result": 24}),
        (True, {"result": "=b"}, {"a": 1, "result": 9}),
    ],
)
def test_what_a_called_process_gives_back(all_out, maps, after):
    own = mapping({"c": "=10"}, maps)
    case = Case(simple(call("c", "kid", own, all_out=all_out) + users("z") + flows("s c z e"), KID), {"a": 1})
    case.do("k", a=5, b=9)
    expected = dict(after)
    if all_out and not maps:
        expected["c"] = 10
    assert case.variables() == expected


def test_the_called_process_may_be_an_expression():
    text = simple(call("c", "=which") + users("z") + flows("s c z e"), KID)
    case = Case(text, {"which": "kid"})
    assert case.open() == ["k"]
    case = Case(text, {"which": "nobody"})
    assert "no process 'nobody'" in case.one("c", "incidents").message
    case.retry("c", which="kid")
    assert case.open() == ["k"]


def test_a_process_that_calls_itself_without_an_end_stands_still():
    case = Case(simple(call("c", "p") + flows("s c e")))
    incident = case.one("c", "incidents")
    assert "more than 50 deep" in incident.message
    case.call(engine.cancel)
    assert case.step.finished


def test_a_failing_output_mapping_of_a_call_does_not_call_again():
    own = mapping({}, {"n": "=sum(for i in 1..size return i)"})
    case = Case(simple(call("c", "kid", own) + users("z") + flows("s c z e"), KID))
    case.do("k", size=10_000_000)
    assert (case.open(), case.open("incidents")) == ([], ["c"])
    case.skip("c", n=3)
    assert (case.open(), case.variables()) == (["z"], {"n": 3})


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


def test_nested_scopes_are_left_from_the_inside():
    inner = sub("in", script("c", "=n + 1", "n") + users("k") + flows("in_s c k in_e"))
    case = Case(
        simple(sub("out", inner + flows("out_s in out_e")) + users("z") + flows("s out z e")), {"n": 0}
    )
    assert case.variables("k") == {"n": 1}
    case.do("k")
    assert case.open() == ["z"]


def test_cancelling_ends_everything_and_keeps_the_variables():
    case = Case(simple(call("c", "kid", multi("=[1, 2]", "i")) + flows("s c e"), KID), {"v": 1})
    keys = [t.key for t in case.all("k")]
    case.call(engine.cancel)
    assert case.step.closed == dict.fromkeys(keys, "cancelled")
    assert case.step.finished
    assert case.variables() == {"v": 1}
    with pytest.raises(Conflict):
        case.call(engine.cancel)


def test_several_processes_in_one_version():
    text = specs(process(START + user("u") + END + flows("s u e")), KID)
    assert [p.id for p in engine.processes(text)] == ["p", "kid"]
    assert Case(text, process="kid").open() == ["k"]


def test_a_gateway_may_begin_a_sub_process_without_a_start_event():
    inner = gateway("parallel", "f") + users("k", "l") + flows("f k;f l")
    case = Case(simple(element("subProcess", "sp", inner) + users("z") + flows("s sp z e")))
    assert case.open() == ["k", "l"]
    case.do("k")
    case.do("l")
    assert case.open() == ["z"]
