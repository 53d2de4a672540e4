"""What the delivery decision tells whom, and that an open declaration of interest holds the panel (DOMAIN 5.5, RULINGS 11)."""

from __future__ import annotations

from typing import Any

import pytest

from cip_workflow.errors import Conflict
from cip_workflow.types import UserTask
from tests.processes.delivery_decision import paths as p
from tests.processes.steps import Path
from tests.unit.processes.walking import Walk, form

#: Working papers: what Barnardo's learns must hold none of them.
PAPERS = ("benchmark", "inHouse", "vfm", "percent", "Rule ", "at or under", "overrideReason", "value")


def walked(path: Path, upto: int | None = None) -> Walk:
    walk = Walk(path)
    walk.begin()
    for step in path.steps[:upto]:
        walk.take(step)
    return walk


def tasks(walk: Walk) -> list[str]:
    return sorted(one.element for one in walk.open.values() if isinstance(one, UserTask))


def recorded(walk: Walk, element: str) -> list[dict[str, Any]]:
    return [dict(job.inputs) for job in walk.jobs if job.element == element]


@pytest.mark.parametrize("path", p.PATHS, ids=lambda path: path.name)
def test_barnardos_learns_the_route_when_it_is_confirmed_and_never_the_working_papers(path: Path) -> None:
    walk = walked(path)
    told = [dict(job.inputs) for job in walk.jobs if job.element in {"S_recordRoute", "S_tellBarnardos"}]
    assert len(told) == 2 * walk.thrown.count("route.confirmed")
    assert not [paper for paper in PAPERS if paper in str(told)], told
    for working in recorded(walk, "S_recordPanel") + recorded(walk, "S_recordEndorsement"):
        assert working["visibleTo"] == "LCC"
    assert all(joint["visibleTo"] is None for joint in recorded(walk, "S_recordRoute"))


def test_the_council_keeps_reasons_and_figures() -> None:
    [kept] = recorded(walked(p.DIRECT), "S_recordPanel")
    assert kept["reasons"] == "Capable, available, at or under benchmark"
    assert kept["details"]["valueTest"]["inHouseScore"] == 2
    assert kept["details"]["panelPresent"] == ["ksingh", "radeyemi", "rthorne"]


def test_lots_are_told_without_their_values() -> None:
    [told] = recorded(walked(p.DEEMED), "S_recordRoute")
    assert told["details"]["lots"] == [
        {"lot": "Weekend home", "route": "DIRECT"},
        {"lot": "Transport", "route": "SUBCONTRACT"},
    ]
    assert told["details"]["condition"] == "Lot plan required"


def test_forms_of_the_council_show_barnardos_nothing() -> None:
    """F24 whole, and what F23 asks at T402."""
    fields = form("F24").root.fields.values()
    assert {field.component.visible_to for field in fields} == {frozenset({"LCC"})}
    value = ("inHouseScore", "inHouseReadiness", "vfmOpinion", "benchmarkSources", "regionalOption")
    asked = {path[0]: field.component.visible_to for path, field in form("F23").root.fields.items()}
    assert {asked[name] for name in value} == {frozenset({"LCC"})}
    assert asked["capabilityScore"] == frozenset()


def test_an_open_declaration_holds_the_panel() -> None:
    """Its task is taken away at once and comes back when all is settled and conflicts were checked again."""
    steps = list(p.HELD.steps)
    declared = steps.index(p.INTEREST)
    assert tasks(walked(p.HELD, declared)) == ["T404_confirmRoute"]
    held = walked(p.HELD, declared + 1)
    assert tasks(held) == ["T901_declareInterests"]
    assert held.variables["openDeclarations"] == 1
    twice = walked(p.HELD, declared + 4)  # a second one was declared and settled, and conflicts were checked
    assert twice.variables["openDeclarations"] == 1
    assert tasks(twice) == ["T901_declareInterests"], "the first one is still open: the panel waits"
    settled = walked(p.HELD, len(steps) - 3)
    assert tasks(settled) == ["T403_checkConflicts"]
    listed = {one["declarant"]: one["outcome"] for one in settled.variables["decisionDeclarations"]}
    assert listed == {"ghale": "cleared", "ebanjo": "cleared"}


def test_what_remains_of_conflicts_is_what_the_table_reads() -> None:
    assert walked(p.DIRECT).variables["conflictStatus"] == "none"
    assert walked(p.IN_HOUSE).variables["conflictStatus"] == "mitigated"
    unsettled = walked(p.HELD)
    assert unsettled.variables["conflictStatus"] == "unmitigated"
    assert unsettled.variables["recommendedRoute"] == "OPEN_PROCUREMENT"


def test_after_two_declines_the_table_takes_barnardos_as_unwilling() -> None:
    walk = walked(p.DECLINED)
    willing = [one.inputs["barnardosWilling"] for one in walk.decisions if one.decision == "deliveryRoute"]
    assert willing == [True, True, False]
    assert walk.variables["declines"] == 2


def test_an_override_leaves_the_reason_of_the_panel_and_no_condition_of_the_table() -> None:
    found = walked(p.OVERRIDDEN).variables
    assert found["routeReason"].startswith("The market has grown")
    assert (found["override"], found["routeCondition"], found["competed"]) == (True, "", True)
    assert found["noticePlan"] == []


def test_the_panel_is_told_why_the_director_refused() -> None:
    at = list(p.OVERRIDDEN.steps).index(p.OVERRIDE)
    walk = walked(p.OVERRIDDEN, at + 2)
    [panel] = [one for one in walk.open.values() if one.element == "T404_confirmRoute"]
    assert panel.element == "T404_confirmRoute"
    assert walk.variables["routeRefused"] == "Neither of the two homes has a manager yet."


def test_nobody_accepts_twice() -> None:
    walk = walked(p.DIRECT)
    with pytest.raises(Conflict):
        walk.take(p.ACCEPT)
