"""Forms of every shape, and answers to them, for the property tests."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from cip_workflow.forms import Form, FormView, load
from cip_workflow.forms.page import FieldView

_TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
_LABEL = st.sampled_from(["Title", "What is it?", "VAT", "", "Cost (optional)", "The {{ a0 }} one"])
_OPTIONS = [{"label": "One", "value": "one"}, {"label": "Two", "value": 2}, {"label": "Yes", "value": True}]


def _validate(draw: Any, type_: str) -> dict[str, Any]:
    rules: dict[str, Any] = {"required": draw(st.booleans())}
    if type_ in {"textfield", "textarea"} and draw(st.booleans()):
        rules |= {"minLength": draw(st.integers(0, 3)), "maxLength": draw(st.integers(4, 40))}
    if type_ == "number" and draw(st.booleans()):
        rules |= {"min": draw(st.integers(-5, 5)), "max": draw(st.integers(6, 99))}
    return rules


@st.composite
def _field(draw: Any, key: str, before: list[str]) -> dict[str, Any]:
    type_ = draw(
        st.sampled_from(
            [
                "textfield",
                "textarea",
                "number",
                "datetime",
                "checkbox",
                "radio",
                "select",
                "checklist",
                "taglist",
                "filepicker",
                "expression",
            ]
        )
    )
    made: dict[str, Any] = {"type": type_, "id": f"id_{key}", "key": key, "label": draw(_LABEL)}
    made["validate"] = _validate(draw, type_)
    if type_ in {"radio", "select", "checklist", "taglist"}:
        made["values"] = draw(st.permutations(_OPTIONS))
    if type_ == "datetime":
        made["subtype"] = draw(st.sampled_from(["date", "time", "datetime"]))
    if type_ == "number":
        made["properties"] = draw(st.sampled_from([{}, {"kind": "money"}, {"kind": "percent"}]))
    if type_ == "textfield":
        made["properties"] = draw(
            st.sampled_from([{}, {"kind": "person", "group": "board"}, {"noChildData": "off"}])
        )
    if type_ == "expression":
        made["expression"] = draw(st.sampled_from(["= 1", "= today()", '= "x"', "= count(a0)"]))
        made.pop("validate")
    if type_ != "expression" and draw(st.integers(0, 5)) == 0:
        made["readonly"] = True
    # Only what stands before may hide: conditions in a circle have no one meaning.
    if before and draw(st.booleans()):
        made["conditional"] = {"hide": f"= {draw(st.sampled_from(before))} = null"}
    return made


@st.composite
def forms(draw: Any) -> Form:
    """A form with groups, lists, conditions and every type of field."""
    names: list[str] = []
    components: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 7))):
        key = f"a{number}"
        shape = draw(st.sampled_from(["field", "field", "field", "group", "list", "text"]))
        if shape == "field":
            components.append(draw(_field(key, names)))
            names.append(key)
        elif shape == "text":
            components.append(
                {"type": "text", "id": f"id_{key}", "text": draw(st.sampled_from(["# A", "{{ a0 }}"]))}
            )
        else:
            inner = [draw(_field(f"b{number}_{each}", names)) for each in range(draw(st.integers(0, 3)))]
            type_ = "group" if shape == "group" else "dynamiclist"
            path = {} if type_ == "group" and draw(st.booleans()) else {"path": key}
            more = {"type": type_, "id": f"id_{key}", "label": key, "components": inner} | path
            if type_ == "dynamiclist" and draw(st.booleans()):
                more["properties"] = {"min-rows": "1", "max-rows": "3"}
            components.append(more)
    return load(json.dumps({"type": "default", "id": "made", "components": components}).encode(), "made.form")


def answers() -> st.SearchStrategy[dict[str, Any]]:
    """Anything that JSON can hold, with names that these forms use and others."""
    leaf = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | _TEXT
        | st.sampled_from(["one", "2", "true", "croe"])
    )
    value = st.recursive(
        leaf
        | st.fixed_dictionaries({}, optional={"day": _TEXT, "month": _TEXT, "year": _TEXT, "document": leaf}),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names(), inner, max_size=3),
        max_leaves=8,
    )
    return st.dictionaries(_names(), value, max_size=8)


def _names() -> st.SearchStrategy[str]:
    known = [f"a{number}" for number in range(7)] + [
        f"b{number}_{each}" for number in range(7) for each in range(3)
    ]
    return st.sampled_from([*known, "_override", "_of", "other", ""])


def posted(page: FormView) -> list[tuple[str, str]]:
    """What a browser would send of this page, unchanged."""
    return [pair for field in page.fields for pair in _pairs(field)]


def _pairs(field: FieldView) -> list[tuple[str, str]]:
    """The successful controls of one field, as web/templates/forms/controls.html draws them."""
    found: list[tuple[str, str]] = []
    if field.control in {"radios", "checkboxes", "tick", "files", "rows"}:
        found.append((field.name, ""))
    if field.control in {"input", "textarea"}:
        found.append((field.name, field.value))
    if field.control == "select":
        found.append((field.name, next((each.value for each in field.options if each.chosen), "")))
    if field.control in {"radios", "checkboxes", "tick"}:
        found += [(field.name, each.value) for each in field.options if each.chosen]
    found += [(box.name, box.value) for box in field.boxes]
    found += [(field.name, each.posted) for each in field.files if field.control == "files"]
    for row in field.rows:
        found += [(row.of_name, row.of)] if row.of_name else []
        found += [pair for each in row.fields for pair in _pairs(each)]
    inner = [*field.fields, *(each for choice in field.options for each in choice.reveals)]
    found += [pair for each in inner for pair in _pairs(each)]
    if field.warned:
        found.append((field.warned.name, field.warned.reason))
    return found
