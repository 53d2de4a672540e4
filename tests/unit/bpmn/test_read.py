"""What a file says, in neutral terms, whatever wrote it."""

from __future__ import annotations

import pytest

from cip_workflow.bpmn import read
from cip_workflow.errors import Refused
from tests.unit.bpmn.models import definitions, document, flow, process, straight


def test_flows_and_levels() -> None:
    read_ = document(
        straight(
            '<bpmn:subProcess id="sub" name=" Ask\n twice "><bpmn:startEvent id="is"/><bpmn:userTask id="t"/>'
            f"{flow('is', 't')}</bpmn:subProcess>",
            "sub",
        )
    )
    found = read_.process("p")
    assert found is not None
    assert list(found.elements) == ["s", "sub", "is", "t", "e"]
    sub = found.elements["sub"]
    assert (sub.type, sub.name, sub.incoming, sub.outgoing) == (
        "subProcess",
        "Ask twice",
        ("s_sub",),
        ("sub_e",),
    )
    assert [element.id for element in found.inside("sub")] == ["is", "t"]
    assert [element.id for element in found.starts("sub")] == ["is"]
    assert read_.element("t") is found.elements["t"]
    assert read_.element("nobody") is None
    assert read_.process("nobody") is None
    assert found.flows["is_t"].parent == "sub"


def test_lanes_are_nested_and_reach_into_sub_processes() -> None:
    read_ = document(
        '<bpmn:laneSet><bpmn:lane id="council" name="Council"><bpmn:flowNodeRef>t</bpmn:flowNodeRef>'
        "<bpmn:flowNodeRef>sub</bpmn:flowNodeRef><bpmn:childLaneSet>"
        '<bpmn:lane id="finance" name="Finance"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane>'
        "</bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>"
        '<bpmn:task id="t"/><bpmn:task id="free"/><bpmn:subProcess id="sub"><bpmn:task id="deep"/></bpmn:subProcess>'
    )
    elements = read_.processes[0].elements
    assert elements["t"].lane == "Finance"
    assert elements["sub"].lane == elements["deep"].lane == "Council"
    assert elements["free"].lane is None
    assert read_.processes[0].lanes["finance"].parent == "council"


def test_who_is_executable() -> None:
    said = read(
        definitions(
            '<bpmn:process id="a" isExecutable="1"/><bpmn:process id="b"/><bpmn:process id="c" isExecutable="false"/>'
        ),
        "x",
    )
    assert [one.executable for one in said.processes] == [True, False, False]
    unsaid = read(definitions('<bpmn:process id="a"/><bpmn:process id="c" isExecutable="false"/>'), "x")
    assert [one.executable for one in unsaid.processes] == [True, False]
    assert [one.declared_executable for one in unsaid.processes] == [None, False]


def test_events() -> None:
    read_ = document(
        '<bpmn:task id="t"/>'
        '<bpmn:boundaryEvent id="late" attachedToRef="t" cancelActivity="false"><bpmn:timerEventDefinition>'
        '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression"> P3D </bpmn:timeDuration>'
        "</bpmn:timerEventDefinition></bpmn:boundaryEvent>"
        '<bpmn:intermediateCatchEvent id="m"><bpmn:messageEventDefinition messageRef="tns:M"/>'
        "</bpmn:intermediateCatchEvent>"
        '<bpmn:intermediateCatchEvent id="shared"><bpmn:eventDefinitionRef>tns:sig</bpmn:eventDefinitionRef>'
        "</bpmn:intermediateCatchEvent>"
        '<bpmn:intermediateThrowEvent id="l"><bpmn:linkEventDefinition name="There"/></bpmn:intermediateThrowEvent>'
        '<bpmn:intermediateCatchEvent id="c"><bpmn:conditionalEventDefinition><bpmn:condition>=a</bpmn:condition>'
        "</bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>"
        '<bpmn:intermediateCatchEvent id="bare"><bpmn:timerEventDefinition/></bpmn:intermediateCatchEvent>',
        beside='<bpmn:message id="M" name="paid"><bpmn:extensionElements>'
        '<zeebe:subscription correlationKey="=ref"/></bpmn:extensionElements></bpmn:message>'
        '<bpmn:signal id="S" name="stop"/><bpmn:signalEventDefinition id="sig" signalRef="S"/>'
        '<bpmn:error id="E" name="broken" errorCode="42"/><bpmn:escalation id="X" escalationCode="up"/>',
    )
    elements = read_.processes[0].elements
    late = elements["late"]
    assert (late.attached_to, late.interrupting, late.event_definitions) == ("t", False, ("timer",))
    assert late.timer is not None
    assert (late.timer.kind, late.timer.expression) == ("duration", "P3D")
    message = elements["m"].message
    assert message is not None
    assert (message.name, message.correlation_key) == ("paid", "=ref")
    assert elements["shared"].events[0].reference == "S"
    assert elements["l"].events[0].link == "There"
    assert elements["c"].events[0].condition == "=a"
    bare = elements["bare"].timer
    assert bare is not None
    assert (bare.kind, bare.expression) == ("", "")
    assert elements["bare"].interrupting
    assert read_.signals["S"].name == "stop"
    assert read_.errors["E"].code == "42"
    assert read_.escalations["X"].code == "up"


