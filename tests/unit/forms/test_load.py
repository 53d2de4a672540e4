"""Which files become forms, and what is said about the others."""

from __future__ import annotations

import json

import pytest

from cip_workflow.errors import Refused
from cip_workflow.forms import Finding, load
from tests.unit.forms.making import component, findings, form, source, values


def test_the_declared_fields_are_nested_as_the_answers_are() -> None:
    made = form(
        component("textfield", "title"),
        component(
            "group", "contact", components=[component("textfield", "email"), component("checkbox", "public")]
        ),
        component(
            "dynamiclist",
            "members",
            components=[component("textfield", "user", properties={"kind": "person"})],
        ),
        component("number", "costs.first"),
    )
    assert made.fields == {
        "title": "text",
        "contact": {"email": "text", "public": "flag"},
        "members": [{"user": "person"}],
        "costs": {"first": "number"},
    }
    assert made.keys == {"title", "contact.email", "contact.public", "members", "members.user", "costs.first"}


def test_a_finding_says_file_component_line_sentence_and_cure() -> None:
    (finding,) = findings(component("textfield", "title"), component("iframe", id="Field_page", label="Map"))
    assert isinstance(finding, Finding)
    assert (finding.file, finding.element, finding.line) == ("test.form", "Field_page", 1)
    assert finding.message == "“Map” is of the type iframe, which is not shown."
    assert "link" in finding.cure
    assert str(finding).startswith("test.form:1 (Field_page): “Map” is")


def test_the_line_is_the_components_own() -> None:
    data = json.dumps(
        json.loads(source(component("textfield", "a"), component("slider", "b"))), indent=1
    ).encode()
    with pytest.raises(Refused) as caught:
        load(data, "lines.form")
    (finding,) = caught.value.findings
    assert isinstance(finding, Finding)
    assert finding.line is not None
    assert finding.element is not None
    assert finding.element.encode() in data.splitlines()[finding.line - 1]


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (component("slider", "x"), "form-type-unknown"),
        ({"id": "a"}, "form-type-unknown"),
        (component("textfield"), "form-key"),
        (component("textfield", "two words"), "form-key"),
        (component("textfield", "_save"), "form-key"),
        (component("textfield", "csrf_token"), "form-key"),
        (component("dynamiclist", components=[component("textfield", "a")]), "form-path"),
        (component("html", content="<script>alert(1)</script>"), "form-html"),
        (component("html", content="<p onclick='x()'>a</p>"), "form-html"),
        (component("html", content="<a href='javascript:x()'>a</a>"), "form-html"),
        (component("html", content="<p style='color:red'>a</p>"), "form-html"),
        (component("textfield", "a", conditional={"hide": "=b ="}), "form-feel"),
        (component("textfield", "a", label="{{ (b }}"), "form-feel"),
        (component("text", text="{{#if a}}x{{/if}}"), "form-feel"),
        (component("number", "a", validate={"min": "=1 +"}), "form-feel"),
        (component("select", "a"), "form-options"),
        (component("select", "a", values=values("x"), valuesKey="list"), "form-options"),
        (component("radio", "a", values=[{"label": "X"}]), "form-options"),
        (component("radio", "a", values=values("x", "x")), "form-options"),
        (component("radio", "a", values=values("often"), properties={"kind": "boolean"}), "form-options"),
        (component("textfield", "a", validate={"pattern": "(a+)+$"}), "form-pattern"),
        (component("textfield", "a", validate={"pattern": "("}), "form-pattern"),
        (component("textfield", "a", properties={"kind": "colour"}), "form-kind"),
        (component("textarea", "a", properties={"kind": "money"}), "form-kind"),
        (component("textfield", "a", properties={"visibleTo": "EVERYBODY"}), "form-visible-to"),
        (component("textfield", "a", properties={"rule": "a > 1"}), "form-rule"),
        (component("text", text="a", properties={"rule": "=a", "rule-message": "No"}), "form-rule"),
        (component("textfield", "a", properties={"noChildData": "perhaps"}), "form-child-data"),
        (component("datetime", "a", subtype="week"), "form-subtype"),
        (component("expression", "a"), "form-expression"),
        (component("table", dataSource="=rows"), "form-table"),
        (component("image", source="https://example.org/x.png"), "form-image"),
        (component("image", source="//example.org/x.png"), "form-image"),
    ],
)
def test_what_refuses_a_form(broken: dict[str, object], rule: str) -> None:
    found = findings(component("textfield", "fine"), broken)
    assert {each.rule for each in found} == {rule}
    assert all(each.message and each.cure and each.file == "test.form" for each in found)


