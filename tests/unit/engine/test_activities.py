"""Tasks of people, services, scripts: mappings, assignment, answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cip_workflow import engine
from cip_workflow.errors import Conflict, NotFound, StepFailed
from cip_workflow.types import Job
from tests.unit.engine.case import T0, Case, simple, specs
from tests.unit.engine.diagrams import (
    END,
    START,
    document,
    element,
    flows,
    mapping,
    process,
    script,
    service,
    user,
    users,
)


def test_a_user_task_opens_with_its_expressions_evaluated():
    assigned = '<zeebe:assignmentDefinition assignee="=boss" candidateGroups="=[&quot;a&quot;, group]" candidateUsers="ann, bob"/>'
    form = '<zeebe:formDefinition formId="F07"/>'
    due = '<zeebe:taskSchedule dueDate="=now() + duration(&quot;P1D&quot;)"/>'
    own = '<zeebe:properties><zeebe:property name="sla" value="10wd"/></zeebe:properties>'
    documentation = "<bpmn:documentation>Read it.</bpmn:documentation>"
    case = Case(
        simple(user("u", documentation, assigned, form, due, own) + flows("s u e")),
        {"boss": "mia", "group": "g"},
    )
    task = case.one("u")
    assert (task.assignee, task.candidate_groups, task.candidate_users) == ("mia", ("a", "g"), ("ann", "bob"))
    assert (task.form, task.due, dict(task.properties)) == (
        "F07",
        datetime(2030, 1, 8, 9, tzinfo=UTC),
        {"sla": "10wd"},
    )
    assert (task.documentation, task.process, task.scope, task.index) == ("Read it.", "p", 0, None)


def test_answers_reach_the_process_without_mappings():
    case = Case(simple(user("u") + user("z") + flows("s u z e")), {"old": 1})
    case.do("u", old=2, new=[1, {"a": None}])
    assert case.variables() == {"old": 2, "new": [1, {"a": None}]}


def test_with_output_mappings_only_they_reach_the_process():
    maps = mapping(
        {"title": "=brief.title"}, {"decided": '=outcome = "agree"', "brief.title": "=title", "n": "5"}
    )
    case = Case(simple(user("u", maps) + user("z") + flows("s u z e")), {"brief": {"title": "A", "x": 1}})
    assert case.variables("u") == {"brief": {"title": "A", "x": 1}, "title": "A"}
    case.do("u", outcome="agree", title="B", secret=1)
    assert case.variables() == {"brief": {"title": "B", "x": 1}, "decided": True, "n": "5"}


def test_mappings_see_those_before_them():
    maps = mapping({"a": "=x + 1", "b": "=a + 1"}, {"c": "=b + y", "d": "=c + 1"})
    case = Case(simple(user("u", maps) + user("z") + flows("s u z e")), {"x": 1})
    assert case.variables("u") == {"x": 1, "a": 2, "b": 3}
    case.do("u", y=10)
    assert case.variables() == {"x": 1, "c": 13, "d": 14}


def test_a_service_that_works_at_once():
    seen: list[Job] = []

    def serve(job: Job) -> dict[str, object]:
        seen.append(job)
        return {"ref": f"R-{job.inputs['n']}", "other": 1}

    headers = '<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>'
    body = service("j", "cip:number", headers, mapping({"n": "=count"}, {"reference": "=ref"})) + user("z")
    case = Case(simple(body + flows("s j z e")), {"count": 7}, serve=serve)
    assert case.variables() == {"count": 7, "reference": "R-7"}
    assert (seen[0].type, seen[0].inputs, seen[0].headers, seen[0].element) == (
        "cip:number",
        {"n": 7},
        {"k": "v"},
        "j",
    )


def test_a_service_without_mappings_sees_and_gives_everything():
    case = Case(
        simple(service("j", "x") + user("z") + flows("s j z e")),
        {"a": 1},
        serve=lambda job: {"b": job.inputs["a"] + 1},
    )
    assert case.variables() == {"a": 1, "b": 2}
    case = Case(simple(service("j", "x") + user("z") + flows("s j z e")), {"a": 1}, serve=lambda job: None)
    assert case.variables() == {"a": 1}


def test_a_service_that_works_later():
    case = Case(
        simple(service("j", "mail") + user("z") + flows("s j z e")), {"a": 1}, serve=lambda job: engine.LATER
    )
    assert case.open("jobs") == ["j"]
    case.call(engine.finish_job, case.one("j", "jobs").key, {"sent": True})
    assert case.open() == ["z"]
    assert case.variables() == {"a": 1, "sent": True}


def test_a_job_that_is_given_up_is_an_incident_and_its_retry_a_new_job():
    case = Case(simple(service("j", "mail") + user("z") + flows("s j z e")), serve=lambda job: engine.LATER)
    old = case.one("j", "jobs").key
    case.call(engine.fail_job, old, "The server is away.")
    assert case.step.closed == {old: "cancelled"}
    incident = case.one("j", "incidents")
    assert (incident.kind, incident.message) == ("service", "The server is away.")
    case.retry("j")
    assert case.step.closed == {incident.key: "done"}
    case.call(engine.finish_job, case.one("j", "jobs").key, {})
    assert case.open() == ["z"]


def test_a_service_that_fails_is_an_incident_and_the_answer_is_kept():
    broken = [True]

    def serve(job: Job) -> None:
        if broken[0]:
            raise StepFailed("The register is closed.")

    case = Case(simple(user("u") + service("j", "x") + user("z") + flows("s u j z e")), serve=serve)
    case.do("u", answer=1)
    assert (case.open(), case.open("incidents"), case.variables()) == ([], ["j"], {"answer": 1})
    case.retry("j")
    assert case.open("incidents") == ["j"]
    broken[0] = False
    case.retry("j")
    assert (case.open(), case.open("incidents")) == (["z"], [])


def test_nobody_to_serve_is_an_incident():
    case = Case(simple(service("j", "x") + flows("s j e")))
    assert "type 'x'" in case.one("j", "incidents").message


def test_other_exceptions_of_a_service_go_through():
    def serve(job: Job) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Case(simple(service("j", "x") + flows("s j e")), serve=serve)


def test_scripts_are_feel():
    body = (
        script("c", "=n * 2 + 1", "n") + script("d", '={list: [n], day: date("2030-01-01")}', "o") + user("z")
    )
    case = Case(simple(body + flows("s c d z e")), {"n": 3})
    assert case.variables()["n"] == 7
    assert case.variables()["o"]["list"] == [7]
    body = script("c", "=1", "x", mapping({}, {"y": "=x + 1"})) + user("z")
    assert Case(simple(body + flows("s c z e"))).variables() == {"y": 2}


def test_tasks_without_a_type_pass():
    body = element("task", "t") + element("manualTask", "m") + user("z")
    case = Case(simple(body + flows("s t m z e")))
    assert case.open() == ["z"]
    assert case.happened("left") == ["s", "t", "m"]


def test_a_key_that_is_not_open_is_a_conflict():
    case = Case(simple(users("a", "b") + flows("s a b e")))
    key, before = case.one("a").key, case.state
    case.do("a")
    for function, more in (
        (engine.complete, ({},)),
        (engine.finish_job, ({},)),
        (engine.fail_job, ("x",)),
        (engine.retry, ()),
    ):
        with pytest.raises(Conflict):
            function(case.specs, case.state, key, *more, now=T0)
    with pytest.raises(Conflict):
        engine.variables(case.specs, case.state, key)
    assert engine.complete(case.specs, before, key, {}, now=T0).opened_tasks[0].element == "b"


def test_starting_says_what_is_wrong():
    text = specs(process(START + user("u") + END + flows("s u e")))
    with pytest.raises(NotFound):
        engine.start(text, "q", {}, now=T0)
    with pytest.raises(NotFound):
        engine.start(text, "p", {}, now=T0, start_element="nowhere")
    with pytest.raises(NotFound):
        engine.start(text, "p", {}, now=T0, message="nothing")


def test_the_start_event_maps_what_it_is_given():
    begin = element("startEvent", "s", mapping({}, {"title": "=form.title"}))
    text = engine.compile({"a.bpmn": document(process(begin + user("u") + END + flows("s u e"))).encode()})
    case = Case(text, {"form": {"title": "A"}})
    assert case.variables() == {"form": {"title": "A"}, "title": "A"}
