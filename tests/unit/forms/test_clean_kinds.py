"""Each kind of answer: what is understood, what it becomes, and what is said when it is wrong."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow.clock import LONDON
from tests.unit.forms.making import cleaned, component, faults, form, values

TEXT = component("textfield", "x", label="Title")
LONG = component("textarea", "x", label="Reasons")
MONEY = component("number", "x", label="Cost", properties={"kind": "money"})
WHOLE = component("number", "x", label="Children", decimalDigits=0, validate={"min": 1, "max": 5000})
PERCENT = component("number", "x", label="Share", appearance={"suffixAdorner": "%"})
STEPS = component("number", "x", label="Hours", increment="0.5")
DATE = component("datetime", "x", dateLabel="Meeting date", subtype="date")
TIME = component("datetime", "x", timeLabel="Start", subtype="time")
MOMENT = component("datetime", "x", dateLabel="Deadline", subtype="datetime")
TICK = component("checkbox", "x", label="I agree")
RADIO = component("radio", "x", label="Outcome", values=values("approve", "reject"))
LEVEL = component(
    "select", "x", label="Level", values=[{"label": "One", "value": 1}, {"label": "Half", "value": 0.5}]
)
YES_NO = component("radio", "x", label="Key decision?", properties={"kind": "boolean"})
MANY = component("checklist", "x", label="Needs", values=values("health", "autism", "safety"))
TAGS = component("textarea", "x", label="Themes", properties={"kind": "tags"})
CPV = component("textfield", "x", label="CPV code", properties={"kind": "cpv"})
BODY = component("select", "x", label="Organisation", properties={"kind": "organisation"})
EMAIL = component("textfield", "x", label="Email", validate={"validationType": "email"})


@pytest.mark.parametrize(
    ("asked", "given", "meant"),
    [
        (TEXT, "  Board \x00decision ", "Board decision"),
        (TEXT, "", None),
        (TEXT, "   ", None),
        (TEXT, None, None),
        (LONG, "one\r\ntwo\rthree", "one\ntwo\nthree"),
        (MONEY, "£642,000", Decimal(642000)),
        (MONEY, "1 500.50", Decimal("1500.50")),
        (MONEY, 12, Decimal(12)),
        (MONEY, "-5", Decimal(-5)),
        (MONEY, "−5", Decimal(-5)),
        (MONEY, "", None),
        (WHOLE, "5000", Decimal(5000)),
        (PERCENT, "42.5 %", Decimal("42.5")),
        (STEPS, "1.5", Decimal("1.5")),
        (DATE, {"day": "19", "month": "11", "year": "2026"}, date(2026, 11, 19)),
        (DATE, {"day": "9", "month": "Nov", "year": "2026"}, date(2026, 11, 9)),
        (DATE, {"day": "9", "month": "september", "year": "2026"}, date(2026, 9, 9)),
        (DATE, {"day": "", "month": "", "year": ""}, None),
        (DATE, "2026-11-19", date(2026, 11, 19)),
        (DATE, date(2026, 11, 19), date(2026, 11, 19)),
        (TIME, "14:30", time(14, 30)),
        (TIME, "2.30pm", time(14, 30)),
        (TIME, "2 pm", time(14)),
        (TIME, "12:05am", time(0, 5)),
        (TIME, "midday", time(12)),
        (TIME, "09:15:00", time(9, 15)),
        (
            MOMENT,
            {"day": "1", "month": "7", "year": "2027", "time": "9am"},
            datetime(2027, 7, 1, 9, tzinfo=LONDON),
        ),
        (MOMENT, "2027-07-01T09:00", datetime(2027, 7, 1, 9, tzinfo=LONDON)),
        (TICK, "true", True),
        (TICK, False, False),
        (TICK, None, False),
        (RADIO, "approve", "approve"),
        (RADIO, "", None),
        (LEVEL, "1", Decimal(1)),
        (LEVEL, "0.5", Decimal("0.5")),
        (YES_NO, "true", True),
        (YES_NO, "no", False),
        (YES_NO, "", None),
        (MANY, ["health", "safety", "health"], ["health", "safety"]),
        (MANY, "autism", ["autism"]),
        (MANY, [], []),
        (TAGS, "home\r\n school \n\nhome", ["home", "school"]),
        (TAGS, "", []),
        (CPV, "85311300", "85311300"),
        (CPV, "85311300-5", "85311300-5"),
        (BODY, "BARNARDOS", "BARNARDOS"),
        (EMAIL, "name@example.com", "name@example.com"),
    ],
)
def test_what_is_understood(asked: dict[str, Any], given: Any, meant: Any) -> None:
    found = cleaned(form(asked), {"x": given})["x"]
    assert found == meant
    assert type(found) is type(meant)


@pytest.mark.parametrize(
    ("asked", "given", "said"),
    [
        (TEXT, ["a"], "Title is not in a form that can be read"),
        (TEXT, "a" * 501, "Title must be 500 characters or less"),
        (LONG, "a" * 8001, "Reasons must be 8,000 characters or less"),
        (MONEY, "lots", "Cost must be an amount of money, like 1,500 or 1,500.50"),
        (MONEY, "1,5000", "Cost must be an amount of money, like 1,500 or 1,500.50"),
        (MONEY, "1e9", "Cost must be an amount of money, like 1,500 or 1,500.50"),
        (MONEY, "NaN", "Cost must be an amount of money, like 1,500 or 1,500.50"),
        (MONEY, "9" * 30, "Cost must be an amount of money, like 1,500 or 1,500.50"),
        (MONEY, float("inf"), "Cost must be an amount of money, like 1,500 or 1,500.50"),
        (MONEY, True, "Cost must be an amount of money, like 1,500 or 1,500.50"),
        (MONEY, "1.005", "Cost must have no more than 2 decimal places"),
        (WHOLE, "2.5", "Children must be a whole number"),
        (WHOLE, "0", "Children must be 1 or more"),
        (WHOLE, "5001", "Children must be 5,000 or less"),
        (PERCENT, "half", "Share must be a percentage, like 42 or 42.5"),
        (STEPS, "1.3", "Hours must be a multiple of 0.5"),
        (DATE, {"day": "31", "month": "2", "year": "2026"}, "Meeting date must be a real date"),
        (DATE, {"day": "1", "month": "13", "year": "2026"}, "Meeting date must be a real date"),
        (DATE, {"day": "1", "month": "", "year": "2026"}, "Meeting date must include a month"),
        (DATE, {"day": "", "month": "", "year": "2026"}, "Meeting date must include a day and month"),
        (
            DATE,
            {"day": "1", "month": "2", "year": "26"},
            "Meeting date must have a year with 4 numbers, like 2027",
        ),
        (DATE, "19/11/2026", "Meeting date must be a real date"),
        (DATE, 20261119, "Meeting date must be a real date"),
        (TIME, "25:00", "Start must be a time, like 2:30pm or 14:30"),
        (TIME, "13pm", "Start must be a time, like 2:30pm or 14:30"),
        (TIME, "7", "Start must be a time, like 2:30pm or 14:30"),
        (MOMENT, {"day": "1", "month": "7", "year": "2027"}, "Deadline must include a time"),
        (MOMENT, {"time": "9am"}, "Deadline must include a date"),
        (
            MOMENT,
            {"day": "1", "month": "7", "year": "2027", "time": "x"},
            "Deadline must be a real date and time",
        ),
        (RADIO, "defer", "Choose the outcome from the list"),
        (RADIO, {"a": 1}, "Choose the outcome from the list"),
        (RADIO, True, "Choose the outcome from the list"),
        (LEVEL, "2", "Choose the level from the list"),
        (YES_NO, "perhaps", "Choose an answer to “Key decision?” from the list"),
        (MANY, ["health", "football"], "Choose the needs from the list"),
        (MANY, [str(number) for number in range(501)], "“Needs” can have no more than 500"),
        (CPV, "8531", "CPV code must be a CPV code of 8 numbers, like 85311300"),
        (BODY, "NHS", "Choose the organisation from the list"),
        (EMAIL, "name", "Enter an email address in the correct format, like name@example.com"),
    ],
)
def test_what_is_said(asked: dict[str, Any], given: Any, said: str) -> None:
    assert faults(form(asked), {"x": given}) == {"x": [said]}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (TEXT, "Enter the title"),
        (
            component("textfield", "x", label="What need has been identified?"),
            "Enter an answer to “What need has been identified?”",
        ),
        (component("textfield", "x", label="VAT treatment"), "Enter the VAT treatment"),
        (component("textfield", "x", label="Barnardo’s investment"), "Enter the Barnardo’s investment"),
        (component("textfield", "x", label="Your name"), "Enter your name"),
        (component("textfield", "x", label="Notes (optional)"), "Enter the notes"),
        (component("textfield", "x", label="Why?", properties={"short": "the reason"}), "Enter the reason"),
        (component("textfield", "x", label="X", properties={"error-required": "Say it"}), "Say it"),
        (component("textfield", "longNameHere", label=""), "Enter the long name here"),
        (MONEY, "Enter the cost"),
        (DATE, "Enter the meeting date"),
        (TICK, "You must confirm “I agree”"),
        (RADIO, "Select the outcome"),
        (
            component("radio", "x", label="What did they decide?", values=values("a")),
            "Select an answer to “What did they decide?”",
        ),
        (YES_NO, "Select yes or no for “Key decision?”"),
        (MANY, "Select the needs"),
        (component("filepicker", "x", label="Signed minutes"), "Upload the signed minutes"),
        (component("dynamiclist", "x", label="Members", components=[]), "Add at least one row to “Members”"),
    ],
)
def test_what_is_said_of_nothing(asked: dict[str, Any], said: str) -> None:
    made = form({**asked, "validate": {"required": True}})
    (found,) = faults(made, {}).values()
    assert found == [said]


def test_a_form_may_word_each_sentence() -> None:
    asked = component(
        "number",
        "x",
        validate={"min": 10},
        properties={
            "kind": "money",
            "error-minimum": "Ask for {limit} at least",
            "error-not-number": "Pounds, please",
        },
    )
    assert faults(form(asked), {"x": "5"}) == {"x": ["Ask for £10 at least"]}
    assert faults(form(asked), {"x": "five"}) == {"x": ["Pounds, please"]}


@pytest.mark.parametrize(
    ("more", "day", "said"),
    [
        ({"disallowPassedDates": True}, "2026-11-21", "Day must be today or in the future"),
        ({"properties": {"earliest": "= today()"}}, "2026-11-21", "Day must be today or in the future"),
        ({"properties": {"latest": "= today()"}}, "2026-11-23", "Day must be today or in the past"),
        (
            {"properties": {"earliest": '= date("2027-01-01")'}},
            "2026-12-31",
            "Day must be on or after 1 January 2027",
        ),
        (
            {"properties": {"latest": '= today() + duration("P7D")'}},
            "2026-11-30",
            "Day must be on or before 29 November 2026",
        ),
        ({"properties": {"latest": "= today()", "error-latest": "Too late"}}, "2026-11-23", "Too late"),
    ],
)
def test_dates_keep_to_their_limits(more: dict[str, Any], day: str, said: str) -> None:
    assert faults(form(component("datetime", "day", subtype="date", **more)), {"day": day}) == {"day": [said]}


def test_limits_on_the_day_itself_pass() -> None:
    made = form(component("datetime", "day", properties={"earliest": "= today()", "latest": "= today()"}))
    assert cleaned(made, {"day": "2026-11-22"})["day"] == date(2026, 11, 22)


def test_the_last_day_of_a_deadline_counts_to_its_end() -> None:
    made = form(component("datetime", "at", subtype="datetime", properties={"latest": "= today()"}))
    assert cleaned(made, {"at": "2026-11-22T23:59"})["at"].hour == 23
    assert "at" in faults(made, {"at": "2026-11-23T00:00"})


def test_limits_may_depend_on_other_answers() -> None:
    made = form(
        component("number", "annual"),
        component("number", "whole", validate={"min": "= annual"}, properties={"kind": "money"}),
    )
    assert faults(made, {"annual": "100", "whole": "99"}) == {"whole": ["Whole must be £100 or more"]}
    assert cleaned(made, {"annual": "100", "whole": "100"})["whole"] == 100


def test_patterns_are_searched_as_form_js_does() -> None:
    asked = component("textfield", "x", validate={"pattern": "[A-Z]{2}", "patternErrorMessage": "unused"})
    made = form({**asked, "properties": {"error-pattern": "Two capitals, please"}})
    assert cleaned(made, {"x": "ref AB 12"})["x"] == "ref AB 12"
    assert faults(made, {"x": "ref ab"}) == {"x": ["Two capitals, please"]}


def test_the_count_of_choices_and_tags_has_limits() -> None:
    asked = component(
        "checklist", "x", values=values("a", "b", "c"), properties={"min-rows": "2", "max-rows": 2}
    )
    made = form(asked)
    assert faults(made, {"x": ["a"]}) == {"x": ["Select 2 or more for “X”"]}
    assert faults(made, {"x": ["a", "b", "c"]}) == {"x": ["“X” can have no more than 2"]}
    assert cleaned(made, {"x": ["a", "b"]})["x"] == ["a", "b"]
