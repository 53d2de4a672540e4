"""The same facts written by Camunda 8, Camunda 7 and its relatives, Spiff and plain tools."""

from __future__ import annotations

import pytest

from cip_workflow.bpmn import Element, read
from tests.unit.bpmn.models import definitions, document, process


def only(inside: str, element_id: str = "t") -> Element:
    return document(inside).processes[0].elements[element_id]


def extended(kind: str, extensions: str, attributes: str = "", rest: str = "") -> str:
    return (
        f'<bpmn:{kind} id="t" {attributes}><bpmn:extensionElements>{extensions}</bpmn:extensionElements>{rest}'
        f"</bpmn:{kind}>"
    )


def test_zeebe_user_task() -> None:
    task = only(
        extended(
            "userTask",
            '<zeebe:userTask/><zeebe:formDefinition formId="F01"/>'
            '<zeebe:assignmentDefinition assignee="=who" candidateGroups="a, b" candidateUsers="=[&quot;ann&quot;]"/>'
            '<zeebe:taskSchedule dueDate="=now()" followUpDate="2026-12-01T09:00:00Z"/>'
            '<zeebe:priorityDefinition priority="50"/>'
            '<zeebe:ioMapping><zeebe:input source="=a.b" target="x"/><zeebe:output source="=y" target="z"/>'
            '</zeebe:ioMapping><zeebe:properties><zeebe:property name="sla" value="10wd"/></zeebe:properties>'
            '<zeebe:taskListeners><zeebe:taskListener eventType="assigning" type="n"/></zeebe:taskListeners>',
        )
    )
    assert (task.form, task.assignee, task.candidate_groups) == ("F01", "=who", ("a", "b"))
    assert (task.candidate_users, task.due_date, task.priority) == (('=["ann"]',), "=now()", "50")
    assert task.follow_up_date == "2026-12-01T09:00:00Z"
    assert (task.inputs, task.outputs) == ((("x", "=a.b"),), (("z", "=y"),))
    assert task.properties == {"sla": "10wd"}
    assert [(one.kind, one.event) for one in task.listeners] == [("task", "assigning")]


def test_zeebe_work() -> None:
    job = only(
        extended(
            "serviceTask",
            '<zeebe:taskDefinition type="mail" retries="3"/>'
            '<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>',
        )
    )
    assert (job.job_type, job.retries, job.headers) == ("mail", "3", {"k": "v"})
    decision = only(extended("businessRuleTask", '<zeebe:calledDecision decisionId="d" resultVariable="r"/>'))
    assert (decision.called_decision, decision.result_variable) == ("d", "r")
    script = only(extended("scriptTask", '<zeebe:script expression="=a+b" resultVariable="c"/>'))
    assert (script.script, script.script_format, script.result_variable) == ("=a+b", "feel", "c")
    call = only(
        extended("callActivity", '<zeebe:calledElement processId="Sub" propagateAllChildVariables="false"/>')
    )
    assert (call.called_process, call.propagate_in, call.propagate_out) == ("Sub", True, False)


def test_zeebe_multi_instance_and_embedded_form() -> None:
    many = only(
        '<bpmn:userTask id="t"><bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>'
        '<zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results"'
        ' outputElement="=result"/></bpmn:extensionElements><bpmn:completionCondition>=done</bpmn:completionCondition>'
        "</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>"
    ).multi_instance
    assert many is not None
    assert (many.sequential, many.collection, many.element) == (True, "=items", "item")
    assert (many.output_collection, many.output_element, many.condition) == ("results", "=result", "=done")
    read_ = document(
        '<bpmn:extensionElements><zeebe:userTaskForm id="F">{"components":[]}</zeebe:userTaskForm>'
        '<zeebe:versionTag value="1.4"/></bpmn:extensionElements>'
        + extended("userTask", '<zeebe:formDefinition formKey="camunda-forms:bpmn:F"/>')
    )
    assert read_.forms == {"F": '{"components":[]}'}
    assert read_.processes[0].elements["t"].form == "F"
    assert read_.processes[0].version_tag == "1.4"


