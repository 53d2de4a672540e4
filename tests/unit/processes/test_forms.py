"""Our forms: the fields of the domain, and each of its rules broken once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from cip_workflow import forms
from cip_workflow.errors import Invalid
from tests.processes import answers as a
from tests.processes import catalogue
from tests.processes.brief_issue.rules import BOARDROOM, MITIGATING, NOMINATING, TODAY
from tests.unit.processes.cast import BOARD, Everybody
from tests.unit.processes.drawing import ROOT
from tests.unit.processes.walking import BEGIN, form

FIELDS = catalogue.told("FIELDS")
BROKEN = catalogue.broken()
FILES = sorted((ROOT / "forms").glob("*.form"))


def said(name: str, answers: Mapping[str, Any], context: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong with answers; nothing when they pass."""
    try:
        forms.clean(form(name), answers, context, people=Everybody(), now=BEGIN)
    except Invalid as wrong:
        return wrong.fields
    return {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_form_loads_without_a_warning_and_asks_what_the_domain_asks(path: Any) -> None:
    assert form(path.stem).warnings == ()
    assert set(form(path.stem).fields) == set(FIELDS[path.stem].replace("|", "").split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_form_is_as_the_modeller_writes_it(path: Any) -> None:
    raw = json.loads(path.read_text())
    assert (raw["type"], raw["id"], raw["schemaVersion"]) == ("default", path.stem, 19)
    assert raw["executionPlatform"] == "Camunda Cloud"


def test_free_text_looks_out_for_a_childs_data() -> None:
    watched = {
        field.component.id: field.component.child_data
        for path in FILES
        for field in form(path.stem).root.fields.values()
        if field.component.type == "textarea"
    }
    assert set(watched.values()) == {"warn", "refuse"}
    assert {name for name, how in watched.items() if how == "refuse"} == {"Field_cohort"}


def test_legal_advice_is_for_the_council() -> None:
    assert form("F05").root.fields[("advice",)].component.visible_to == {"LCC"}


@pytest.mark.parametrize(("name", "answers", "changes", "context", "field"), BROKEN)
def test_a_broken_rule_is_said_at_its_field(
    name: str, answers: Any, changes: dict[str, Any], context: dict[str, Any], field: str
) -> None:
    wrong = said(name, answers(TODAY, **changes), context)
    assert field in wrong, wrong
    assert all(sentence.lstrip("“")[:1].isupper() for sentence in wrong[field])


def test_those_rules_say_nothing_of_right_answers() -> None:
    assert said("F37", a.f37(TODAY, youngPeopleTold=False), {"sessionCount": 0}) == {}
    assert said("F08", a.f08_deferred(TODAY), BOARDROOM) == {}
    assert said("F09", a.f09(TODAY, "LCC"), NOMINATING) == {}
    assert said("F11", a.f11_mitigated(TODAY), MITIGATING) == {}


def test_the_rating_is_the_monitoring_officers() -> None:
    """At T903 it is shown to read; another one is not taken."""
    sent = a.f11_mitigated(TODAY, rating="actual")
    kept = forms.clean(form("F11"), sent, MITIGATING, people=Everybody(), now=BEGIN)
    assert kept["rating"] == "perceived"


def test_more_design_time_is_the_governance_leads_decision() -> None:
    """F08 as T215 uses it: no quorum, no votes, and the outcomes extend and stop (RULINGS 6)."""
    extend = {
        "meetingDate": a.on(TODAY),
        "outcome": "extend",
        "deferTo": a.on(TODAY, 40),
        "minute": "The team lost three weeks to illness; both leads ask for more time.",
    }
    assert said("F08", extend, BOARDROOM | {"decisionType": "extend-design"}) == {}
    assert "outcome" in said(
        "F08", extend | {"outcome": "approve"}, BOARDROOM | {"decisionType": "extend-design"}
    )


def test_barnardos_members_do_not_vote_on_the_end_of_a_contract() -> None:
    """SOD-13."""
    votes = [
        {"member": one["member"], "vote": "for"}
        for one in BOARD
        if one["voting"] and one["organisation"] == "LCC"
    ]
    kept = forms.clean(
        form("F08"),
        a.f08(TODAY, votes=votes),
        BOARDROOM | {"decisionType": "extend-exit"},
        people=Everybody(),
        now=BEGIN,
    )
    assert {row["organisation"] for row in kept["votes"]} == {"LCC"}
    assert kept["quorumMet"] is True
