"""What is hidden, and that hiding comes to rest whatever a form says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.forms.making import cleaned, component, faults, form, values


def _hidden_unless(key: str, value: str) -> dict[str, str]:
    return {"hide": f'= {key} = null or {key} != "{value}"'}


def test_only_what_is_shown_is_asked_and_kept() -> None:
    made = form(
        component("radio", "urgency", values=values("routine", "high")),
        component(
            "textarea", "why", conditional=_hidden_unless("urgency", "high"), validate={"required": True}
        ),
    )
    assert cleaned(made, {"urgency": "routine", "why": "left over"}) == {"urgency": "routine"}
    assert faults(made, {"urgency": "high"}) == {"why": ["Enter why"]}
    assert cleaned(made, {"urgency": "high", "why": "A duty"})["why"] == "A duty"


def test_what_is_hidden_is_null_for_the_rest() -> None:
    made = form(
        component("radio", "a", values=values("x", "y")),
        component("radio", "b", values=values("x", "y"), conditional=_hidden_unless("a", "x")),
        component("textfield", "c", conditional=_hidden_unless("b", "x"), validate={"required": True}),
        component("textfield", "d", conditional={"hide": "= c != null"}, validate={"required": True}),
    )
    # b and c were answered before a was changed: neither counts, so d is asked
    assert faults(made, {"a": "y", "b": "x", "c": "here"}) == {"d": ["Enter the d"]}
    assert cleaned(made, {"a": "y", "b": "x", "c": "here", "d": "now"}) == {"a": "y", "d": "now"}


def test_a_chain_comes_back_when_its_head_does() -> None:
    made = form(
        component("checkbox", "a"),
        *(
            component(
                "checkbox", f"b{n}", conditional={"hide": f"= not({'a' if not n else f'b{n - 1}'} = true)"}
            )
            for n in range(30)
        ),
    )
    answers = {"a": True} | {f"b{n}": True for n in range(30)}
    assert len(cleaned(made, answers)) == 31
    assert cleaned(made, answers | {"a": False}) == {"a": False}


@pytest.mark.parametrize(
    "conditions",
    [
        {"a": "= b != null", "b": "= a != null"},
        {"a": "= a != null", "b": "= b = null"},
        {"a": "= b = null", "b": "= a != null"},
        {"a": "= b != null", "b": "= c != null", "c": "= a != null"},
    ],
)
def test_conditions_that_contradict_each_other_come_to_rest(conditions: dict[str, str]) -> None:
    made = form(
        *(component("textfield", key, conditional={"hide": hide}) for key, hide in conditions.items())
    )
    given = dict.fromkeys(conditions, "x")
    assert set(cleaned(made, given)) < set(given)
    assert set(cleaned(made, {})) <= set(given)


def test_a_hidden_group_hides_all_within() -> None:
    inner = component("textfield", "name", validate={"required": True})
    made = form(
        component("checkbox", "known"),
        component("group", "person", conditional={"hide": "= known != true"}, components=[inner]),
        component("expression", "copy", expression="= person.name"),
    )
    assert cleaned(made, {"person": {"name": "x"}}) == {"known": False, "copy": None}
    assert faults(made, {"known": True}) == {"person.name": ["Enter the name"]}


def test_rows_hide_their_own_fields() -> None:
    rows = [
        component("textfield", "name"),
        component("checkbox", "present"),
        component("textfield", "why", conditional={"hide": "= this.present"}, validate={"required": True}),
    ]
    made = form(component("dynamiclist", "people", components=rows))
    given: list[dict[str, Any]] = [{"name": "A", "present": True, "why": "x"}, {"name": "B", "why": ""}]
    assert faults(made, {"people": given}) == {"people.1.why": ["Enter why"]}
    given[1]["why"] = "ill"
    assert cleaned(made, {"people": given})["people"] == [
        {"name": "A", "present": True},
        {"name": "B", "present": False, "why": "ill"},
    ]


def test_rows_see_the_form_their_row_their_number_and_what_is_around_them() -> None:
    inner = component(
        "expression", "sum", expression="= this.n + factor + i[1] + parent.factor + count(rows)"
    )
    made = form(
        component("number", "factor"),
        component("dynamiclist", "rows", components=[component("number", "n"), inner]),
    )
    typed = cleaned(made, {"factor": "10", "rows": [{"n": "1"}, {"n": "2"}]})
    assert [row["sum"] for row in typed["rows"]] == [1 + 10 + 1 + 10 + 2, 2 + 10 + 2 + 10 + 2]


def test_the_forms_own_names_come_before_those_of_the_case_and_of_the_row() -> None:
    made = form(
        component("textfield", "role"),
        component(
            "dynamiclist",
            "rows",
            components=[
                component("textfield", "role", id="inner"),
                component("textfield", "only"),
                component(
                    "expression", "seen", expression='= role + "/" + this.role + "/" + only + "/" + of_case'
                ),
            ],
        ),
    )
    typed = cleaned(
        made, {"role": "form", "rows": [{"role": "row", "only": "mine"}]}, {"role": "case", "of_case": "case"}
    )
    assert typed["rows"][0]["seen"] == "form/row/mine/case"


def test_worked_out_values_follow_hiding() -> None:
    made = form(
        component("number", "term"),
        component("number", "yearly", conditional={"hide": "= term = null or term = 0"}),
        component("expression", "whole", expression="= if yearly = null then 0 else term * yearly / 12"),
        component("textarea", "board", conditional={"hide": "= whole < 100"}, validate={"required": True}),
    )
    assert cleaned(made, {"term": "12", "yearly": "99"})["whole"] == 99
    assert faults(made, {"term": "12", "yearly": "100"}) == {"board": ["Enter the board"]}
    assert cleaned(made, {"yearly": "100"}) == {"term": None, "whole": 0}


def test_empty_choices_can_be_counted_and_searched() -> None:
    made = form(
        component("checklist", "needs", values=values("health", "autism")),
        component("textfield", "lead", conditional={"hide": '= not(list contains(needs, "health"))'}),
    )
    assert cleaned(made, {}) == {"needs": []}
    assert cleaned(made, {"needs": ["health"], "lead": "A"}) == {"needs": ["health"], "lead": "A"}


def test_what_cannot_be_read_is_null_for_the_rest_and_still_told() -> None:
    made = form(
        component("number", "cost"),
        component(
            "textarea", "why", conditional={"hide": "= cost = null or cost < 10"}, validate={"required": True}
        ),
    )
    assert list(faults(made, {"cost": "lots"})) == ["cost"]


def test_today_is_the_day_that_answers_are_judged_on() -> None:
    made = form(component("expression", "day", expression="= today()"))
    assert str(cleaned(made, {})["day"]) == "2026-11-22"
