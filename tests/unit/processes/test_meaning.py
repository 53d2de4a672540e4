"""Our diagrams as instructions: everything that a person, a form, a handler or the next step needs is said in them."""

from __future__ import annotations

import json
import re

import pytest

from cip_workflow import feel
from cip_workflow.bpmn import Element, read
from cip_workflow.errors import WorkflowError
from tests.processes import catalogue
from tests.unit.processes.drawing import FILES, ROOT

DOCUMENTS = {path.name: read(path.read_bytes(), path.name) for path in FILES}
PROCESSES = {process.id: process for document in DOCUMENTS.values() for process in document.processes}
ELEMENTS = [element for process in PROCESSES.values() for element in process.elements.values()]
FORMS = {json.loads(path.read_text())["id"]: path.stem for path in (ROOT / "forms").glob("*.form")}
GROUPS = {
    group["key"]
    for group in json.loads((ROOT / "cip_workflow/operations/group/groups.json").read_text())["groups"]
}
USER_TASKS = [element for element in ELEMENTS if element.type == "userTask"]
CHOICES = [
    element for element in ELEMENTS if element.type == "exclusiveGateway" and len(element.outgoing) > 1
]
TASKS = catalogue.told("TASKS")
STAGES = {module.STAGE for module in catalogue.modules("domain")}
named = pytest.mark.parametrize("task", USER_TASKS, ids=lambda task: task.id)


def test_the_tasks_are_those_of_the_domain() -> None:
    assert {task.id for task in USER_TASKS} == set(TASKS)


@named
def test_a_task_says_what_to_do_whose_it_is_and_by_when(task: Element) -> None:
    form, sla, groups = TASKS[task.id]
    assert (task.form, task.properties["sla"]) == (form, sla)
    assert task.form in FORMS
    assert task.binding == "deployment"
    assert re.findall(r"[a-z]+(?:-[a-z0-9]+)+", " ".join(task.candidate_groups)) == groups.split()
    assert {*groups.split(), *re.split(r", *", task.properties["escalateTo"])} <= GROUPS
    assert task.candidate_groups or (
        task.assignee in {"=declarant", "=evaluator"} and task.properties["fixedAssignee"] == "true"
    )
    assert 0 < float(task.properties["warnAt"]) < 1
    assert task.properties["stage"] in STAGES
    assert len(task.documentation) > 120


@named
def test_a_task_names_what_goes_in_and_what_comes_out(task: Element) -> None:
    assert task.inputs and task.outputs


def test_duty_rules_stand_where_the_domain_puts_them() -> None:
    found = {task.id: task.properties["sod"] for task in USER_TASKS if "sod" in task.properties}
    assert found == catalogue.told("DUTY")


@pytest.mark.parametrize("gateway", CHOICES, ids=lambda gateway: gateway.id)
def test_a_choice_has_conditions_and_a_wait_that_leads_back(gateway: Element) -> None:
    process = PROCESSES[gateway.process]
    assert gateway.default in gateway.outgoing
    for way in gateway.outgoing:
        flow = process.flows[way]
        assert flow.name
        assert bool(flow.condition) == (way != gateway.default)
    wait = process.elements[process.flows[gateway.default].target]
    assert wait.job_type == "cip:unexpected-value"
    assert wait.headers["gateway"] == gateway.id
    assert {"reads", "expected", "settled"} <= set(wait.headers)
    [back] = wait.outgoing
    assert process.flows[back].target == gateway.id


def test_every_type_of_work_is_documented() -> None:
    pages = (ROOT / "docs/handlers.md", *sorted((ROOT / "docs/handlers").glob("*.md")))
    told = {
        one for page in pages for one in re.findall(r"^## `(cip:[a-z-]+)`", page.read_text(), re.MULTILINE)
    }
    assert {element.job_type for element in ELEMENTS if element.job_type} == told


def test_calls_bind_to_the_same_deployment_and_share_nothing_unsaid() -> None:
    calls = [element for element in ELEMENTS if element.type == "callActivity"]
    assert calls
    for call in calls:
        assert call.called_process in PROCESSES
        assert call.binding == "deployment"
        assert (call.propagate_in, call.propagate_out) == (False, False)
        assert call.inputs and call.outputs


def test_decisions_are_in_the_folder() -> None:
    decisions = [element for element in ELEMENTS if element.type == "businessRuleTask"]
    assert decisions
    for decision in decisions:
        assert (ROOT / "processes" / f"{decision.called_decision}.dmn").is_file()
        assert decision.binding == "deployment"


def test_ends_are_those_of_the_domain() -> None:
    ends = {element.id for element in ELEMENTS if element.type == "endEvent"}
    assert catalogue.named("ENDS") <= ends


def test_messages_and_escalations_have_the_names_of_the_domain() -> None:
    drawn = {message.name for document in DOCUMENTS.values() for message in document.messages.values()}
    assert drawn == catalogue.named("MESSAGES")
    raised = {
        event.reference for element in ELEMENTS for event in element.events if event.kind == "escalation"
    }
    assert raised == {"Escalation_governance"}


def test_boundary_timers_are_those_of_the_domain() -> None:
    timers = {
        element.id: element for element in ELEMENTS if element.type == "boundaryEvent" and element.timer
    }
    wanted = catalogue.told("TIMERS")
    assert set(timers) == set(wanted)
    for name, (holds, interrupts) in wanted.items():
        assert holds in timers[name].timer.expression
        assert timers[name].interrupting is interrupts


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_every_expression_can_be_read(document) -> None:
    found = 0
    for node in document.root.iter("*"):
        for text in (node.text or "", *node.attrib.values()):
            if text.strip().startswith("=") and text.strip("= \n\t"):
                feel.compile(text.strip().removeprefix("="))
                found += 1
    assert found > 50


def test_an_expression_that_cannot_be_read_is_noticed() -> None:
    with pytest.raises(WorkflowError):
        feel.compile("if briefRef then")
