"""Our diagrams as instructions: everything that a person, a form, a handler or the next step needs is said in them."""

from __future__ import annotations

import json
import re

import pytest

from cip_workflow import feel
from cip_workflow.bpmn import Element, read
from cip_workflow.errors import WorkflowError
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
#: DOMAIN 5.2 and 5.10: task, form, SLA, groups; T109 stands twice, for refusal and for withdrawal.
TASKS = {
    "T101_analyseNeed": ("F02", "10wd", "lcc-data-analyst"),
    "T102_confirmFunding": ("F03", "5wd", "lcc-finance"),
    "T103_gatherLivedExperience": ("F04", "15wd", "participation-lead"),
    "T104_checkScope": ("F05", "5wd", "lcc-legal"),
    "T105_completeBrief": ("F06", "5wd", "lcc-commissioner"),
    "T106_checkQuality": ("F07", "3wd", "lcc-head-of-service"),
    "T107_boardDecides": ("F08", "20wd", "cip-board"),
    "T108_nominateTeam": ("F09", "5wd", "bar-partnership-manager lcc-commissioner"),
    "T109_recordRefusal": ("F37", "2wd", "lcc-head-of-service"),
    "T109_recordWithdrawal": ("F37", "2wd", "lcc-head-of-service"),
    "T901_declareInterests": ("F10", "5wd", ""),
    "T902_assessDeclaration": ("F11", "3wd", "lcc-monitoring-officer"),
    "T903_agreeMitigation": ("F11", "3wd", "design-lead"),
    "T904_restrictOrReplace": ("F09", "2wd", "bar-partnership-manager lcc-commissioner"),
}
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
        task.assignee == "=declarant" and task.properties["fixedAssignee"] == "true"
    )
    assert 0 < float(task.properties["warnAt"]) < 1
    assert task.properties["stage"] in {"brief-issue", "conflict-of-interest"}
    assert len(task.documentation) > 120


@named
def test_a_task_names_what_goes_in_and_what_comes_out(task: Element) -> None:
    assert task.inputs and task.outputs


def test_duty_rules_stand_where_the_domain_puts_them() -> None:
    assert {task.id: task.properties["sod"] for task in USER_TASKS if "sod" in task.properties} == {
        "T106_checkQuality": "SOD-05",
        "T107_boardDecides": "SOD-13",
        "T902_assessDeclaration": "SOD-07",
        "T903_agreeMitigation": "SOD-07",
        "T904_restrictOrReplace": "SOD-07",
    }


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
    told = set(re.findall(r"^## `(cip:[a-z-]+)`", (ROOT / "docs/handlers.md").read_text(), re.MULTILINE))
    assert {element.job_type for element in ELEMENTS if element.job_type} == told


def test_calls_bind_to_the_same_deployment_and_share_nothing_unsaid() -> None:
    calls = [element for element in ELEMENTS if element.type == "callActivity"]
    assert calls
    for call in calls:
        assert call.called_process in PROCESSES
        assert call.binding == "deployment"
        assert (call.propagate_in, call.propagate_out) == (False, False)
        assert call.inputs and call.outputs and call.multi_instance


def test_the_decision_is_in_the_folder() -> None:
    [decision] = [element for element in ELEMENTS if element.type == "businessRuleTask"]
    assert (ROOT / "processes" / f"{decision.called_decision}.dmn").is_file()
    assert decision.binding == "deployment"


def test_ends_are_those_of_the_domain() -> None:
    ends = {element.id for element in ELEMENTS if element.type == "endEvent"}
    assert {"End_issued", "End_outOfScope", "End_rejected", "End_withdrawn"} <= ends
    assert {"End_cleared", "End_mitigated", "End_removed"} <= ends


def test_messages_and_escalations_have_the_names_of_the_domain() -> None:
    assert {message.name for document in DOCUMENTS.values() for message in document.messages.values()} == {
        "brief.withdrawn",
        "brief.issued",
        "handover.openCommissioning",
        "conflict.declared",
    }
    raised = {
        event.reference for element in ELEMENTS for event in element.events if event.kind == "escalation"
    }
    assert raised == {"Escalation_governance"}


def test_timers_that_the_domain_names_do_not_interrupt() -> None:
    timers = {element.id: element for element in ELEMENTS if element.type == "boundaryEvent"}
    days = {
        name: re.search(r"today\(\), (\d+)\)", timer.timer.expression)[1] for name, timer in timers.items()
    }
    assert days == {
        "B_evidenceLate": "15",
        "B_boardLate": "20",
        "B_declarationDue": "5",
        "B_declarationOverdue": "10",
    }
    assert not any(timer.interrupting for timer in timers.values())


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
