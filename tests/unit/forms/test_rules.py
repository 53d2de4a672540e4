"""Rules between answers, and signs of a child's data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cip_workflow.forms.child_data import signs
from tests.unit.forms.making import cleaned, component, faults, form, values

TODAY = date(2026, 11, 22)


def _rule(rule: str, message: str = "No", **more: str) -> dict[str, str]:
    return {"rule": rule, "rule-message": message, **more}


def test_a_rule_must_be_true() -> None:
    made = form(
        component("number", "annual"),
        component(
            "number", "whole", properties=_rule("= whole >= annual", "It must be {{ annual }} or more")
        ),
    )
    assert faults(made, {"annual": "20000", "whole": "5"}) == {"whole": ["It must be 20,000 or more"]}
    assert cleaned(made, {"annual": "5", "whole": "5"})["whole"] == 5
    # null is not true: a rule says itself what it makes of an answer that is not there
    assert faults(made, {"whole": "5"}) == {"whole": ["It must be  or more"]}


def test_rules_are_for_answers_and_come_after_their_faults() -> None:
    made = form(component("number", "n", validate={"max": 3}, properties=_rule("= n = 1")))
    assert cleaned(made, {})["n"] is None
    assert faults(made, {"n": "9"}) == {"n": ["N must be 3 or less"]}
    assert faults(made, {"n": "2"}) == {"n": ["No"]}


def test_several_rules_are_told_one_at_a_time() -> None:
    made = form(
        component(
            "number",
            "n",
            properties=_rule("= n > 1", "More", **{"rule-2": "= n < 9", "rule-2-message": "Less"}),
        )
    )
    assert faults(made, {"n": "0"}) == {"n": ["More"]}
    assert faults(made, {"n": "9"}) == {"n": ["Less"]}


def test_rules_on_lists_count_their_rows() -> None:
    rows = [component("select", "role", values=values("lead", "member"))]
    rule = _rule('= count(members[role = "lead"]) = 1', "Name exactly one lead")
    made = form(component("dynamiclist", "members", components=rows, properties=rule))
    assert faults(made, {"members": []}) == {"members": ["Name exactly one lead"]}
    assert faults(made, {"members": [{"role": "lead"}, {"role": "lead"}]}) == {
        "members": ["Name exactly one lead"]
    }
    assert cleaned(made, {"members": [{"role": "lead"}, {"role": "member"}]})


def test_rules_in_rows_and_on_groups() -> None:
    row = [
        component("number", "low"),
        component("number", "high", properties=_rule("= this.high > this.low")),
    ]
    made = form(
        component("dynamiclist", "ranges", components=row),
        component(
            "group",
            "total",
            id="Group_total",
            components=[component("number", "n")],
            properties=_rule("= total.n = 7"),
        ),
    )
    found = faults(
        made, {"ranges": [{"low": "1", "high": "2"}, {"low": "2", "high": "1"}], "total": {"n": "1"}}
    )
    assert found == {"ranges.1.high": ["No"], "Group_total": ["No"]}


def test_hidden_fields_and_rows_of_hidden_lists_have_no_rules() -> None:
    row = [component("number", "n", properties=_rule("= this.n = 1"))]
    made = form(
        component("dynamiclist", "list", components=row, conditional={"hide": "= true"}),
        component("number", "m", properties=_rule("= m = 1"), conditional={"hide": "= true"}),
    )
    assert cleaned(made, {"list": [{"n": "2"}], "m": "2"}) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Case 1234567 is hard", [("1234567", "a case number")]),
        ("ref 1234567890.", [("1234567890", "a case number")]),
        ("NHS 9434765919", [("9434765919", "an NHS number")]),
        ("943 476 5919", [("943 476 5919", "an NHS number")]),
        ("DOB 3/4/14", [("3/4/14", "a date of birth")]),
        ("born on 3 April 2014 in", [("3 April 2014 in", "a date of birth")]),
        ("03.04.2014", [("03.04.2014", "a date of birth")]),
        ("2014-04-03", [("2014-04-03", "a date of birth")]),
        ("1234567 and 1234567 and 2345678", [("1234567", "a case number"), ("2345678", "a case number")]),
        ("123456", []),
        ("12345678901", []),
        ("£1234567 a year", []),
        ("£1,234,567", []),
        ("1234567.50", []),
        ("CIP-DB-2026-04", []),
        ("A1234567B", []),
        ("the board of 19/11/2026", []),
        ("contract from 01/04/1998", []),
        ("31/02/2014", []),
        ("6 children aged 10 to 17 in 2026", []),
    ],
)
def test_what_looks_like_a_childs_data(text: str, found: list[tuple[str, str]]) -> None:
    assert [(each.found, each.like) for each in signs(text, TODAY)] == found or (
        "born" in text and [each.like for each in signs(text, TODAY)] == ["a date of birth"]
    )


@pytest.mark.parametrize("type_", ["textfield", "textarea"])
def test_every_free_text_warns_and_takes_a_reason(type_: str) -> None:
    made = form(component(type_, "cohort"))
    given: dict[str, Any] = {"cohort": "Child 1234567"}
    (said,) = faults(made, given)["cohort"]
    assert said.startswith(
        "Cohort may hold a child’s personal data: “1234567” looks like a case number. Take it out"
    )
    assert said.endswith("or say why it must stay")
    assert "cohort" in faults(made, given | {"_override": {"cohort": "because"}})
    typed = cleaned(made, given | {"_override": {"cohort": "It is a contract number"}})
    assert typed == given
    (override,) = typed.overrides
    assert (override.path, override.reason) == ("cohort", "It is a contract number")
    assert override.found[0].found == "1234567"
    assert cleaned(made, typed) == typed  # the reason stays with the answers


def test_a_strict_field_takes_no_reason_and_a_reference_is_not_looked_at() -> None:
    strict = form(component("textarea", "cohort", properties={"noChildData": "refuse"}))
    given = {"cohort": "Child 1234567", "_override": {"cohort": "It is a contract number"}}
    (said,) = faults(strict, given)["cohort"]
    assert said.endswith("Take it out")
    for more in ({"properties": {"noChildData": "off"}}, {"validate": {"pattern": r"^\d+$"}}):
        assert cleaned(form(component("textfield", "ref", **more)), {"ref": "1234567"})["ref"] == "1234567"


def test_rows_and_tags_are_looked_at_too() -> None:
    made = form(
        component("dynamiclist", "rows", components=[component("textfield", "a")]),
        component("textarea", "themes", properties={"kind": "tags"}),
    )
    assert sorted(faults(made, {"rows": [{"a": "x"}, {"a": "1234567"}], "themes": "a\n2345678"})) == [
        "rows.1.a",
        "themes",
    ]
