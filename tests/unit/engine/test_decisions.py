"""Business rule tasks: decisions of the DMN files that belong to the version."""

from __future__ import annotations

from pathlib import Path

import pytest

from cip_workflow import engine
from cip_workflow.errors import Refused
from tests.unit.engine.case import Case, specs
from tests.unit.engine.diagrams import END, START, element, flows, mapping, process, users

ROOT = Path(__file__).parents[3]


def dmn(decision: str = "D", policy: str = "UNIQUE", cells: str = '"gold"', name: str = "X") -> bytes:
    rule = (
        '<rule id="r{n}"><inputEntry id="i{n}"><text>{cell}</text></inputEntry>'
        '<outputEntry id="o{n}"><text>{out}</text></outputEntry></rule>'
    )
    rules = "".join(rule.format(n=n, cell=cell, out=n + 1) for n, cell in enumerate(cells.split("|")))
    return (
        f'<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="{name}" name="{name}" namespace="{name}">'
        f'<decision id="{decision}" name="{decision}"><decisionTable id="T" hitPolicy="{policy}">'
        '<input id="i"><inputExpression id="e" typeRef="string"><text>kind</text></inputExpression></input>'
        f'<output id="o" name="out" typeRef="number"/>{rules}</decisionTable></decision></definitions>'
    ).encode()


def case(table: bytes, *inner: str, variables: dict[str, object], decision: str = "D") -> Case:
    own = f'<zeebe:calledDecision decisionId="{decision}" resultVariable="r"/>'
    text = specs(
        process(START + element("businessRuleTask", "d", own, *inner) + users("z") + END + flows("s d z e")),
        decisions={"d.dmn": table},
    )
    return Case(text, variables)


def test_the_result_goes_to_the_result_variable_and_the_trace_to_the_step():
    found = case(dmn(), variables={"kind": "gold", "more": 1})
    assert found.variables() == {"kind": "gold", "more": 1, "r": 1}
    (trace,) = found.step.decisions
    assert (trace.decision, trace.value, trace.element, trace.process) == ("D", 1, "d", "p")
    assert trace.inputs == {"kind": "gold"}
    assert trace.trace[-1]["rules"][0]["number"] == 1


def test_its_mappings():
    found = case(
        dmn(), mapping({"kind": "=order.kind"}, {"level": "=r * 10"}), variables={"order": {"kind": "gold"}}
    )
    assert found.variables() == {"order": {"kind": "gold"}, "level": 10}


def test_no_rule_gives_null():
    assert case(dmn(), variables={"kind": "tin"}).variables()["r"] is None


def test_a_decision_that_fails_is_an_incident():
    found = case(dmn(cells='"gold"|"gold"'), variables={"kind": "gold"})
    incident = found.one("d", "incidents")
    assert incident.kind == "decision"
    assert "The decision D gave null" in incident.message
    assert incident.values == {"kind": "gold"}
    assert found.step.decisions == ()
    found.retry("d", kind="tin")
    assert found.open() == ["z"]


def test_the_decision_may_be_an_expression():
    found = case(dmn(), variables={"kind": "gold", "which": "D"}, decision="=which")
    assert found.variables()["r"] == 1
    found = case(dmn(), variables={"kind": "gold", "which": "other"}, decision="=which")
    assert "no decision 'other'" in found.one("d", "incidents").message


def test_two_files_with_one_decision_are_refused():
    text = process(START + users("z") + END + flows("s z e"))
    with pytest.raises(Refused, match=r"is in a\.dmn as well"):
        specs(text, decisions={"a.dmn": dmn(), "b.dmn": dmn(name="Y")})


def test_the_products_own_diagrams_compile():
    files = {path.name: path.read_bytes() for path in sorted((ROOT / "processes").glob("*.bpmn"))}
    tables = {path.name: path.read_bytes() for path in sorted((ROOT / "processes").glob("*.dmn"))}
    text = engine.compile(files, decisions=tables)
    assert {"cip-brief-issue", "cip-conflict-of-interest"} <= {one.id for one in engine.processes(text)}
