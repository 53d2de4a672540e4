"""What fails inside: it stands before the element, says what and why, and can be tried again, corrected or skipped."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.errors import Conflict, StepFailed
from tests.unit.engine.case import Case, simple
from tests.unit.engine.diagrams import (
    boundary,
    call,
    element,
    error,
    event,
    flows,
    gateway,
    mapping,
    message,
    process,
    script,
    service,
    timer,
    user,
    users,
)

HEAVY = "=sum(for i in 1..size return i)"  # spends its budget when `size` is large
BIG = 10_000_000


def test_an_assignment_that_fails_leaves_nothing_half_open():
    assigned = '<zeebe:assignmentDefinition candidateGroups="=who"/>'
    body = (
        users("a")
        + user("u", mapping({"local": "=1"}), assigned)
        + boundary("t", "u", timer("timeDuration", "PT1H"))
    )
    case = Case(simple(body + users("late") + flows("s a u e;t late e")))
    case.do("a", who=7)
    incident = case.one("u", "incidents")
    assert "The candidate groups of u gave 7, not a list of names." in incident.message
    assert (case.open(), case.open("timers")) == ([], [])
    case.retry("u", who=["g"])
    assert case.one("u").candidate_groups == ("g",)
    assert case.open("timers") == ["t"]
    assert case.variables("u")["local"] == 1


def test_a_timer_of_a_boundary_event_that_cannot_be_computed():
    body = users("a", "u") + boundary("t", "u", timer("timeDate", "=day")) + users("late")
    case = Case(simple(body + flows("s a u e;t late e")))
    case.do("a", day="soon")
    assert case.open("incidents") == ["u"]
    assert "'soon' is not a date and time" in case.one("u", "incidents").message
    case.retry("u", day="2030-02-01")
    assert (case.open(), case.open("timers")) == (["u"], ["t"])


def test_an_input_mapping_and_an_output_mapping_that_fail():
    body = user("u", mapping({"n": HEAVY}, {"m": "=sum(for i in 1..other return i)"})) + users("z")
    case = Case(simple(body + flows("s u z e")), {"size": BIG})
    assert case.one("u", "incidents").values == {"size": BIG}
    case.retry("u", size=3)
    assert case.variables("u")["n"] == 6
    case.do("u", other=BIG, answer="kept")
    assert (case.open(), case.open("incidents")) == ([], ["u"])
    assert case.step.closed and "done" in case.step.closed.values()
    case.call(engine.set_variables, {"other": 4})
    case.skip("u", m=10)
    assert case.open() == ["z"]
    assert case.variables() == {"size": 3, "other": 4, "m": 10}


def test_the_answer_is_kept_while_the_mapping_is_corrected():
    """The expression reads a variable of the process: correcting it is enough, nobody answers twice."""
    body = user("u", mapping({}, {"m": "=answer + sum(for i in 1..size return i)"})) + users("z")
    case = Case(simple(body + flows("s u z e")), {"size": BIG})
    case.do("u", answer=100)
    case.retry("u")
    assert case.open("incidents") == ["u"]
    case.retry("u", size=2)
    assert (case.open(), case.variables()["m"]) == (["z"], 103)


def test_a_service_is_not_asked_twice_when_its_mapping_fails():
    asked = []

    def serve(job):
        asked.append(job.element)
        return {"r": 1}

    body = service("j", "x", mapping({}, {"m": "=r + sum(for i in 1..size return i)"})) + users("z")
    case = Case(simple(body + flows("s j z e")), {"size": BIG}, serve=serve)
    assert case.open("incidents") == ["j"]
    case.retry("j", size=1)
    assert (asked, case.variables()["m"]) == (["j"], 2)


def test_a_boundary_event_goes_on_waiting_for_a_service_that_failed():
    def serve(job):
        raise StepFailed("Closed.")

    body = service("j", "x") + boundary("t", "j", timer("timeDuration", "P1D")) + users("manual")
    case = Case(simple(body + flows("s j e;t manual e")), serve=serve)
    assert (case.open("incidents"), case.open("timers")) == (["j"], ["t"])
    case.wait(days=1)
    assert (case.open("incidents"), case.open()) == ([], ["manual"])


def test_a_boundary_event_is_over_when_the_person_has_answered():
    body = (
        user("u", mapping({}, {"m": HEAVY}))
        + boundary("t", "u", timer("timeDuration", "P1D"))
        + users("late", "z")
    )
    case = Case(simple(body + flows("s u z e;t late e")))
    case.do("u", size=BIG)
    assert (case.open("incidents"), case.open("timers")) == (["u"], [])


def test_a_script_and_a_decision_that_fail():
    case = Case(simple(script("c", HEAVY, "n") + users("z") + flows("s c z e")), {"size": BIG})
    assert case.one("c", "incidents").expression == HEAVY
    case.retry("c", size=4)
    assert case.variables()["n"] == 10


def test_an_incident_is_closed_by_its_retry_and_has_a_new_key_when_it_fails_again():
    case = Case(simple(script("c", HEAVY, "n") + flows("s c e")), {"size": BIG})
    first = case.one("c", "incidents").key
    case.retry("c")
    second = case.one("c", "incidents").key
    assert first != second
    assert case.step.closed == {first: "done"}
    with pytest.raises(Conflict):
        case.call(engine.retry, first)


def test_a_user_task_may_be_skipped():
    case = Case(simple(user("u", mapping({}, {"x": "=y"})) + users("z") + flows("s u z e")))
    case.skip("u", "tasks", decided=True)
    assert case.open() == ["z"]
    assert case.variables() == {"decided": True}


def test_a_job_a_timer_and_a_message_wait_may_be_skipped():
    body = (
        service("j", "x") + element("intermediateCatchEvent", "t", timer("timeDuration", "P1D")) + users("u")
    )
    body += boundary("b", "u", timer("timeDuration", "P1D")) + users("late", "z")
    case = Case(simple(body + flows("s j t u z e;b late e")), serve=lambda job: engine.LATER)
    case.skip("j", "jobs", sent=True)
    case.skip("t", "timers")
    assert case.open() == ["u"]
    case.skip("b", "timers")
    assert case.open() == ["late"]
    assert case.variables() == {"sent": True}


def test_an_element_of_a_multi_instance_may_be_skipped():
    from tests.unit.engine.diagrams import multi

    case = Case(
        simple(user("m", multi("=[1, 2]", "i", target="o", output="=said")) + users("z") + flows("s m z e"))
    )
    case.skip("m", "tasks", said="skipped")
    case.do("m", said="done")
    assert case.variables() == {"o": ["skipped", "done"]}


def test_skipping_a_gateway_takes_the_default_way():
    ways = {("g", "a"): "=x > 1"}
    case = Case(simple(gateway("exclusive", "g", "f_g_b") + users("a", "b") + flows("s g a e;g b e", ways)))
    case.skip("g")
    assert case.open() == ["b"]


def test_a_failing_instance_inside_a_called_process_says_where():
    kid = process(
        element("startEvent", "ks")
        + script("kc", HEAVY, "n")
        + element("endEvent", "ke")
        + flows("ks kc ke"),
        "kid",
    )
    case = Case(simple(call("c", "kid") + users("z") + flows("s c z e"), kid), {"size": BIG})
    incident = case.one("kc", "incidents")
    assert (incident.process, incident.scope) == ("kid", 2)
    assert case.variables("kc", "incidents") == {"size": BIG}
    case.retry("kc", size=2)
    assert case.variables()["n"] == 3


def test_an_uncaught_error_may_be_skipped_or_the_case_cancelled():
    bad = element("endEvent", "bad", event("error", "E"))
    case = Case(simple(users("u") + bad + flows("s u bad"), declared=error("E", "X1")))
    case.do("u")
    assert case.open("incidents") == ["bad"]
    state = case.state
    case.skip("bad")
    assert (case.step.finished, case.step.ends) == (True, ("bad",))
    step = engine.cancel(case.specs, state, now=case.now)
    assert step.finished


def test_the_values_of_a_variable_that_cannot_be_stored_refuse_the_step():
    case = Case(simple(users("u") + flows("s u e")))
    before = case.state
    for value in ({1, 2}, object(), 2**70):
        with pytest.raises(Exception, match=r"cannot be stored"):
            case.do("u", x=value)
    assert case.state == before
    case.do("u", x=1)
    assert case.step.finished


def test_a_message_is_thrown_once_when_the_mapping_behind_it_fails():
    throw = element("intermediateThrowEvent", "t", mapping({}, {"n": HEAVY}), event("message", "M"))
    case = Case(simple(throw + users("z") + flows("s t z e"), declared=message("M", "issued")), {"size": BIG})
    assert [one.code for one in case.step.thrown] == ["issued"]
    case.retry("t", size=2)
    assert case.step.thrown == ()
    assert (case.open(), case.variables()["n"]) == (["z"], 3)


def test_output_mappings_are_written_all_or_none():
    case = Case(simple(user("u", mapping({}, {"x": "=answer", "m": HEAVY})) + users("z") + flows("s u z e")))
    case.do("u", answer=1, size=BIG)
    assert case.open("incidents") == ["u"]
    assert case.variables() == {}
