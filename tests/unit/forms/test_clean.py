"""What is taken, what is refused, and whose rules decide."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cip_workflow.forms import as_json
from tests.unit.forms.making import (
    CHARITY,
    COUNCIL,
    Cast,
    cleaned,
    component,
    faults,
    form,
    values,
)

SIMPLE = form(
    component("textfield", "title", validate={"required": True}),
    component("group", "contact", components=[component("textfield", "email")]),
    component("dynamiclist", "members", components=[component("textfield", "name")]),
    component("textfield", "ref", readonly=True),
    component("textfield", "old", disabled=True),
    component("expression", "size", expression="= count(members)"),
)


@pytest.mark.parametrize(
    ("sent", "path"),
    [
        ({"hack": "1"}, "hack"),
        ({"contact": {"phone": "1"}}, "contact.phone"),
        ({"contact": "me"}, "contact"),
        ({"members": [{"role": "x"}]}, "members.0.role"),
        ({"members": [{"name": "a"}, {"name": "b", "_of": "x"}]}, "members.1._of"),
        ({"members": "all"}, "members"),
        ({"members": ["all"]}, "members"),
        ({"ref": "other"}, "ref"),
        ({"old": "other"}, "old"),
        ({"size": 7}, "size"),
        ({"": "x"}, ""),
    ],
)
def test_what_the_form_does_not_take_is_refused(sent: dict[str, Any], path: str) -> None:
    found = faults(SIMPLE, {"title": "A", **sent}, {"ref": "CIP-1"})
    assert list(found) == [path]
    assert len(found[path]) == 1


def test_a_read_only_field_may_come_back_unchanged() -> None:
    typed = cleaned(SIMPLE, {"title": "A", "ref": "CIP-1", "size": 0}, {"ref": "CIP-1"})
    assert typed == {
        "title": "A",
        "contact": {"email": None},
        "members": [],
        "ref": "CIP-1",
        "size": Decimal(0),
    }


def test_answers_are_complete_and_disabled_fields_are_none() -> None:
    typed = cleaned(SIMPLE, {"title": "A", "members": [{"name": "B"}, {"name": "C"}]})
    assert typed["members"] == [{"name": "B"}, {"name": "C"}]
    assert typed["size"] == 2
    assert "old" not in typed


def test_what_was_given_is_left_as_it_was() -> None:
    given = {"title": " A ", "contact": {"email": ""}, "members": [{"name": "B"}]}
    before = as_json(given)
    cleaned(SIMPLE, given)
    assert given == before


def test_a_person_must_be_one_of_the_group() -> None:
    made = form(component("textfield", "sponsor", properties={"kind": "person", "group": "heads"}))
    assert cleaned(made, {"sponsor": "ohartley"})["sponsor"] == "ohartley"
    said = ["Choose the sponsor from the people in the list"]
    assert faults(made, {"sponsor": "radeyemi"}) == {"sponsor": said}
    assert faults(made, {"sponsor": "nobody"}) == {"sponsor": said}


def test_people_of_one_organisation_and_of_several_groups() -> None:
    properties = {"kind": "person", "group": "heads, board", "organisation": "= side"}
    made = form(component("taglist", "who", properties=properties))
    assert cleaned(made, {"who": ["croe"]}, {"side": "BARNARDOS"})["who"] == ["croe"]
    assert "who" in faults(made, {"who": ["ohartley"]}, {"side": "BARNARDOS"})


def test_each_group_is_asked_for_once() -> None:
    person = component("textfield", "user", properties={"kind": "person", "group": "board"})
    made = form(component("dynamiclist", "members", components=[person]))
    cast = Cast()
    cleaned(made, {"members": [{"user": "croe"}] * 20}, people=cast)
    assert cast.asked == ["board"]


def test_what_one_organisation_may_not_see_is_not_taken_from_it_and_not_told_of() -> None:
    made = form(
        component("number", "unit"),
        component("number", "benchmark", validate={"required": True}, properties={"visibleTo": "LCC"}),
    )
    assert cleaned(made, {"unit": "1"}, actor=CHARITY) == {"unit": Decimal(1)}
    assert faults(made, {"unit": "1", "benchmark": "2"}, actor=CHARITY) == {
        "benchmark": ["The form has no field “benchmark”."]
    }
    assert faults(made, {"unit": "1"}, actor=COUNCIL) == {"benchmark": ["Enter the benchmark"]}
    assert cleaned(made, {"benchmark": "2"})["benchmark"] == 2  # the system sees all


def test_a_group_for_one_organisation_hides_all_within() -> None:
    made = form(
        component(
            "group", "price", properties={"visibleTo": "LCC"}, components=[component("number", "benchmark")]
        )
    )
    assert cleaned(made, {}, actor=CHARITY) == {}
    assert "price.benchmark" in faults(made, {"price": {"benchmark": "2"}}, actor=CHARITY)


def test_a_field_within_a_group_for_another_organisation_is_for_nobody() -> None:
    inner = component("number", "benchmark", properties={"visibleTo": "BARNARDOS"})
    made = form(component("group", "price", properties={"visibleTo": "LCC"}, components=[inner]))
    for actor in (COUNCIL, CHARITY):
        assert cleaned(made, {}, actor=actor) == {}


def test_expressions_know_who_answers() -> None:
    rule = {
        "kind": "person",
        "group": "board",
        "rule": "= sponsor != currentUser.login",
        "rule-message": "Choose somebody else",
    }
    made = form(component("textfield", "sponsor", properties=rule))
    me = COUNCIL.__class__(person_id=9, login="croe", name="Callum Roe", organisation="BARNARDOS")
    assert faults(made, {"sponsor": "croe"}, actor=me) == {"sponsor": ["Choose somebody else"]}
    assert cleaned(made, {"sponsor": "ohartley"}, actor=me)["sponsor"] == "ohartley"


def test_required_may_depend() -> None:
    made = form(
        component("radio", "outcome", values=values("agree", "return")),
        component("textarea", "reasons", properties={"required-if": '= outcome = "return"'}),
    )
    assert cleaned(made, {"outcome": "agree"})["reasons"] is None
    assert faults(made, {"outcome": "return"}) == {"reasons": ["Enter the reasons"]}


@pytest.mark.parametrize(
    "source",
    [
        {"valuesKey": "case.lots"},
        {"valuesExpression": "= case.lots"},
        {"valuesExpression": "= for l in case.lots return {value: l.value, label: l.label}"},
    ],
)
def test_options_come_from_the_case(source: dict[str, str]) -> None:
    made = form(component("select", "lot", **source))
    context = {
        "case": {
            "lots": [{"label": "Lot 1", "value": "one"}, {"value": 2}, "three", None, {"label": "x"}, []]
        }
    }
    if "return" in source["valuesExpression" if "valuesExpression" in source else "valuesKey"]:
        context["case"]["lots"] = context["case"]["lots"][:2]
    assert cleaned(made, {"lot": "one"}, context)["lot"] == "one"
    assert cleaned(made, {"lot": "2"}, context)["lot"] == Decimal(2)
    assert "lot" in faults(made, {"lot": "four"}, context)
    assert "lot" in faults(made, {"lot": "one"}, {})


def test_a_field_that_is_read_only_for_these_answers_keeps_the_case_value() -> None:
    made = form(
        component("checkbox", "locked"),
        component("number", "rating", readonly="= locked = true"),
    )
    assert cleaned(made, {"rating": "4"}, {"rating": 2})["rating"] == 4
    assert cleaned(made, {"locked": "true", "rating": "4"}, {"rating": 2})["rating"] == 2


def test_files_are_checked_against_what_is_known_of_them() -> None:
    made = form(
        component("filepicker", "minute", label="Minutes", accept=".pdf,.docx", validate={"required": True})
    )
    pdf = {"document": 7, "name": "Minutes.PDF", "size": 1200, "type": "application/pdf", "sha256": "ab"}
    others = {8: {"name": "x.exe"}, 9: {"size": 30 * 1024 * 1024}, 10: {"size": 0}}
    known = {7: pdf} | {each: {**pdf, "document": each, **more} for each, more in others.items()}
    forged = {"document": 7, "name": "other.pdf", "size": 1}

    def said(*ids: int) -> list[str]:
        return faults(made, {"minute": [{"document": each} for each in ids]}, documents=known)["minute"]

    assert cleaned(made, {"minute": [forged]}, documents=known)["minute"] == [pdf]
    assert said() == ["Upload the minutes"]
    assert said(8) == ["x.exe must be a PDF or Word document"]
    assert said(9) == ["Minutes.PDF must be smaller than 25MB"]
    assert said(10) == ["Minutes.PDF is empty"]
    assert said(11) == ["The file could not be found. Upload it again"]
    assert said(7, 8)[-1] == "“Minutes” can have no more than 1 file"


def test_clean_takes_its_own_output() -> None:
    made = form(
        component("datetime", "day"),
        component("number", "cost", properties={"kind": "money"}),
        component("checklist", "needs", values=values("a", "b")),
        component("textfield", "ref", readonly=True),
        component("expression", "twice", expression="= cost * 2"),
        component("dynamiclist", "rows", components=[component("datetime", "due")]),
    )
    context = {"ref": "CIP-1"}
    once = cleaned(
        made,
        {"day": "2026-11-22", "cost": "£1,000", "needs": ["b"], "rows": [{"due": "2026-12-01"}]},
        context,
    )
    assert cleaned(made, once, context) == once
