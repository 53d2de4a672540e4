"""Two versions of a process: what changed, in sentences."""

from __future__ import annotations

import pytest

from cip_workflow.bpmn.compare import Change, compare
from tests.unit.bpmn.models import document, flow


def changes(before: str, after: str) -> list[Change]:
    return compare(document(before).processes[0], document(after).processes[0])


def task(inside: str = "", *, name: str = "Check", kind: str = "userTask") -> str:
    return f'<bpmn:{kind} id="t" name="{name}"><bpmn:extensionElements>{inside}</bpmn:extensionElements></bpmn:{kind}>'


GROUP = '<zeebe:assignmentDefinition candidateGroups="{}"/>'


def test_nothing_changed() -> None:
    assert changes(task(GROUP.format("a")), task(GROUP.format("a"))) == []


def test_added_and_removed() -> None:
    found = changes('<bpmn:task id="old" name="Old"/>', '<bpmn:userTask id="new" name="New"/>')
    assert [(one.happened, one.element, one.name) for one in found] == [
        ("added", "new", "New"),
        ("removed", "old", "Old"),
    ]
    assert found[0].sentences == ("This user task is new.",)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (task(), task(name="Test"), "Its name is now “Test”, not “Check”."),
        (task(kind="task"), task(), "Its kind is now “user task”, not “task”."),
        (task(GROUP.format("a")), task(GROUP.format("a,b")), "Its group is now “a”, “b”, not “a”."),
        (task(GROUP.format("a")), task(), "Its group was “a”; now there is none."),
        (task(), task('<zeebe:formDefinition formId="F"/>'), "Its form is now “F”; there was none."),
        (
            task('<zeebe:properties><zeebe:property name="sla" value="5wd"/></zeebe:properties>'),
            task('<zeebe:properties><zeebe:property name="sla" value="2wd"/></zeebe:properties>'),
            "Its property “sla” is now “2wd”, not “5wd”.",
        ),
        (
            task(),
            task('<zeebe:ioMapping><zeebe:output source="=a" target="b"/></zeebe:ioMapping>'),
            "Its output “b” is now “=a”; there was none.",
        ),
    ],
)
def test_one_thing_changed(before: str, after: str, sentence: str) -> None:
    (found,) = changes(before, after)
    assert (found.happened, found.element, found.sentences) == ("changed", "t", (sentence,))


def test_ways_and_conditions() -> None:
    nodes = (
        '<bpmn:exclusiveGateway id="g" name="Ok?"/><bpmn:task id="a" name="A"/><bpmn:task id="b" name="B"/>'
        '<bpmn:task id="c" name="C"/>'
    )
    (found,) = changes(
        nodes + flow("g", "a", "=x", name="Yes", flow_id="f1") + flow("g", "b", "=y", flow_id="f2"),
        nodes + flow("g", "a", "=z", name="Yes", flow_id="f1") + flow("g", "c", "=y", flow_id="f2"),
    )
    assert found.sentences == (
        "“Yes” is now taken when “=z”, not when “=x”.",
        "The way to “C” leads now to “C”, not to “B”.",
    )
    (found,) = changes(nodes + flow("g", "a"), nodes + flow("g", "b"))
    assert found.sentences == ("A way leads now to “B”.", "No way leads to “A” any more.")


def test_events_and_repetition() -> None:
    def late(time: str, interrupting: str = "true") -> str:
        return (
            f'<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="{interrupting}">'
            f"<bpmn:timerEventDefinition><bpmn:timeDuration>{time}</bpmn:timeDuration></bpmn:timerEventDefinition>"
            "</bpmn:boundaryEvent>"
        )

    (found,) = changes(late("P1D"), late("P2D", "false"))
    assert found.sentences == (
        "Its time is now “P2D”, not “P1D”.",
        "Its effect on that step is now “it goes on”; there was none.",
    )
    many = (
        '<bpmn:task id="t"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality>'
        "</bpmn:multiInstanceLoopCharacteristics></bpmn:task>"
    )
    (found,) = changes('<bpmn:task id="t"/>', many)
    assert found.sentences == ("Its repetition is now “for each of 3, all at once”; there was none.",)
