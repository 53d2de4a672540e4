"""Our diagrams name the rules of duty where the domain wants them (DOMAIN 4.3), and close what the council alone may see."""

from __future__ import annotations

from pathlib import Path

import pytest

from cip_workflow import bpmn
from cip_workflow.operations import duty
from cip_workflow.operations._facts import code

ROOT = Path(__file__).parents[3]
#: Rule -> the tasks that it guards, of the processes that are drawn so far.
GUARDED = {
    "01": "T402 T403 T404 T405 T503 T506 T510 T602 T603 T604 T605 T607 T608",
    "02": "T311 T603",
    "03": "T510 T511 T603",
    "04": "T606 T607",
    "05": "T106",
    "06": "T304 T305",
    "07": "T902 T903 T904",
    "08": "T505",
    "12": "T213",
    "13": "T107 T206 T301 T308",
}
#: One person accepts a late bid; two open the box.
_ALONE = {"T505_approveLateBid"}
#: What the delivery decision's table reads holds the council's benchmark.
CLOSED = {"D_deliveryRoute"}


def elements() -> dict[str, bpmn.Element]:
    """Everything in our diagrams, by id."""
    return {
        key: element
        for path in sorted((ROOT / "processes").glob("*.bpmn"))
        for process in bpmn.read(path.read_bytes(), path.name).processes
        for key, element in process.elements.items()
    }


@pytest.mark.parametrize("rule", GUARDED)
def test_the_tasks_that_a_rule_guards_name_it(rule: str) -> None:
    wanted = set(GUARDED[rule].split())
    found = {key: one for key, one in elements().items() if code(key) in wanted and key not in _ALONE}
    assert {code(key) for key in found} == wanted
    missing = [key for key, one in found.items() if rule not in duty.named(one.properties.get("sod"))]
    assert not missing


def test_every_rule_that_is_named_is_kept() -> None:
    named = {number for one in elements().values() for number in duty.named(one.properties.get("sod"))}
    assert named <= set(GUARDED)


def test_what_tables_decide_from_the_councils_figures_is_the_councils() -> None:
    drawn = elements()
    assert {key for key in CLOSED if drawn[key].properties.get("visibleTo") != "LCC"} == set()
