"""Judging in a process of its own: the same answers, and limits that hold."""

from __future__ import annotations

from cip_workflow.bpmn import read
from cip_workflow.bpmn.child import checked
from cip_workflow.bpmn.lint import Surroundings, lint
from cip_workflow.bpmn.lower import lower
from tests.unit.bpmn.models import process, straight

SOUND = process(
    straight(
        '<bpmn:userTask id="t"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="g"/>'
        "</bpmn:extensionElements></bpmn:userTask>",
        "t",
    )
)
UNSOUND = process(straight('<bpmn:serviceTask id="t" name="Größe"/>', "t"))


def test_the_child_says_what_lint_and_lower_say() -> None:
    around = Surroundings(groups={"h"}, forms={"F": ["a"]}, always={"x"})
    for data in (SOUND, UNSOUND, b"<a"):
        for surroundings in (None, around):
            answer = checked(data, "a.bpmn", surroundings=surroundings, seconds=30)
            assert list(answer.findings) == lint(data, "a.bpmn", surroundings=surroundings)
            blocked = any(one.blocks for one in answer.findings)
            assert answer.lowered == (None if blocked else lower(read(data, "a.bpmn")))


def test_what_takes_too_long_is_a_finding() -> None:
    answer = checked(SOUND, "a.bpmn", seconds=0.001)
    (found,) = answer.findings
    assert (found.rule, found.severity, answer.lowered) == ("too-big", "error", None)
    assert "0.001 seconds" in found.message


def test_what_takes_too_much_memory_is_a_finding() -> None:
    large = process("".join(f'<bpmn:task id="t{n}" name="Step {n}"/>' for n in range(2_900)))
    assert checked(large, "a.bpmn", seconds=30).lowered
    answer = checked(large, "a.bpmn", seconds=30, megabytes=1)
    (found,) = answer.findings
    assert "1 MB" in found.message
    assert answer.lowered is None
