"""docs/bpmn.md says what the code does, and the engine and the table agree."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.bpmn import coverage, handbook
from cip_workflow.bpmn.lint import lint
from cip_workflow.bpmn.lower import lower
from cip_workflow.errors import Refused
from tests.unit.bpmn.models import document, flow, process, straight


def test_the_handbook_is_current() -> None:
    text = handbook.PLACE.read_text(encoding="utf-8")
    assert handbook.fill(text) == text, "write it anew: python -m cip_workflow.bpmn.handbook"
    assert coverage.table() in text


@pytest.mark.parametrize(
    "row",
    [*coverage.ELEMENTS.values(), *(row for kinds in coverage.EVENTS.values() for row in kinds.values())],
)
def test_what_is_refused_has_a_reason_and_a_cure(row: coverage.Row) -> None:
    if row.verdict == "refused":
        assert row.note.endswith(".") and row.cure.endswith(".")


DEFINITIONS = {
    "message": '<bpmn:messageEventDefinition messageRef="M"/>',
    "timer": "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>",
    "signal": '<bpmn:signalEventDefinition signalRef="S"/>',
    "error": '<bpmn:errorEventDefinition errorRef="E"/>',
    "escalation": '<bpmn:escalationEventDefinition escalationRef="X"/>',
    "conditional": "<bpmn:conditionalEventDefinition><bpmn:condition>=a</bpmn:condition></bpmn:conditionalEventDefinition>",
    "link": '<bpmn:linkEventDefinition name="L"/>',
    "terminate": "<bpmn:terminateEventDefinition/>",
    "cancel": "<bpmn:cancelEventDefinition/>",
    "compensate": "<bpmn:compensateEventDefinition/>",
    "none": "",
}
DECLARED = (
    '<bpmn:message id="M" name="m"/><bpmn:signal id="S" name="s"/><bpmn:error id="E" errorCode="e"/>'
    '<bpmn:escalation id="X" escalationCode="x"/>'
)
TASK = (
    '<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="g"/>'
    "</bpmn:extensionElements></bpmn:userTask>"
)
INSIDE = f'<bpmn:startEvent id="is"/><bpmn:task id="it"/>{flow("is", "it")}'


#: At the step `t`: its compensate boundary event and the step that undoes it.
UNDO = (
    '<bpmn:boundaryEvent id="{0}" attachedToRef="t"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>'
    '<bpmn:task id="{1}" isForCompensation="true"/><bpmn:association id="a" sourceRef="{0}" targetRef="{1}"/>'
)


def event_model(place: str, kind: str) -> str:
    definition = DEFINITIONS[kind]
    if place == "start event":
        return f'<bpmn:startEvent id="x">{definition}</bpmn:startEvent>{TASK}{flow("x", "t")}'
    if place == "event sub-process start":
        handler = (
            f'<bpmn:startEvent id="x">{definition}</bpmn:startEvent><bpmn:endEvent id="xe"/>{flow("x", "xe")}'
        )
        inside = f'<bpmn:subProcess id="h" triggeredByEvent="true">{handler}</bpmn:subProcess>'
        if kind == "compensate":  # nothing undoes a whole process
            return straight(f'<bpmn:subProcess id="t">{INSIDE}{inside}</bpmn:subProcess>', "t")
        return straight(TASK, "t") + inside
    if place == "sub-process start":
        inner = f'<bpmn:startEvent id="x">{definition}</bpmn:startEvent><bpmn:task id="it"/>{flow("x", "it")}'
        return straight(f'<bpmn:subProcess id="sub">{inner}</bpmn:subProcess>', "sub")
    if place == "boundary event":
        if kind == "compensate":
            return straight(TASK, "t") + UNDO.format("x", "undo")
        host = f'<bpmn:transaction id="t">{INSIDE}</bpmn:transaction>' if kind == "cancel" else TASK
        return (
            straight(host, "t")
            + f'<bpmn:boundaryEvent id="x" attachedToRef="t">{definition}</bpmn:boundaryEvent>'
        )
    if place == "end event":
        end = f'<bpmn:endEvent id="x">{definition}</bpmn:endEvent>'
        if kind == "cancel":
            inner = f'<bpmn:startEvent id="is"/>{end}{flow("is", "x")}'
            return straight(f'<bpmn:transaction id="t">{inner}</bpmn:transaction>', "t")
        return f'<bpmn:startEvent id="s"/>{end}{flow("s", "x")}'
    name = "intermediateCatchEvent" if place == "intermediate catch event" else "intermediateThrowEvent"
    found = f'<bpmn:{name} id="x">{definition}</bpmn:{name}>'
    if kind != "link":
        return straight(found, "x")
    other = {
        "intermediateCatchEvent": "intermediateThrowEvent",
        "intermediateThrowEvent": "intermediateCatchEvent",
    }[name]
    both = found + f'<bpmn:{other} id="y">{definition}</bpmn:{other}>'
    first, second = ("y", "x") if name == "intermediateCatchEvent" else ("x", "y")
    return f'<bpmn:startEvent id="s"/>{both}<bpmn:endEvent id="e"/>{flow("s", first)}{flow(second, "e")}'


PLACES = [(place, kind) for place, kinds in coverage.EVENTS.items() for kind in DEFINITIONS]


@pytest.mark.parametrize(("place", "kind"), PLACES)
def test_lint_and_engine_agree_with_the_table_about_events(place: str, kind: str) -> None:
    """What the table promises compiles; what it does not is found by lint before the engine is asked."""
    model = event_model(place, kind)
    row = coverage.EVENTS[place].get(kind)
    blocked = [
        one
        for one in lint(process(model, beside=DECLARED), "x")
        if one.rule in {"unsupported", "event-sub-process"} and one.element in {"x", "h"}
    ]
    if row is not None and row.verdict == "executed":
        assert blocked == []
        assert engine.compile({"x": lower(document(model, beside=DECLARED))})
    else:
        assert blocked


ACTIVITIES = {
    "task": '<bpmn:task id="x"/>',
    "manualTask": '<bpmn:manualTask id="x"/>',
    "userTask": TASK.replace('"t"', '"x"'),
    "serviceTask": '<bpmn:serviceTask id="x"><bpmn:extensionElements><zeebe:taskDefinition type="j"/></bpmn:extensionElements></bpmn:serviceTask>',
    "sendTask": '<bpmn:sendTask id="x" messageRef="M"/>',
    "receiveTask": '<bpmn:receiveTask id="x" messageRef="M"/>',
    "receiveTask instantiate": '<bpmn:receiveTask id="x" messageRef="M" instantiate="true"/>',
    "scriptTask": '<bpmn:scriptTask id="x"><bpmn:extensionElements><zeebe:script expression="=1" resultVariable="r"/></bpmn:extensionElements></bpmn:scriptTask>',
    "callActivity": '<bpmn:callActivity id="x"><bpmn:extensionElements><zeebe:calledElement processId="p"/></bpmn:extensionElements></bpmn:callActivity>',
    "subProcess": f'<bpmn:subProcess id="x">{INSIDE}</bpmn:subProcess>',
    "transaction": f'<bpmn:transaction id="x">{INSIDE}</bpmn:transaction>',
    "adHocSubProcess": '<bpmn:adHocSubProcess id="x"><bpmn:task id="it"/></bpmn:adHocSubProcess>',
    "loop": '<bpmn:task id="x"><bpmn:standardLoopCharacteristics><bpmn:loopCondition>=a</bpmn:loopCondition></bpmn:standardLoopCharacteristics></bpmn:task>',
    "multiInstance parallel": '<bpmn:task id="x"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>',
    "multiInstance sequential": '<bpmn:task id="x"><bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>3</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:task>',
    "compensation": "",  # it stands beside the way
    "exclusiveGateway": '<bpmn:exclusiveGateway id="x"/>',
    "inclusiveGateway": '<bpmn:inclusiveGateway id="x"/>',
    "parallelGateway": '<bpmn:parallelGateway id="x"/>',
    "complexGateway": '<bpmn:complexGateway id="x"/>',
}


@pytest.mark.parametrize("key", ACTIVITIES)
def test_lint_and_engine_agree_with_the_table_about_steps(key: str) -> None:
    undone = key == "compensation"
    model = straight(TASK, "t") + UNDO.format("b", "x") if undone else straight(ACTIVITIES[key], "x")
    if key == "receiveTask instantiate":  # no flow may lead to it
        model = f'{ACTIVITIES[key]}<bpmn:endEvent id="e"/>{flow("x", "e")}'
    blocked = [one for one in lint(process(model, beside=DECLARED), "x") if one.rule == "unsupported"]
    if coverage.ELEMENTS[key].verdict == "refused":
        assert blocked
        return
    assert blocked == []
    try:
        assert engine.compile({"x": lower(document(model, beside=DECLARED))})
    except Refused as refused:
        pytest.fail(str(refused))
