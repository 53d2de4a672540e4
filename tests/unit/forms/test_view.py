"""What a page shows: everything a template needs, decided."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow.forms import FieldView, Form, FormView, view
from tests.unit.forms.making import CHARITY, COUNCIL, NOW, Cast, component, faults, form, values


def page(made: Form, answers: Any = None, context: Any = None, **more: Any) -> FormView:
    return view(
        made, answers or {}, context or {}, **({"people": Cast(), "actor": COUNCIL, "now": NOW} | more)
    )


def only(made: dict[str, Any], answers: Any = None, context: Any = None, **more: Any) -> FieldView:
    (field,) = page(form(made), answers, context, **more).fields
    return field


@pytest.mark.parametrize(
    ("made", "control"),
    [
        (component("textfield", "x"), "input"),
        (component("textarea", "x"), "textarea"),
        (component("number", "x"), "input"),
        (component("datetime", "x"), "date"),
        (component("datetime", "x", subtype="datetime"), "date"),
        (component("datetime", "x", subtype="time"), "input"),
        (component("checkbox", "x"), "tick"),
        (component("checklist", "x", values=values("a")), "checkboxes"),
        (component("taglist", "x", values=values("a")), "checkboxes"),
        (component("radio", "x", values=values("a")), "radios"),
        (component("select", "x", values=values("a")), "select"),
        (component("filepicker", "x"), "files"),
        (component("textfield", "x", properties={"kind": "person", "group": "heads"}), "select"),
        (component("radio", "x", properties={"kind": "organisation"}), "radios"),
        (component("textarea", "x", properties={"kind": "tags"}), "textarea"),
        (component("dynamiclist", "x", components=[]), "rows"),
        (component("textfield", "x", readonly=True), "lines"),
        (component("textfield", "x", disabled=True), "lines"),
        (component("expression", "x", expression="= 1", properties={"label": "One"}), "lines"),
        (component("group", "x", components=[component("textfield", "a")]), "group"),
        (component("group", "x", label="", components=[component("textfield", "a")]), "together"),
        (component("text", text="# A"), "prose"),
        (component("html", content="<p>A</p>"), "prose"),
        (component("table", dataSource="= x", columns=[{"key": "a", "label": "A"}]), "table"),
        (component("image", source="data:image/png;base64,AAAA"), "image"),
        (component("separator"), "break"),
        (component("spacer"), "space"),
    ],
)
def test_each_type_has_its_control(made: dict[str, Any], control: str) -> None:
    assert only(made).control == control


@pytest.mark.parametrize(
    "made",
    [
        component("expression", "x", expression="= 1"),
        component("button", label="Submit"),
        component("group", "x", components=[]),
        component("text", text=" "),
        component("documentPreview", dataSource="= nothing"),
    ],
)
def test_what_has_nothing_to_show_is_not_there(made: dict[str, Any]) -> None:
    assert page(form(made)).fields == ()


def test_labels_say_what_is_optional_once() -> None:
    assert only(component("textfield", "x")).label == "X (optional)"
    assert only(component("textfield", "x", label="Note (optional)")).label == "Note (optional)"
    assert only(component("textfield", "x", validate={"required": True})).label == "X"
    assert only(component("checkbox", "x")).label == "X"
    needed = component("textfield", "x", properties={"required-if": "= y"})
    assert only(needed, context={"y": True}).label == "X"


def test_labels_hints_and_texts_are_templates() -> None:
    made = component("number", "x", label="Cost of {{ title }}", description='= "Up to £" + string(limit)')
    field = only(made, context={"title": "<b>Home</b>", "limit": 5})
    assert (field.label, field.hint) == ("Cost of <b>Home</b> (optional)", "Up to £5")  # templates escape it
    text = component("text", text="Briefs over £{{ limit }} by **{{ who }}**")
    assert (
        "over £20,000 by <strong>&lt;i&gt;me</strong>"
        in only(text, context={"limit": 20000, "who": "<i>me"}).html
    )


@pytest.mark.parametrize(
    ("made", "given", "value"),
    [
        (component("textfield", "x"), "a", "a"),
        (component("number", "x"), Decimal("1500.50"), "1500.5"),
        (component("number", "x", properties={"kind": "money"}), Decimal(642000), "642,000"),
        (component("number", "x", properties={"kind": "money"}), "lots", "lots"),
        (component("textarea", "x", properties={"kind": "tags"}), ["a", "b"], "a\nb"),
        (component("textfield", "x"), {"odd": 1}, ""),
    ],
)
def test_what_stands_in_a_box(made: dict[str, Any], given: Any, value: str) -> None:
    assert only(made, {"x": given}).value == value


@pytest.mark.parametrize(
    "given",
    [date(2026, 11, 9), "2026-11-09", {"day": "9", "month": "11", "year": "2026"}],
)
def test_the_boxes_of_a_date(given: Any) -> None:
    boxes = only(component("datetime", "x"), {"x": given}).boxes
    assert [(box.name, box.id, box.value) for box in boxes] == [
        ("x-day", "f-x-day", "9"),
        ("x-month", "f-x-month", "11"),
        ("x-year", "f-x-year", "2026"),
    ]


def test_what_was_wrongly_typed_stands_there_still_and_the_box_is_marked() -> None:
    made = form(component("datetime", "x", dateLabel="Day"))
    given = {"x": {"day": "9", "month": "13", "year": "2026"}}
    shown = page(made, given, errors=faults(made, given))
    (field,) = shown.fields
    assert [(box.value, box.wrong) for box in field.boxes] == [("9", False), ("13", True), ("2026", False)]
    assert [(link.text, link.href) for link in shown.errors] == [("Day must be a real date", "#f-x-month")]


def test_first_values_come_from_the_case_then_from_the_form() -> None:
    made = component("number", "x", defaultValue=60)
    assert only(made).value == "60"
    assert only(made, context={"x": 70}).value == "70"
    assert only(made, {"x": ""}, {"x": 70}).value == ""
    assert only({**made, "properties": {"prefill": "false"}}, context={"x": 70}).value == "60"


def test_a_confirmation_is_never_given_in_advance() -> None:
    made = component("checkbox", "x", validate={"required": True})
    assert not only(made, context={"x": True}).options[0].chosen
    assert only(component("checkbox", "x"), context={"x": True}).options[0].chosen


def test_read_only_answers_stand_together_in_words() -> None:
    made = form(
        component("number", "cost", readonly=True, properties={"kind": "money"}),
        component("select", "route", readonly=True, values=[{"label": "Direct delivery", "value": "DIRECT"}]),
        component("textfield", "who", readonly=True, properties={"kind": "person", "group": "heads"}),
        component("datetime", "day", readonly=True),
        component("checkbox", "key", readonly=True),
        component(
            "expression", "half", expression="= cost / 2", properties={"label": "Half", "kind": "money"}
        ),
    )
    context = {"cost": 642000, "route": "DIRECT", "who": "croe", "key": True}
    (field,) = page(made, context=context).fields
    assert [(line.label, line.text) for line in field.lines] == [
        ("Cost", "£642,000"),
        ("Route", "Direct delivery"),
        ("Who", "Callum Roe, Barnardo’s"),
        ("Day", "Not given"),
        ("Key", "Yes"),
        ("Half", "£321,000"),
    ]


def test_people_are_named_with_their_organisation() -> None:
    field = only(component("textfield", "x", properties={"kind": "person", "group": "board"}), {"x": "croe"})
    assert [(each.value, each.label, each.chosen) for each in field.options] == [
        ("ohartley", "Owen Hartley, Leicestershire County Council", False),
        ("radeyemi", "Ruth Adeyemi, Leicestershire County Council", False),
        ("croe", "Callum Roe, Barnardo’s", True),
    ]


def test_options_may_have_hints() -> None:
    made = component("radio", "x", values=values("approve"), properties={"hint-approve": "It goes on"})
    assert only(made).options[0].hint == "It goes on"


def test_ids_are_never_used_twice() -> None:
    made = form(
        component(
            "group", "hint", components=[component("textfield", "hint"), component("textfield", "error")]
        ),
        component("dynamiclist", "a", components=[component("radio", "b", values=values("x", "y"))]),
        component("radio", "a_0", values=values("x", "y")),
    )
    shown = page(made, {"a": [{}, {}]})
    ids = [field.id for field in shown.everything() if field.id]
    ids += [row.id for field in shown.everything() for row in field.rows]
    assert len(ids) == len(set(ids))


def test_the_warning_about_a_childs_data_appears_when_answers_were_sent() -> None:
    made = form(component("textarea", "x"))
    given = {"x": "child 1234567"}
    assert page(made, given).fields[0].warned is None
    warned = page(made, given, errors=faults(made, given)).fields[0].warned
    assert warned is not None
    assert (warned.name, warned.found, warned.reason) == (
        "_override.x",
        "“1234567” looks like a case number",
        "",
    )
    again = page(made, given | {"_override": {"x": "a contract"}}).fields[0].warned
    assert again is not None
    assert again.reason == "a contract"


def test_a_strict_field_offers_no_reason() -> None:
    made = form(component("textarea", "x", properties={"noChildData": "refuse"}))
    given = {"x": "child 1234567"}
    assert page(made, given, errors=faults(made, given)).fields[0].warned is None


def test_what_another_organisation_alone_may_see_is_nowhere() -> None:
    made = form(
        component("number", "unit"),
        component("number", "benchmark", properties={"visibleTo": "LCC"}),
        component("text", text="Benchmark: {{ benchmark }}", properties={"visibleTo": "LCC"}),
        component("text", text="It is {{ benchmark }}."),
    )
    council, charity = (page(made, {"benchmark": "987"}, actor=actor) for actor in (COUNCIL, CHARITY))
    assert "987" in repr(council)
    assert "987" not in repr(charity)
    assert [field.name for field in charity.fields] == ["unit", ""]


def test_files_that_are_uploaded_can_be_removed() -> None:
    given = {"x": [{"document": 7, "name": "minutes.pdf", "size": 1_258_291}]}
    field = only(component("filepicker", "x", accept=".pdf,.docx", multiple=True), given)
    assert [(each.name, each.detail, each.remove) for each in field.files] == [
        ("minutes.pdf", "PDF, 1.2MB", "_remove.x.7")
    ]
    assert (field.hint, field.accept, field.multiple) == (
        "PDF or Word document, up to 25MB each",
        ".pdf,.docx",
        True,
    )


def test_tables_show_what_the_case_knows() -> None:
    made = component(
        "table", dataSource="= earlier", columns=[{"key": "ref", "label": "Ref"}, {"key": "cost"}]
    )
    field = only(made, context={"earlier": [{"ref": "A", "cost": 12000}, {"ref": "B"}, "odd"]})
    assert field.head == ("Ref", "cost")
    assert field.cells == (("A", "12,000"), ("B", ""))
    by_expression = {**made, "columns": None, "columnsExpression": '= [{key: "ref", label: "Ref"}]'}
    assert only(by_expression, context={"earlier": [{"ref": "A"}]}).cells == (("A",),)


def test_documents_of_the_case_are_listed() -> None:
    made = component("documentPreview", dataSource="= papers", label="Papers")
    context = {
        "papers": [
            {"documentId": "3", "metadata": {"fileName": "a.pdf"}},
            {"document": 4, "name": "b.docx"},
            7,
        ]
    }
    assert [(each.document, each.name) for each in only(made, context=context).files] == [
        (3, "a.pdf"),
        (4, "b.docx"),
    ]


def test_the_forms_own_button_names_the_submit_button() -> None:
    assert (
        page(form(component("button", label="Submit decision", action="submit"))).submit == "Submit decision"
    )
    assert page(form(component("textfield", "x"))).submit == ""


def test_styles_of_texts() -> None:
    made = component("text", text="A", properties={"style": "details", "summary": "Why we ask"})
    assert (only(made).style, only(made).summary) == ("details", "Why we ask")
