"""Lowering: a model before and after for every rule, and what holds for all of them.

`lower/<rule>/before*.bpmn` must become `lower/<rule>/after*.bpmn`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from cip_workflow.bpmn import read
from cip_workflow.bpmn.lower import lower
from cip_workflow.bpmn.lower.rules import AFTER, RULES
from cip_workflow.bpmn.names import MODEL, ZEEBE
from cip_workflow.errors import Refused
from cip_workflow.xml import namespace
from tests.unit.bpmn.models import document, flow, process, straight

MODELS = Path(__file__).parent / "lower"
BEFORE = sorted(MODELS.glob("*/before*.bpmn"))


def canonical(data: bytes) -> str:
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True))
    for node in root.iter():
        node.text = (node.text or "").strip() or None
        node.tail = None
    return etree.tostring(root, method="c14n2", strip_text=True).decode().replace("><", ">\n<")


def lowered(inside: str, *, beside: str = "") -> etree._Element:
    return etree.fromstring(lower(document(inside, beside=beside)))


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_before_becomes_after(path: Path) -> None:
    after = path.with_name(path.name.replace("before", "after")).read_bytes()
    assert canonical(lower(read(path.read_bytes(), path.name))) == canonical(after)


@pytest.mark.parametrize("path", BEFORE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_lowering_twice_is_lowering_once_and_leaves_one_dialect(path: Path) -> None:
    once = lower(read(path.read_bytes(), path.name))
    assert lower(read(once, path.name)) == once
    for node in etree.fromstring(once).iter("*"):
        assert {namespace(name) for name in (node.tag, *node.attrib)} <= {MODEL, ZEEBE, ""}


def test_every_rule_has_its_models() -> None:
    names = {rule.__name__.rpartition(".")[2] for rule in (*RULES, *AFTER)}
    assert {path.parent.name for path in BEFORE} == names


def test_the_given_document_is_not_changed() -> None:
    before = document('<bpmn:userTask id="t" camunda:assignee="${ann}"/>')
    told = etree.tostring(before.root)
    lower(before)
    assert etree.tostring(before.root) == told


def test_ids_names_lanes_and_documentation_survive() -> None:
    inside = (
        '<bpmn:laneSet id="ls"><bpmn:lane id="l" name="Finance"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane>'
        '</bpmn:laneSet><bpmn:startEvent id="s"/><bpmn:userTask id="t" name="Pay"><bpmn:documentation>Mind'
        f"</bpmn:documentation></bpmn:userTask>{flow('s', 't')}"
    )
    after = read(lower(document(inside)), "x").processes[0]
    assert list(after.elements) == ["s", "t"]
    assert list(after.flows) == ["s_t"]
    task = after.elements["t"]
    assert (task.name, task.lane, task.documentation, task.candidate_groups) == (
        "Pay",
        "Finance",
        "Mind",
        ("Finance",),
    )


def test_what_cannot_be_put_into_feel_is_refused_with_its_place() -> None:
    inside = (
        '<bpmn:userTask id="t" name="Ask" camunda:assignee="${bean.find(x)}"/>\n'
        '<bpmn:scriptTask id="u" scriptFormat="groovy"><bpmn:script>x</bpmn:script></bpmn:scriptTask>'
    )
    with pytest.raises(Refused) as caught:
        lower(document(inside))
    first, second = caught.value.findings
    assert (first.element, first.element_name, first.line, first.column) == ("t", "Ask", 4, 1)
    assert (second.element, second.line) == ("u", 5)
    assert "groovy" in str(second)


@pytest.mark.parametrize(
    ("python", "feel"),
    [
        ("x == 1 and not y", "=(x = 1 and not(y))"),
        ("a.b['c'] in ['p', 'q']", '=list contains(["p", "q"], a.b.c)'),
        ("len(items) >= 2 or done is None", "=(count(items) >= 2 or done = null)"),
        ("-a + 2 * b != True", "=(-a + (2 * b)) != true"),
        ("x not in y", "=not(list contains(y, x))"),
    ],
)
def test_comparisons_in_python_are_read_never_run(python: str, feel: str) -> None:
    said = python.replace("<", "&lt;").replace(">", "&gt;")
    root = lowered(
        '<bpmn:extensionElements><spiffworkflow:x/></bpmn:extensionElements><bpmn:exclusiveGateway id="g"/>'
        f'<bpmn:task id="t"/>{flow("g", "t", said)}'
    )
    condition = root.find(".//{*}conditionExpression")
    assert condition is not None
    assert condition.text == feel


@pytest.mark.parametrize(
    "python", ["__import__('os')", "x if y else z", "[a for a in b]", "f(x)", "a < b < c", "x[0]", "("]
)
def test_other_python_is_refused(python: str) -> None:
    said = python.replace("<", "&lt;")
    with pytest.raises(Refused, match="Python"):
        lowered(
            '<bpmn:extensionElements><spiffworkflow:x/></bpmn:extensionElements><bpmn:exclusiveGateway id="g"/>'
            f'<bpmn:task id="t"/>{flow("g", "t", said)}'
        )


def test_two_hundred_steps_are_lowered_in_well_under_a_second() -> None:
    steps = "".join(
        f'<bpmn:userTask id="t{n}" camunda:assignee="${{a{n}}}"/>{flow(f"t{n}", f"t{n + 1}")}'
        for n in range(200)
    )
    model = read(process(f'{steps}<bpmn:endEvent id="t200"/>'), "x")
    after = read(lower(model), "x")
    assert after.processes[0].elements["t199"].assignee == "=a199"


def test_a_sound_zeebe_model_means_the_same_afterwards() -> None:
    model = straight(
        '<bpmn:userTask id="t" name="Check"><bpmn:extensionElements><zeebe:userTask/>'
        '<zeebe:formDefinition formId="F"/><zeebe:assignmentDefinition assignee="=who" candidateGroups="g"/>'
        '<zeebe:taskSchedule dueDate="=now()"/><zeebe:ioMapping><zeebe:output source="=a" target="b.c"/>'
        '</zeebe:ioMapping><zeebe:properties><zeebe:property name="sla" value="2wd"/></zeebe:properties>'
        "</bpmn:extensionElements></bpmn:userTask>",
        "t",
    )
    before = document(model).processes[0].elements
    after = read(lower(document(model)), "x").processes[0].elements
    for key in before:
        for field in (
            "form",
            "assignee",
            "candidate_groups",
            "due_date",
            "outputs",
            "properties",
            "incoming",
            "type",
        ):
            assert getattr(after[key], field) == getattr(before[key], field)
