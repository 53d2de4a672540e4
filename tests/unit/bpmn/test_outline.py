"""The diagram as a list: order, depth, and nothing left out."""

from __future__ import annotations

import pytest

from cip_workflow.bpmn.outline import steps
from cip_workflow.errors import NotFound
from tests.unit.bpmn.models import document, flow


def told(inside: str) -> list[tuple[int, str]]:
    return [(line.depth, line.element) for line in steps(document(inside), "p")]


def flows(*pairs: str) -> str:
    return "".join(flow(*pair.split(">")) for pair in pairs)


def test_in_the_order_in_which_steps_are_reached() -> None:
    model = (
        '<bpmn:endEvent id="e"/><bpmn:task id="c"/><bpmn:task id="b"/><bpmn:task id="a"/><bpmn:startEvent id="s"/>'
        '<bpmn:exclusiveGateway id="g" name="Which?"/><bpmn:exclusiveGateway id="join"/>'
        + flows("s>g", "g>a", "g>b", "a>join", "b>join", "join>c", "c>e", "c>g")
    )
    assert told(model) == [(0, "s"), (0, "g"), (0, "a"), (0, "b"), (0, "c"), (0, "e")]


def test_a_boundary_event_follows_its_step_and_a_sub_process_is_told_inside() -> None:
    model = (
        '<bpmn:startEvent id="s"/><bpmn:subProcess id="sub"><bpmn:startEvent id="is"/><bpmn:task id="it"/>'
        f"{flows('is>it')}</bpmn:subProcess><bpmn:task id='z'/>"
        '<bpmn:boundaryEvent id="late" name="3 days" attachedToRef="sub"/><bpmn:task id="remind"/>'
        + flows("s>sub", "sub>z", "late>remind")
    )
    assert told(model) == [(0, "s"), (0, "sub"), (1, "is"), (1, "it"), (0, "late"), (0, "remind"), (0, "z")]


def test_what_cannot_be_reached_is_told_as_well() -> None:
    model = '<bpmn:task id="x"/><bpmn:task id="y"/>' + flows("x>y", "y>x")
    assert sorted(element for _, element in told(model)) == ["x", "y"]


def test_words() -> None:
    line, second = steps(
        document(
            '<bpmn:laneSet><bpmn:lane id="l" name="Finance"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane>'
            '</bpmn:laneSet><bpmn:userTask id="t" name="Pay"><bpmn:documentation>Mind</bpmn:documentation>'
            f"</bpmn:userTask><bpmn:endEvent id='e'/>{flow('t', 'e')}"
        ),
        "p",
    )
    assert (line.name, line.type, line.lane, line.documentation) == ("Pay", "userTask", "Finance", "Mind")
    assert second.name == "End"


def test_unknown_process() -> None:
    with pytest.raises(NotFound):
        steps(document(""), "q")
