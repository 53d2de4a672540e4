"""Every rule of lint against models that keep it and models that break it, and the promises about all findings.

`rules/<rule>/valid*.bpmn` must give no finding of the rule; `invalid*.bpmn` must give exactly those whose elements
their first comment names. A comment may also say what exists around the file, as JSON.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cip_workflow.bpmn.lint import Finding, Surroundings, given_by, lint
from cip_workflow.bpmn.lint.rules import ALL
from cip_workflow.bpmn.lint.severities import SEVERITIES
from tests.unit.bpmn.models import document, flow, process, straight

MODELS = Path(__file__).parent / "rules"
VALID = sorted(MODELS.glob("*/valid*.bpmn"))
INVALID = sorted(MODELS.glob("*/invalid*.bpmn"))


def of_file(path: Path) -> list[Finding]:
    data = path.read_bytes()
    around = re.search(rb"<!-- surroundings: (.*) -->", data)
    return lint(data, path.name, surroundings=Surroundings(**json.loads(around[1])) if around else None)


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", VALID, ids=name)
def test_what_keeps_the_rule_is_not_found(path: Path) -> None:
    assert [str(one) for one in of_file(path) if one.rule == path.parent.name] == []


@pytest.mark.parametrize("path", INVALID, ids=name)
def test_what_breaks_the_rule_is_found(path: Path) -> None:
    expected = re.search(r"<!-- expect: (.*) -->", path.read_text())
    assert expected
    found = [one for one in of_file(path) if one.rule == path.parent.name]
    assert sorted(one.element for one in found) == sorted(expected[1].split())
    lines = path.read_text().splitlines()
    for one in found:
        assert one.severity == SEVERITIES[one.rule]
        assert one.file == path.name
        tag = lines[one.line - 1][one.column - 1 :]
        assert tag.startswith("<bpmn:") and f'id="{one.element}"' in tag
        assert re.fullmatch(r"[A-Z“].*[.?]", one.message), one.message
        assert re.fullmatch(r"[A-Z].*[.?]", one.cure), one.cure


def test_every_rule_is_tried_both_ways() -> None:
    rules = {rule for module in ALL for rule in getattr(module, "RULES", (getattr(module, "RULE", ""),))}
    assert rules | {"xml"} == set(SEVERITIES)
    rules.remove("too-big")  # its model is made below
    assert {path.parent.name for path in VALID} == rules
    assert {path.parent.name for path in INVALID} == rules


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"", 0, 0),
        (b"<a>\n <b>\n</a>", 3, 3),
        (b"<!DOCTYPE a><a/>", 1, 12),
        (b"\x00\x01", 1, 1),
        (b"<a/>", 1, 1),
    ],
)
def test_what_cannot_be_read_is_one_finding_with_its_place(data: bytes, line: int, column: int) -> None:
    (found,) = lint(data, "a.bpmn")
    assert (found.rule, found.severity, found.line, found.column) == ("xml", "error", line, column)
    assert found.blocks
    assert str(found).startswith("a.bpmn")


def test_a_finding_reads_as_a_sentence_with_its_place() -> None:
    (found,) = [
        one
        for one in lint(process(straight('  <bpmn:userTask id="t" name="Check"/>', "t")), "a.bpmn")
        if one.rule == "task-for-nobody"
    ]
    assert str(found) == (
        "a.bpmn, line 4, column 28, “Check” (t): Who does “Check”? Nobody is named. "
        "Choose its candidate groups in the modeller."
    )
    assert found.as_dict()["severity"] == "question"


def test_a_sound_diagram_has_no_findings() -> None:
    model = straight(
        '<bpmn:userTask id="t" name="Check"><bpmn:extensionElements><zeebe:formDefinition formId="F"/>'
        '<zeebe:assignmentDefinition candidateGroups="g"/></bpmn:extensionElements></bpmn:userTask>',
        "t",
    )
    assert lint(process(model), "a.bpmn") == []


def test_all_findings_are_told_in_the_order_of_the_file() -> None:
    found = lint(
        process(
            '<bpmn:startEvent id="s"/>\n<bpmn:serviceTask id="a"/>\n<bpmn:serviceTask id="b"/>\n<bpmn:userTask id="c"/>'
            f"{flow('s', 'a')}{flow('a', 'b')}{flow('b', 'c')}"
        ),
        "x",
    )
    assert [(one.element, one.line) for one in found if one.severity == "question"] == [
        ("a", 5),
        ("b", 6),
        ("c", 7),
    ]


def test_processes_that_will_not_run_are_not_judged() -> None:
    model = process(
        straight('<bpmn:task id="t"/>', "t"),
        beside='<bpmn:process id="q" isExecutable="false"><bpmn:serviceTask id="a"/></bpmn:process>',
    )
    assert lint(model, "x") == []
    assert [
        one.id
        for one in document("", beside='<bpmn:process id="q"><bpmn:task id="a"/></bpmn:process>').to_run
    ] == ["q"]


def test_two_hundred_steps_are_judged_in_well_under_a_second() -> None:
    steps = "".join(
        f'<bpmn:userTask id="t{n}"/><bpmn:exclusiveGateway id="g{n}" default="g{n}_t{n + 1}"/>'
        f"{flow(f't{n}', f'g{n}')}{flow(f'g{n}', f't{n + 1}')}{flow(f'g{n}', f't{n // 2}', '=a.b > 3 and c')}"
        for n in range(200)
    )
    model = process(f'<bpmn:startEvent id="s"/>{flow("s", "t0")}{steps}<bpmn:endEvent id="t200"/>')
    found = lint(model, "x")
    assert {one.rule for one in found} == {"task-for-nobody", "task-without-form"}


def test_what_callers_give_is_known_unless_one_of_them_gives_everything() -> None:
    def call(key: str, *, everything: bool) -> str:
        return (
            f'<bpmn:callActivity id="{key}"><bpmn:extensionElements><zeebe:calledElement processId="q"'
            f' propagateAllParentVariables="{str(everything).lower()}"/><zeebe:ioMapping>'
            f'<zeebe:input source="=x" target="{key}.y"/></zeebe:ioMapping></bpmn:extensionElements></bpmn:callActivity>'
        )

    assert given_by([document(call("a", everything=False) + call("b", everything=False))]) == {
        "q": {"a", "b"}
    }
    assert given_by([document(call("a", everything=False) + call("b", everything=True))]) == {}


@pytest.mark.parametrize("step", ['<bpmn:task id="t{n}"/>', '<bpmn:task id="t"/>'])
def test_what_nobody_could_read_is_one_finding(step: str) -> None:
    assert "too-big" not in {one.rule for one in lint(process(step.format(n=0)), "x")}
    (found,) = lint(process("".join(step.format(n=n) for n in range(3_001))), "x")
    assert (found.rule, found.line) == ("too-big", 2)
    assert "3,001 steps" in found.message
