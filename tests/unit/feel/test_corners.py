"""What is rare: our own functions registered, types that conform to types, the ends of the calendar, odd names."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from cip_workflow import feel
from cip_workflow.feel import BUILTINS, FeelBudgetError, FeelSyntaxError, compile_unary, evaluate, register
from cip_workflow.feel.regex import compile_pattern
from cip_workflow.feel.syntax.parser import parse_type
from cip_workflow.feel.types import resolved, type_conforms


def test_a_function_can_be_registered_with_its_domains():
    register("triple it", "n: number, times: number?", lambda n, times=None: n * 3 * (times or 1))
    try:
        assert evaluate("triple it(2)") == 6
        assert evaluate("triple it(n: 2, times: 2)") == 12
        assert evaluate('triple it("a")') is None
        assert evaluate("triple it instance of function<number> -> Any") is True
        assert str(BUILTINS["triple it"]) == "triple it(n, times?)"
    finally:
        del BUILTINS["triple it"]


@pytest.mark.parametrize("name", ["this or that", "a-b", "in time", ""])
def test_a_function_whose_name_is_an_operation_cannot_be_registered(name):
    with pytest.raises(ValueError, match="could not tell it from an operation"):
        register(name, "", lambda: None)


@pytest.mark.parametrize(
    ("one", "other", "conforms"),
    [
        ("number", "number", True),
        ("number", "Any", True),
        ("Any", "number", False),
        ("null", "number", True),
        ("list<number>", "list<Any>", True),
        ("list<Any>", "list<number>", False),
        ("range<date>", "range<date>", True),
        ("range<date>", "range<number>", False),
        ("list<number>", "range<number>", False),
        ("context<a: number, b: string>", "context<a: number>", True),
        ("context<a: number>", "context<a: number, b: string>", False),
        ("context<a: string>", "context<a: number>", False),
        ("function<Any> -> number", "function<string> -> Any", True),
        ("function<string> -> number", "function<Any> -> number", False),
        ("function<string> -> Any", "function<string> -> number", False),
        ("function<> -> Any", "function<number> -> Any", False),
    ],
)
def test_types_conform_to_types(one, other, conforms):
    mine, theirs = resolved(parse_type(one), {}), resolved(parse_type(other), {})
    assert type_conforms(mine, theirs) is conforms


def test_a_wrong_type_is_refused_with_its_place():
    with pytest.raises(FeelSyntaxError, match="Expected '>'"):
        parse_type("list<number")
    with pytest.raises(FeelSyntaxError, match="Expected '->'"):
        parse_type("function<number>")
    with pytest.raises(FeelSyntaxError):
        feel.compile("a instance of choice<number>")


def test_cells_may_name_the_types_of_a_model():
    test = compile_unary("? instance of tAge", types={"tAge": parse_type("number")})
    assert test.evaluate(5) is True
    assert test.evaluate("5") is False


def test_values_that_are_nested_too_deep_end_in_our_own_error():
    deep: list[object] = []
    for _ in range(5_000):
        deep = [deep]
    for expression in ("x", "string(x)", "x = y", "flatten(x)"):
        try:
            evaluate(expression, {"x": deep, "y": [deep]})
        except FeelBudgetError as error:
            assert str(error) == "This expression goes too deep."


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('@"9999-12-31T23:30:00Z" + @"PT1H"', "10000-01-01T00:30:00Z"),
        ('@"9999-12-31T23:30:00@Asia/Tokyo" + @"PT1H"', "10000-01-01T00:30:00@Asia/Tokyo"),
        ('@"0001-01-01T00:30:00@America/New_York" - @"PT1H"', "0000-12-31T23:30:00@America/New_York"),
        ('@"-0001-06-01T00:30:00@Europe/London" + @"P1M"', "-0001-07-01T00:30:00@Europe/London"),
        ('date(date and time("10000-02-29T10:00:00"))', "10000-02-29"),
        ('time(date and time("10000-02-29T10:00:00.5Z"))', "10:00:00.5Z"),
        ('date and time(date(10000, 2, 29), @"10:00:00")', "10000-02-29T10:00:00"),
        ('@"2026-01-01T00:00:00.123456789" + @"P1D"', "2026-01-02T00:00:00.123456789"),
        ("year of it", "12026"),
    ],
)
def test_the_ends_of_python_s_calendar_are_not_ours(expression, text):
    context = {"year of it": evaluate("date(12026, 1, 1).year")}
    assert evaluate(f"string({expression})", context) == text


def test_far_dates_compare_and_have_properties():
    assert evaluate("date(12026, 3, 1) < date(12026, 3, 2)") is True
    assert evaluate('@"12026-03-01T10:00:00Z" = @"12026-03-01T11:00:00+01:00"') is True
    assert evaluate('@"10:00:00.000000001" = @"10:00:00.000000002"') is True  # whole seconds count
    assert evaluate('@"10:00:00.25".second') == Decimal(10) - Decimal("9.75")
    assert evaluate("week of year(date(12026, 1, 1))") == evaluate("week of year(date(2026, 1, 1))")


def test_names_that_nobody_could_write_are_left_out():
    context = {"a": 1, "a-" * 40_000: 2, "\x00": 3}
    assert evaluate("a + 1", context) == 2


def test_strings_of_other_types_are_strings():
    class Status(StrEnum):
        OPEN = "open"

    assert evaluate('s = "open" and contains(s, "pe")', {"s": Status.OPEN}) is True
    assert evaluate("b and 1 = 1", {"b": True}) is True


def test_a_group_number_of_two_digits_is_read_as_xpath_says():
    assert compile_pattern("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\\10").found_in("abcdefghijj")[0]
    assert compile_pattern("(a)\\10").found_in("aa0")[0]
    assert compile_pattern("[\\-\\]]").found_in("]")[0]
    assert compile_pattern("[!-\\-]").found_in("+")[0]
    # the space goes even where it is escaped, and s is what is escaped
    assert compile_pattern("a\\ s c", "x").found_in("a c")[0]


def test_the_instant_may_be_given_for_every_way_to_evaluate():
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    today = 'today() = @"2026-03-01"'
    assert feel.compile(today).evaluate(now=noon) is True
    assert feel.compile(today).run(now=noon).value is True
    assert feel.unary("< today()", evaluate('@"2026-02-28"'), now=noon) is True
    assert compile_unary("< today()").run(evaluate('@"2026-02-28"'), now=noon).value is True
    assert evaluate(today, {}, now=noon) is True
