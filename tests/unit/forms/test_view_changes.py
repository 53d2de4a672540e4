"""What comes and goes with the answers: questions under a choice, what the page depends on, errors."""

from __future__ import annotations

from typing import Any

import pytest

from cip_workflow.forms import FieldView, Form, FormView, view
from tests.unit.forms.making import COUNCIL, NOW, Cast, component, faults, form, values


def page(made: Form, answers: Any = None, context: Any = None, **more: Any) -> FormView:
    return view(
        made, answers or {}, context or {}, **({"people": Cast(), "actor": COUNCIL, "now": NOW} | more)
    )


def only(made: dict[str, Any], answers: Any = None, context: Any = None, **more: Any) -> FieldView:
    (field,) = page(form(made), answers, context, **more).fields
    return field


def _radio(**more: Any) -> dict[str, Any]:
    return component("radio", "x", values=values("a", "b", "c"), **more)


def _under(*choices: str, key: str = "y", type_: str = "textfield", **more: Any) -> dict[str, Any]:
    shown = " or ".join(f'x = "{choice}"' for choice in choices)
    return component(type_, key, conditional={"hide": f"= not({shown})"}, **more)


def test_a_question_for_one_choice_stands_under_it() -> None:
    shown = page(form(_radio(), _under("b"), component("textfield", "z")), {"x": "b", "y": "kept"})
    radio, after = shown.fields
    assert after.name == "z"
    assert [[inner.name for inner in choice.reveals] for choice in radio.options] == [[], ["y"], []]
    assert radio.options[1].reveals[0].value == "kept"
    assert shown.refresh == ()


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ([_radio(), _under("a", "b")], "it shows for two choices"),
        ([_radio(), component("textfield", "z"), _under("b")], "it does not follow"),
        ([_radio(), _under("b", type_="dynamiclist", components=[])], "it is long"),
        (
            [_radio(), component("textfield", "y", conditional={"hide": '= x != "b" or z = 1'})],
            "something else decides",
        ),
        (
            [_radio(), component("textfield", "y", conditional={"hide": '= x = "b"'})],
            "it shows without a choice",
        ),
        ([_radio(), *(_under("b", key=f"y{n}") for n in range(5))], "there are too many"),
    ],
)
def test_other_questions_come_and_go_with_the_page(made: list[dict[str, Any]], why: str) -> None:
    shown = page(form(*made), {"x": "b"})
    assert not any(choice.reveals for field in shown.everything() for choice in field.options), why
    assert "x" in shown.refresh


def test_a_longer_part_for_the_same_choice_keeps_the_order() -> None:
    made = form(
        _radio(),
        _under("b", key="long", type_="dynamiclist", components=[]),
        _under("b"),
        _under("c", key="w"),
    )
    radio, *rest = page(made, {"x": "b"}).fields
    assert [field.name for field in rest] == ["long", "y"]
    assert [inner.name for inner in radio.options[2].reveals] == ["w"]


def test_in_rows_the_choice_is_the_rows_own() -> None:
    row = [
        component("radio", "present", properties={"kind": "boolean"}),
        component("textfield", "why", conditional={"hide": "= not(this.present = false)"}),
    ]
    made = form(component("dynamiclist", "people", components=row, defaultRepetitions=2))
    (field,) = page(made).fields
    assert [inner.name for inner in field.rows[1].fields[0].options[1].reveals] == ["people.1.why"]


def test_what_stands_under_a_choice_is_worded_for_it() -> None:
    label = '= if x = "b" then "Why not?" else "Why?"'
    radio = page(form(_radio(), _under("b", label=label, validate={"required": True})), {"x": "a"}).fields[0]
    assert radio.options[1].reveals[0].label == "Why not?"


def test_which_fields_the_page_depends_on() -> None:
    made = form(
        component("textfield", "title"),
        component("number", "cost"),
        component("text", text="Briefs over £100 go to the board", conditional={"hide": "= cost < 100"}),
        component(
            "group", "contact", components=[component("textfield", "kind"), component("textfield", "free")]
        ),
        component("textfield", "email", label="Email of {{ contact.kind }}"),
        component(
            "dynamiclist",
            "members",
            components=[
                component("textfield", "role"),
                component("textfield", "note"),
                component("textfield", "days", conditional={"hide": "= this.role = null"}),
            ],
        ),
        component(
            "expression", "lead", expression='= members[role = "lead"][1].note', properties={"label": "Lead"}
        ),
        component("select", "lot", valuesKey="lots"),
        component("textarea", "lots"),
    )
    assert set(page(made).refresh) == {"cost", "contact.kind", "members.*.role", "members.*.note", "lots"}


def test_errors_stand_at_their_field_and_in_the_summary_in_the_order_of_the_page() -> None:
    made = form(
        component("textfield", "b", validate={"required": True}),
        component(
            "group",
            "g",
            components=[component("radio", "c", values=values("x"), validate={"required": True})],
        ),
        component(
            "dynamiclist",
            "rows",
            components=[component("textfield", "n", validate={"required": True}), component("number", "m")],
            properties={"row-label": "Outcome"},
        ),
        component(
            "dynamiclist", "none", components=[component("textfield", "n")], properties={"min-rows": "1"}
        ),
        component(
            "dynamiclist", "empty", components=[component("textfield", "n")], properties={"min-rows": "1"}
        ),
    )
    given = {"rows": [{"m": "1"}, {"m": "2"}], "none": [{"n": ""}], "empty": []}
    wrong = faults(made, given) | {"hidden": ["Something else"]}
    shown = page(made, given, errors=wrong)
    assert [(link.text, link.href) for link in shown.errors] == [
        ("Enter the b", "#f-b"),
        ("Select the c", "#f-g-c"),
        ("Outcome 1: enter the n", "#f-rows-0-n"),
        ("Outcome 2: enter the n", "#f-rows-1-n"),
        ("“Empty” needs 1 or more", "#g-empty-add"),
        ("Something else", ""),
    ]
    assert {field.error for field in shown.everything()} >= {"Enter the b", "Select the c", "Enter the n"}


def test_a_row_with_one_field_is_called_by_its_label() -> None:
    made = component(
        "dynamiclist",
        "q",
        components=[component("textfield", "question")],
        properties={"row-label": "Question"},
    )
    (row,) = only(made).rows
    assert (row.label, row.fields[0].label) == ("", "Question 1")


def test_a_rows_label_may_be_a_template() -> None:
    made = component(
        "dynamiclist",
        "quorum",
        components=[component("checkbox", "present"), component("textfield", "note")],
        properties={"rows-from": "= board", "row-label": "{{ this.name }}"},
    )
    assert only(made, context={"board": [{"name": "Owen"}]}).rows[0].label == "Owen"
