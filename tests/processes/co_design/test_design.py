"""What a design leaves behind: what the next process reads, and what stays with the council."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow import forms
from cip_workflow.errors import Invalid
from tests.processes.co_design import answers as c
from tests.processes.co_design.moves import MEMBERS
from tests.processes.co_design.paths import (
    DISAGREED,
    INTEREST,
    LONG_WAY,
    NOT_DEFINED,
    ROUNDS,
    STOPPED,
    SUBMITTED,
)
from tests.processes.steps import Path
from tests.unit.processes.cast import Everybody
from tests.unit.processes.walking import BEGIN, Walk, form


@pytest.fixture(scope="module")
def long_way() -> Walk:
    """The way with the market, a change of brief and the Commissioner."""
    return Walk(LONG_WAY).go()


def after(path: Path) -> Mapping[str, Any]:
    return Walk(path).go().variables


def test_a_submitted_design_has_all_its_parts(long_way: Walk) -> None:
    design = long_way.variables["design"]
    assert set(design) == {
        "plan",
        "evidence",
        "sessions",
        "market",
        "problem",
        "options",
        "model",
        "finance",
        "assessments",
        "panel",
        "signoffs",
    }
    assert len(design["sessions"]) == 2
    assert long_way.variables["sessionCount"] == 3
    assert design["assessments"]["dpia"]["icoResponse"].startswith("Encrypt the plans")
    assert {each["organisation"]: each["by"] for each in design["signoffs"]} == {
        "LCC": "ghale",
        "BARNARDOS": "ebanjo",
    }


def test_what_the_next_processes_read(long_way: Walk) -> None:
    found = long_way.variables
    assert found["wholeLifeValue"] == Decimal(1260000)
    assert found["vfmVariancePct"] == Decimal(5)
    assert (found["regulatedActivity"], found["viableProviders"], found["panelDissent"]) == (False, 3, False)
    assert found["briefVersion"] == 2
    assert found["brief"]["changes"][0]["asked"].startswith("Please take children from six")


def test_without_the_market_the_design_lead_says_who_could_deliver() -> None:
    assert after(SUBMITTED)["viableProviders"] == 2


def test_benchmark_and_prices_reach_nothing_that_both_read(long_way: Walk) -> None:
    assert "benchmarkUnitCost" not in str(dict(long_way.variables))
    assert "vfmVariancePct" not in str(long_way.variables["design"])
    assert form("F14").root.fields[("priceIntelligence",)].component.visible_to == {"LCC"}
    assert form("F17").root.fields[("benchmarkUnitCost",)].component.visible_to == {"LCC"}
    assert form("F17").root.fields[("vfmVariancePct",)].component.visible_to == {"LCC"}


def test_the_panel_that_disagrees_is_heard_by_the_board() -> None:
    walk = Walk(ROUNDS).go()
    assert walk.variables["panelDissent"] is True
    assert walk.variables["panelLoops"] == 2


def test_governance_is_told_of_leads_who_do_not_agree() -> None:
    walk = Walk(DISAGREED).go()
    assert walk.variables["signoffLoops"] == 2
    assert walk.thrown == ["governance"]


def test_why_it_stopped() -> None:
    found = after(STOPPED)
    assert (found["outcome"], found["stopReason"]) == ("stopped", found["changeMinute"])


def test_a_change_that_is_rejected_leaves_the_brief_as_it_was() -> None:
    walk = Walk(NOT_DEFINED).go()
    assert walk.variables["briefVersion"] == 1
    assert "cip:change-brief" not in {job.type for job in walk.jobs}


def test_who_declares_is_who_has_sent_the_message() -> None:
    asked = [job.inputs for job in Walk(INTEREST).go().jobs if job.element == "S_enterRegister"]
    assert [(each["declarant"], each["organisation"]) for each in asked] == [("rgill", "BARNARDOS")]


def test_the_form_works_out_the_totals_of_an_appraisal() -> None:
    kept = forms.clean(form("F15"), c.f15(BEGIN.date()), {"members": MEMBERS}, people=Everybody(), now=BEGIN)
    assert kept["totals"] == [
        {"option": "Do nothing", "total": Decimal(1)},
        {"option": "Run by the council", "total": Decimal(3)},
        {"option": "Two houses", "total": Decimal(4)},
    ]


def test_both_organisations_must_score() -> None:
    alone = [{"user": each["user"], "organisation": "LCC"} for each in MEMBERS]
    with pytest.raises(Invalid) as wrong:
        forms.clean(form("F15"), c.f15(BEGIN.date()), {"members": alone}, people=Everybody(), now=BEGIN)
    assert set(wrong.value.fields) == {"scorers"}
