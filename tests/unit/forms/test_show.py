"""What was submitted, in words, and answers that are kept and taken out again."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow.forms import as_json, documents, from_json, show, with_documents
from cip_workflow.forms.readable import money, readable, size
from tests.unit.forms.making import CHARITY, COUNCIL, NOW, Cast, cleaned, component, form, values

FORM = form(
    component("text", text="# Board decision"),
    component("textfield", "title"),
    component("number", "cost", label="Cost (optional)", properties={"kind": "money"}),
    component("number", "share", properties={"kind": "percent", "visibleTo": "LCC"}),
    component("datetime", "day"),
    component("datetime", "at", subtype="time"),
    component("datetime", "due", subtype="datetime"),
    component("checkbox", "sure"),
    component("radio", "outcome", values=[{"label": "Approve it", "value": "approve"}]),
    component("checklist", "needs", values=values("health", "autism")),
    component("textfield", "sponsor", properties={"kind": "person", "group": "heads"}),
    component("filepicker", "minute", multiple=True),
    component(
        "dynamiclist",
        "members",
        components=[
            component("textfield", "user", properties={"kind": "person"}),
            component("number", "days", appearance={"suffixAdorner": " days"}),
        ],
        properties={"row-label": "Member"},
    ),
    component("expression", "half", expression="= cost / 2", properties={"label": "Half", "kind": "money"}),
    component("expression", "secret", expression="= 1", properties={"kind": "number"}),
)
FILE = {"document": 7, "name": "minutes.pdf", "size": 88_064, "type": "application/pdf", "sha256": "ab"}
GIVEN: dict[str, Any] = {
    "title": "Home",
    "cost": "642000",
    "share": "42.5",
    "day": "2026-11-19",
    "at": "14:30",
    "due": "2027-07-01T09:00",
    "sure": True,
    "outcome": "approve",
    "needs": ["health", "autism"],
    "sponsor": "ohartley",
    "minute": [FILE],
    "members": [{"user": "croe", "days": "2.5"}, {"user": "radeyemi"}],
}


def test_answers_in_words() -> None:
    typed = cleaned(FORM, GIVEN)
    shown = show(FORM, typed, people=Cast(), actor=COUNCIL, now=NOW)
    assert [(label, text) for label, text in shown] == [
        ("Title", "Home"),
        ("Cost", "£642,000"),
        ("Share", "42.5%"),
        ("Day", "19 November 2026"),
        ("At", "2:30pm"),
        ("Due", "1 July 2027 at 9:00am"),
        ("Sure", "Yes"),
        ("Outcome", "Approve it"),
        ("Needs", "Health, Autism"),
        ("Sponsor", "Owen Hartley, Leicestershire County Council"),
        ("Minute", "minutes.pdf (PDF, 86KB)"),
        ("Member 1: User", "Callum Roe, Barnardo’s"),
        ("Member 1: Days", "2.5 days"),
        ("Member 2: User", "Ruth Adeyemi, Leicestershire County Council"),
        ("Member 2: Days", ""),
        ("Half", "£321,000"),
    ]


def test_nothing_is_shown_that_was_not_answered_or_that_the_reader_may_not_see() -> None:
    assert show(FORM, {"title": "A"}) == [("Title", "A")]
    assert show(FORM, {"members": []}) == [("Members", "None")]
    assert "Share" not in dict(show(FORM, cleaned(FORM, GIVEN), actor=CHARITY))


def test_answers_survive_json() -> None:
    typed = cleaned(FORM, GIVEN)
    stored = json.loads(json.dumps(as_json(typed)))
    assert stored["cost"] == "642000"
    assert stored["day"] == "2026-11-19"
    assert from_json(FORM, stored) == typed
    assert cleaned(FORM, from_json(FORM, stored)) == typed


def test_answers_of_another_version_of_the_form_are_kept_as_they_are() -> None:
    stored = {"gone": "1", "day": "soon", "members": "none", "cost": "a lot", "needs": {"odd": 1}}
    assert from_json(FORM, stored) == stored


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "Yes"),
        (2026, "2026"),
        (Decimal("12345.60"), "12,345.6"),
        (Decimal("1E+6"), "1,000,000"),
        (Decimal("-0.00"), "0"),
        (0.5, "0.5"),
        (date(2026, 11, 9), "9 November 2026"),
        (datetime(2026, 7, 1, 9, 5, tzinfo=UTC), "1 July 2026 at 10:05am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (["a", 1, None], "a, 1, "),
        ({"a": 1, "b": None}, "a: 1"),
    ],
)
def test_any_value_in_words(value: Any, text: str) -> None:
    assert readable(value) == text


def test_money_and_sizes() -> None:
    assert [money(Decimal(each)) for each in ("5", "1500.5", "-20", "0")] == ["£5", "£1,500.50", "-£20", "£0"]
    assert [size(each) for each in (5, 2048, 1_258_291, 26_214_400)] == ["5 bytes", "2KB", "1.2MB", "25MB"]


def test_the_documents_that_answers_name() -> None:
    made = form(
        component("filepicker", "papers"),
        component("dynamiclist", "rows", components=[component("filepicker", "cv")]),
    )
    given = {
        "papers": [{"document": "7", "name": "forged"}],
        "rows": [{}, {"cv": [{"document": "9"}, "odd"]}],
    }
    assert documents(made, given) == [("papers", 7), ("rows.1.cv", 9)]
    known = with_documents(made, given, {7: FILE})
    assert known["papers"] == [FILE]
    assert known["rows"][1]["cv"] == [{"document": 9}]
    assert given["papers"][0]["name"] == "forged"
