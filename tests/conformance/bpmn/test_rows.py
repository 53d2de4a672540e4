"""Every row of the table in docs/bpmn.md that is executed or lowered has a diagram here."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from cip_workflow.bpmn import read
from cip_workflow.bpmn.coverage import ELEMENTS, EVENTS, rows_of
from cip_workflow.bpmn.lint import lint
from tests.conformance.bpmn.models import CASES
from tests.unit.engine.diagrams import document, element, event, flows, process, users

#: Rows whose traces are written down beside the rules that lower them (tests/unit/bpmn, tests/unit/engine).
BESIDE_THEIR_RULES = {
    "receiveTask instantiate",
    "eventBasedGateway instantiate",
    "multiple",
    "multiple throws",
    "multiple all",
    "adHocSubProcess",
    "complexGateway",
    "implicitThrowEvent",
    "start event conditional",
}


def _covered() -> Counter[int]:
    found: Counter[int] = Counter()
    for case in CASES.values():
        for drawn in read(case.model.xml, "model.bpmn").processes:
            for one in drawn.elements.values():
                holder = drawn.elements.get(one.parent) if one.parent else None
                found.update({id(row) for row in rows_of(one, holder)})
    return found


def test_every_row_that_runs_has_a_diagram():
    covered = _covered()
    rows = dict(ELEMENTS) | {
        f"{place} {kind}": row for place, kinds in EVENTS.items() for kind, row in kinds.items()
    }
    runs = {name for name, row in rows.items() if row.verdict in {"executed", "lowered"}}
    assert {name for name in runs if not covered[id(rows[name])]} <= BESIDE_THEIR_RULES
    assert len(CASES) >= 150


def test_no_diagram_has_an_element_that_is_refused():
    covered = _covered()
    refused = [row for row in ELEMENTS.values() if row.verdict == "refused"]
    refused += [row for kinds in EVENTS.values() for row in kinds.values() if row.verdict == "refused"]
    assert not [row for row in refused if covered[id(row)]]


def test_every_flow_is_there_with_and_without_condition_and_as_a_default():
    xml = [etree.fromstring(case.model.xml) for case in CASES.values()]
    assert any(root.findall(".//{*}conditionExpression") for root in xml)
    assert any(root.xpath("//*[@default]") for root in xml)


def test_what_no_table_knows_is_refused():
    body = element("startEvent", "s") + users("u") + element("endEvent", "e") + flows("s u e")
    for wrong in (
        element("endEvent", "x", event("link")) + flows("u x"),
        element("intermediateCatchEvent", "x", event("error")) + flows("u x"),
        element("intermediateThrowEvent", "x", event("timer")) + flows("u x e"),
        element("boundaryEvent", "x", event("terminate"), attachedToRef="u") + flows("x e"),
    ):
        text = document(process(body + wrong)).encode()
        assert any(one.rule == "unsupported" and one.element == "x" for one in lint(text, "model.bpmn"))