@pytest.mark.parametrize("vendor", ["camunda", "operaton", "flowable"])
def test_camunda_user_task(vendor: str) -> None:
    task = only(
        f'<bpmn:userTask id="t" {vendor}:assignee="${{reviewer}}" {vendor}:candidateGroups="a,b"'
        f' {vendor}:candidateUsers="ann" {vendor}:dueDate="P5D" {vendor}:formKey="camunda-forms:deployment:f.form">'
        f'<bpmn:extensionElements><{vendor}:formData><{vendor}:formField id="ok"/></{vendor}:formData>'
        f'<{vendor}:taskListener event="create" class="x.Y"/></bpmn:extensionElements></bpmn:userTask>'
    )
    assert (task.assignee, task.candidate_groups, task.candidate_users) == (
        "${reviewer}",
        ("a", "b"),
        ("ann",),
    )
    assert (task.due_date, task.form, task.form_fields) == ("P5D", "f.form", ("ok",))
    assert task.listeners[0].implementation == "x.Y"


def test_camunda_mappings() -> None:
    task = only(
        extended(
            "userTask",
            '<camunda:inputOutput><camunda:inputParameter name="a">${b.c}</camunda:inputParameter>'
            '<camunda:inputParameter name="l"><camunda:list><camunda:value>x</camunda:value>'
            "<camunda:value>y</camunda:value></camunda:list></camunda:inputParameter>"
            '<camunda:inputParameter name="m"><camunda:map><camunda:entry key="k">v</camunda:entry></camunda:map>'
            '</camunda:inputParameter><camunda:inputParameter name="s">'
            '<camunda:script scriptFormat="javascript">1+1</camunda:script></camunda:inputParameter>'
            '<camunda:outputParameter name="o">${p}</camunda:outputParameter></camunda:inputOutput>',
        )
    )
    assert dict(task.inputs) == {
        "a": "${b.c}",
        "l": '=["x", "y"]',
        "m": '={"k": "v"}',
        "s": "#!javascript 1+1",
    }
    assert task.outputs == (("o", "${p}"),)


def test_camunda_work() -> None:
    call = only(
        extended(
            "callActivity",
            '<camunda:in variables="all"/><camunda:in source="a" target="b"/><camunda:in businessKey="#{k}"/>'
            '<camunda:in sourceExpression="${x}" target="y"/><camunda:out source="r" target="q"/>',
            'calledElement="Sub" camunda:calledElementBinding="deployment"',
        )
    )
    assert (call.called_process, call.binding, call.propagate_in, call.propagate_out) == (
        "Sub",
        "deployment",
        True,
        False,
    )
    assert (call.inputs, call.outputs) == ((("b", "${a}"), ("y", "${x}")), (("q", "${r}"),))
    external = only('<bpmn:serviceTask id="t" camunda:type="external" camunda:topic="email"/>')
    assert external.job_type == "email"
    java = only('<bpmn:serviceTask id="t" camunda:class="x.Y" camunda:resultVariable="r"/>')
    assert java.implementation is not None
    assert (java.implementation.kind, java.implementation.text, java.result_variable) == ("class", "x.Y", "r")
    decision = only(
        '<bpmn:businessRuleTask id="t" camunda:decisionRef="d" camunda:mapDecisionResult="singleEntry"/>'
    )
    assert (decision.called_decision, decision.decision_result) == ("d", "singleEntry")
    many = only(
        '<bpmn:userTask id="t"><bpmn:multiInstanceLoopCharacteristics camunda:collection="${people}"'
        ' camunda:elementVariable="person"/></bpmn:userTask>'
    ).multi_instance
    assert many is not None
    assert (many.collection, many.element, many.sequential) == ("${people}", "person", False)
    start = only('<bpmn:startEvent id="t" camunda:initiator="starter" camunda:formRef="F"/>')
    assert (start.initiator, start.form) == ("starter", "F")


def test_camunda_process() -> None:
    found = read(
        process(
            "",
            attributes='camunda:versionTag="2" camunda:historyTimeToLive="P730D" camunda:candidateStarterGroups="g"',
        ),
        "x",
    ).processes[0]
    assert (found.version_tag, found.retention, found.starter_groups) == ("2", "P730D", ("g",))


