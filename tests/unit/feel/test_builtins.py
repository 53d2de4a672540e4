"""Every built-in function of the standard (DMN tables 72 to 82), by its examples, its edges and its errors."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from cip_workflow import feel
from cip_workflow.clock import moved
from cip_workflow.feel import BUILTINS, evaluate
from tests.unit.feel.cases import ALL as CASES
from tests.unit.feel.tables import check, rows


@pytest.mark.parametrize(("expression", "expected"), rows(CASES))
def test_built_ins_do_what_the_standard_says(expression, expected):
    check(expression, expected)


@pytest.mark.parametrize("name", sorted(BUILTINS))
def test_every_built_in_has_cases_with_a_result_and_one_with_null(name):
    called = re.compile(rf"(?<![\w ]){re.escape(name)}\(")
    sides = [right for left, right in rows(CASES) if called.search(left)]
    assert len(sides) >= 2 or name in ("now", "today"), f"{name} is hardly tested"
    assert any(right != "null" for right in sides) or name in ("now", "today")


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ('floor("a")', "The n must be a number, not a string."),
        ("floor()", "floor does not take 0 arguments; it is floor(n, scale) or floor(n)."),
        ("floor(x: 1)", "floor has no parameters x; it is floor(n, scale) or floor(n)."),
        ('floor(n: "a")', "floor: The n must be a number, not a string."),
        ('substring("abc", 9)', "There is no position 9 in a string of 3 characters."),
        ("[1, 2][3]", "There is no position 3 in a list of 2 items."),
        ('date("1 March")', "'1 March' is not a date such as 2026-03-01."),
        ('time("9:30")', "'9:30' is not a time such as 09:30:00 or 09:30:00@Europe/London."),
        ('duration("3 days")', None),
        ('matches("a", "[")', "'[' is not a pattern: it ends too early (at character 1)."),
        ("mean([1, null])", "The list must be a list of numbers, not a list that holds a number, null."),
        ("[1] instance of list", "The type list must say what is in it: list<number>."),
        ("1 instance of unheard", "There is no type 'unheard'."),
        ("{a: 1}.b", "This context has no entry 'b'; it has 'a'."),
        ('min([1, "a"])', "These items do not all compare with each other."),
    ],
)
def test_a_null_of_a_built_in_says_why(expression, said):
    sentence = feel.compile(expression).run().diagnostics[-1].sentence
    assert sentence == said or (said is None and "not a duration such as P3DT4H" in sentence)


def test_the_clock_is_the_house_s_and_in_london():
    with moved(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)):
        assert evaluate("today()").isoformat() == "2026-07-02"
        assert evaluate("now()").isoformat() == "2026-07-02T00:30:00+01:00"
        assert evaluate("string(now())") == "2026-07-02T00:30:00@Europe/London"
    instant = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert evaluate("today()", now=instant).isoformat() == "2026-01-01"
    assert feel.compile("now() = t").evaluate({"t": instant}, now=instant) is True
    assert evaluate("now(1)") is evaluate("today(1)") is None


def test_sorting_keeps_the_order_of_equals():
    rows_ = [{"k": 2, "v": "a"}, {"k": 1, "v": "b"}, {"k": 2, "v": "c"}]
    assert evaluate("sort(rows, function(x, y) x.k < y.k).v", {"rows": rows_}) == ["b", "a", "c"]
