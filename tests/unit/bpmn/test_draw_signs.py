"""Every kind of element has a look of its own."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.unit.bpmn.models import document, flow
from tests.unit.bpmn.pictures import group, picture, plane, shape

EVENTS = [
    "message",
    "timer",
    "signal",
    "error",
    "escalation",
    "conditional",
    "link",
    "compensate",
    "cancel",
    "terminate",
]


@pytest.mark.parametrize("kind", EVENTS)
def test_each_kind_of_event_has_its_own_sign(kind: str) -> None:
    def sign(inside: str) -> str:
        model = document(
            f'<bpmn:intermediateThrowEvent id="e">{inside}</bpmn:intermediateThrowEvent>',
            beside=plane(shape("e", 0, 0, 36, 36)),
        )
        return etree.tostring(group(picture(model), "e")).decode()

    others = {sign(f"<bpmn:{other}EventDefinition/>") for other in EVENTS if other != kind} | {sign("")}
    assert sign(f"<bpmn:{kind}EventDefinition/>") not in others


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<bpmn:task id="x"/>', '<bpmn:userTask id="x"/>'),
        ('<bpmn:sendTask id="x"/>', '<bpmn:receiveTask id="x"/>'),
        ('<bpmn:task id="x"/>', '<bpmn:callActivity id="x"/>'),
        ('<bpmn:subProcess id="x"/>', '<bpmn:transaction id="x"/>'),
        ('<bpmn:subProcess id="x"/>', '<bpmn:adHocSubProcess id="x"/>'),
        ('<bpmn:subProcess id="x"/>', '<bpmn:subProcess id="x" triggeredByEvent="true"/>'),
        (
            '<bpmn:task id="x"><bpmn:multiInstanceLoopCharacteristics/></bpmn:task>',
            '<bpmn:task id="x"><bpmn:multiInstanceLoopCharacteristics isSequential="true"/></bpmn:task>',
        ),
        ('<bpmn:task id="x"/>', '<bpmn:task id="x"><bpmn:standardLoopCharacteristics/></bpmn:task>'),
        ('<bpmn:task id="x"/>', '<bpmn:task id="x" isForCompensation="true"/>'),
        ('<bpmn:exclusiveGateway id="x"/>', '<bpmn:parallelGateway id="x"/>'),
        ('<bpmn:inclusiveGateway id="x"/>', '<bpmn:complexGateway id="x"/>'),
        ('<bpmn:eventBasedGateway id="x"/>', '<bpmn:eventBasedGateway id="x" instantiate="true"/>'),
        ('<bpmn:startEvent id="x"/>', '<bpmn:endEvent id="x"/>'),
        ('<bpmn:startEvent id="x"/>', '<bpmn:intermediateCatchEvent id="x"/>'),
        (
            '<bpmn:boundaryEvent id="x"><bpmn:timerEventDefinition/></bpmn:boundaryEvent>',
            '<bpmn:boundaryEvent id="x" cancelActivity="false"><bpmn:timerEventDefinition/></bpmn:boundaryEvent>',
        ),
        (
            '<bpmn:intermediateCatchEvent id="x"><bpmn:messageEventDefinition/></bpmn:intermediateCatchEvent>',
            '<bpmn:intermediateThrowEvent id="x"><bpmn:messageEventDefinition/></bpmn:intermediateThrowEvent>',
        ),
    ],
)
def test_what_differs_looks_different(one: str, other: str) -> None:
    def look(inside: str) -> list[str]:
        model = document(inside, beside=plane(shape("x", 0, 0)))
        return [etree.tostring(part).decode() for part in group(picture(model), "x")]

    assert look(one) != look(other)


def test_default_and_conditional_flows_are_marked() -> None:
    model = document(
        '<bpmn:exclusiveGateway id="g" default="g_a"/><bpmn:task id="a"/><bpmn:task id="b"/>'
        f"{flow('g', 'a')}{flow('g', 'b', '=x')}{flow('a', 'b', '=y')}"
    )
    root = picture(model)
    assert len(group(root, "g_a")) == 2
    assert len(group(root, "g_b")) == 1
    assert len(group(root, "a_b")) == 2