def test_spiff() -> None:
    task = only(
        extended(
            "userTask",
            '<spiffworkflow:properties><spiffworkflow:property name="formJsonSchemaFilename" value="f.json"/>'
            "</spiffworkflow:properties><spiffworkflow:instructionsForEndUser>Do it"
            "</spiffworkflow:instructionsForEndUser><spiffworkflow:preScript>a = 1</spiffworkflow:preScript>",
        )
    )
    assert (task.form_key, task.documentation) == ("f.json", "Do it")
    assert (task.listeners[0].event, task.listeners[0].implementation) == ("preScript", "a = 1")
    assert (
        only(
            extended("businessRuleTask", "<spiffworkflow:calledDecisionId>d</spiffworkflow:calledDecisionId>")
        ).called_decision
        == "d"
    )
    service = only(
        extended("serviceTask", '<spiffworkflow:serviceTaskOperator id="http/Get" resultVariable="r"/>')
    )
    assert service.implementation is not None
    assert (service.implementation.kind, service.result_variable) == ("operator", "r")


def test_plain_people() -> None:
    task = only(
        '<bpmn:userTask id="t"><bpmn:potentialOwner><bpmn:resourceAssignmentExpression><bpmn:formalExpression>'
        "user(kermit), group(management), accounts</bpmn:formalExpression></bpmn:resourceAssignmentExpression>"
        "</bpmn:potentialOwner><bpmn:humanPerformer><bpmn:resourceAssignmentExpression><bpmn:formalExpression>piggy"
        "</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:humanPerformer></bpmn:userTask>"
    )
    assert (task.assignee, task.candidate_users) == ("piggy", ("kermit",))
    assert task.candidate_groups == ("management", "accounts")


def test_jbpm_people() -> None:
    task = only(
        '<bpmn:userTask id="t"><bpmn:ioSpecification><bpmn:dataInput id="i" name="GroupId"/></bpmn:ioSpecification>'
        "<bpmn:dataInputAssociation><bpmn:targetRef>i</bpmn:targetRef><bpmn:assignment><bpmn:from>HR,IT</bpmn:from>"
        "<bpmn:to>i</bpmn:to></bpmn:assignment></bpmn:dataInputAssociation></bpmn:userTask>"
    )
    assert task.candidate_groups == ("HR", "IT")


def test_plain_repetition() -> None:
    many = only(
        '<bpmn:task id="t"><bpmn:dataInputAssociation><bpmn:sourceRef>list</bpmn:sourceRef>'
        "<bpmn:targetRef>in</bpmn:targetRef></bpmn:dataInputAssociation><bpmn:multiInstanceLoopCharacteristics>"
        '<bpmn:loopDataInputRef>in</bpmn:loopDataInputRef><bpmn:inputDataItem id="x" name="item"/>'
        "</bpmn:multiInstanceLoopCharacteristics></bpmn:task>"
        '<bpmn:dataObject id="list" name="people"/>'
    ).multi_instance
    assert many is not None
    assert (many.collection, many.element) == ("people", "item")
    loop = only(
        '<bpmn:task id="t"><bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="3">'
        "<bpmn:loopCondition>again</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:task>"
    ).loop
    assert loop is not None
    assert (loop.condition, loop.maximum, loop.test_before) == ("again", "3", True)


@pytest.mark.parametrize(
    ("attributes", "dialect"),
    [
        ("", "plain"),
        ('camunda:x="1"', "camunda"),
        ('zeebe:x="1" zeebe:y="1" camunda:x="1"', "zeebe"),
        ('flowable:x="1"', "camunda"),
        ('spiffworkflow:x="1"', "spiff"),
    ],
)
def test_the_dialect_is_the_vendor_whose_names_are_used(attributes: str, dialect: str) -> None:
    assert read(definitions(f'<bpmn:process id="p" {attributes}/>'), "x").dialect == dialect


def test_a_declared_platform_decides() -> None:
    data = definitions('<bpmn:process id="p"/>').replace(
        b' id="d"',
        b' id="d" xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud"',
    )
    assert read(data, "x").dialect == "zeebe"