def test_everything_has_an_id() -> None:
    read_ = document('<bpmn:task name="A"/><bpmn:task name="B"/>')
    ids = list(read_.processes[0].elements)
    assert len(set(ids)) == 2
    assert all(one.startswith("made.") for one in ids)


def test_places_have_lines_and_columns() -> None:
    read_ = read(process('  <bpmn:task id="a"/><bpmn:task id="b"/>'), "x")
    assert read_.place(read_.processes[0].elements["a"]) == (4, 3)
    assert read_.place(read_.processes[0].elements["b"]) == (4, 22)
    assert read_.place(read_.processes[0]) == (3, 1)


def test_pools_and_links() -> None:
    read_ = document(
        '<bpmn:task id="t"><bpmn:dataInputAssociation id="di"><bpmn:sourceRef>data</bpmn:sourceRef>'
        "<bpmn:targetRef>x</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:task>"
        '<bpmn:dataObjectReference id="data" name="Paper" dataObjectRef="many"/>'
        '<bpmn:dataObject id="many" isCollection="true"/>'
        '<bpmn:textAnnotation id="note"><bpmn:text>Mind</bpmn:text></bpmn:textAnnotation>'
        '<bpmn:association id="as" sourceRef="t" targetRef="note" associationDirection="One"/>'
        '<bpmn:group id="g" categoryValueRef="cv"/>',
        beside='<bpmn:collaboration id="c"><bpmn:participant id="us" name="Us" processRef="p"/>'
        '<bpmn:participant id="they" name="They"><bpmn:participantMultiplicity/></bpmn:participant>'
        '<bpmn:messageFlow id="mf" sourceRef="t" targetRef="they"/></bpmn:collaboration>'
        '<bpmn:category><bpmn:categoryValue id="cv" value="Together"/></bpmn:category>',
    )
    assert read_.participants["us"].process == "p"
    assert read_.participants["they"].process is None
    assert read_.participants["they"].multiple
    assert {(link.type, link.source, link.target) for link in read_.links} == {
        ("association", "t", "note"),
        ("messageFlow", "t", "they"),
        ("dataInputAssociation", "data", "t"),
    }
    artifacts = read_.processes[0].artifacts
    assert artifacts["data"].collection
    assert artifacts["note"].name == "Mind"
    assert artifacts["g"].name == "Together"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html/>", "no BPMN 2.0 diagram"),
        (b"<definitions/>", "no BPMN 2.0 diagram"),
        (b"nothing", "not well-formed"),
        (b"<!DOCTYPE x><definitions/>", "DOCTYPE"),
    ],
)
def test_what_is_no_diagram_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=r"x\.bpmn") as caught:
        read(data, "x.bpmn")
    assert words.removeprefix("no ") in caught.value.message


def test_a_draft_of_the_standard_is_read() -> None:
    data = b'<definitions xmlns="http://schema.omg.org/spec/BPMN/2.0"><process id="p"><task id="t"/></process></definitions>'
    assert list(read(data, "x").processes[0].elements) == ["t"]