def test_every_fault_is_told_at_once() -> None:
    found = findings(component("slider", "a"), component("iframe", "b"), component("select", "c"))
    assert [each.rule for each in found] == ["form-type-unknown", "form-type-refused", "form-options"]


@pytest.mark.parametrize(
    ("first", "second"), [("title", "title"), ("contact", "contact.email"), ("contact.email", "contact")]
)
def test_the_same_key_twice_is_refused(first: str, second: str) -> None:
    (finding,) = findings(component("textfield", first), component("textarea", second))
    assert finding.rule == "form-key-twice"
    assert first in finding.message and second in finding.message


def test_the_same_key_in_a_group_without_path_is_refused_too() -> None:
    (finding,) = findings(
        component("textfield", "title"), {"type": "group", "components": [component("textarea", "title")]}
    )
    assert finding.rule == "form-key-twice"


def test_the_same_key_in_two_lists_is_fine() -> None:
    assert form(
        component("dynamiclist", "a", components=[component("textfield", "name")]),
        component("dynamiclist", "b", components=[component("textfield", "name")]),
    ).keys == {"a", "a.name", "b", "b.name"}


def test_the_same_id_twice_is_refused() -> None:
    (finding,) = findings(component("textfield", "a", id="x"), component("textfield", "b", id="x"))
    assert finding.rule == "form-id-twice"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON"),
        (b"any content", "Line 1, column 1"),
        (b'{"components": [}', "Line 1, column 17"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[]", "no list of components"),
        (b"{}", "no list of components"),
        (b'{"components": {}}', "no list of components"),
        (b'{"components": [], "type": "wizard"}', "'wizard'"),
        (b'{"components": [3]}', "not an object"),
        (b'{"components": [], "schemaVersion": NaN}', "cannot be read"),
        (b"[" * 200_000, "cannot be read"),
        (b'{"components": [' + b'{"type":"spacer"},' * 700 + b'{"type":"spacer"}]}', "701 components"),
        (b'{"components": []}' + b" " * 1_000_001, "bytes"),
    ],
)
def test_what_is_no_form_at_all(data: bytes, said: str) -> None:
    with pytest.raises(Refused) as caught:
        load(data, "broken.form")
    assert any(said in str(each) for each in caught.value.findings), [
        str(each) for each in caught.value.findings
    ]


def test_groups_may_not_nest_without_end() -> None:
    inner = component("textfield", "deep")
    for number in range(12):
        inner = {"type": "group", "id": f"g{number}", "components": [inner]}
    assert {each.rule for each in findings(inner)} == {"form-depth"}


def test_a_form_without_id_is_called_after_its_file() -> None:
    made = load(b'{"type":"default","components":[]}', "folder/F99.form")
    assert (made.id, made.title) == ("F99", "F99")


def test_the_title_is_the_first_heading() -> None:
    assert form(component("text", text="# Board decision\nRecord it.")).title == "Board decision"


@pytest.mark.parametrize(
    ("extra", "rule"),
    [
        ({"components": [component("button", action="reset")]}, "form-reset"),
        ({"components": [], "schemaVersion": 99}, "form-version"),
        ({"components": [component("textfield", "a", properties={"visible": "LCC"})]}, "form-property"),
    ],
)
def test_what_is_only_warned_of(extra: dict[str, object], rule: str) -> None:
    made = load(json.dumps({"type": "default", "id": "a"} | extra).encode(), "warned.form")
    assert [each.rule for each in made.warnings] == [rule]
    assert made.warnings[0].severity == "warning"


def test_a_property_that_is_nearly_right_is_told() -> None:
    (warning,) = form(component("textfield", "a", properties={"visibelTo": "LCC"})).warnings
    assert warning.cure == "Did you mean 'visibleTo'?"


def test_property_names_do_not_mind_case_and_hyphens() -> None:
    for name in ("visibleTo", "visible-to", "VISIBLE_TO"):
        made = form(component("textfield", "a", properties={name: "lcc"}))
        assert made.components[0].visible_to == {"LCC"}
        assert not made.warnings


def test_components_of_old_editors_without_ids_are_read() -> None:
    made = form({"type": "textfield", "key": "a"}, {"type": "textfield", "key": "b"})
    assert len({each.id for each in made.components}) == 2
