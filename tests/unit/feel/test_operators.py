"""Arithmetic, comparison, logic: DMN tables 50 to 62."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cip_workflow import feel
from cip_workflow.feel import evaluate
from tests.unit.feel.cases.operators import ARITHMETIC, COMPARISON, LOGIC
from tests.unit.feel.tables import check, rows


@pytest.mark.parametrize(("expression", "expected"), rows(ARITHMETIC + COMPARISON + LOGIC))
def test_operators_do_what_the_tables_of_the_standard_say(expression, expected):
    check(expression, expected)


def test_numbers_are_exact_decimals():
    long = "1234567890123456789012345678901234"
    for expression in (
        long,
        f"-(-{long})",
        f"abs(-{long})",
        f"max(1, {long})",
        f"sum({long})",
        f"floor({long})",
    ):
        assert evaluate(expression) == Decimal(long), expression
    assert evaluate("-x", {"x": Decimal(long)}) == -int(long)
    assert evaluate("0.1 + 0.2") == Decimal("0.3")
    assert str(evaluate("1/3")) == "0." + "3" * 34


def test_years_outside_python_s_are_counted_all_the_same():
    assert evaluate('string(@"-2021-01-01T10:10:10+11:00" + @"-P1M")') == "-2022-12-01T10:10:10+11:00"
    assert evaluate('string(@"12026-02-28" + @"P1D")') == "12026-03-01"
    assert (
        evaluate('string(@"12026-07-01T12:00:00@Europe/London" + @"PT1H")')
        == "12026-07-01T13:00:00@Europe/London"
    )
    assert evaluate('@"12026-07-01T12:00:00@Europe/London" - @"12026-07-01T11:00:00Z"').nanoseconds == 0


def test_nanoseconds_are_kept():
    assert evaluate('string(@"10:00:00.000000001" + @"PT0.000000001S")') == "10:00:00.000000002"
    assert evaluate('string(@"2026-03-01T10:00:00.000000001Z" + @"PT1S")') == "2026-03-01T10:00:01.000000001Z"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ('1 + "a"', "FEEL cannot add a number and a string."),
        ("1 - true", "A boolean cannot be subtracted from a number."),
        ("1 / 0", "Division by zero has no result."),
        ('1 < "a"', "A number does not compare with a string."),
        ("true and 5", "'and' joins true and false, not a number."),
        ("if 5 then 1 else 2", "The condition is a number, not true or false."),
        ("x", "Nothing here is called 'x'."),
        ('1 in "a"', "A number cannot be tested like that."),
        ("1 between true and 2", "A number does not lie between a boolean and a number."),
        ('@"2026-13-01"', "There is no month 13."),
    ],
)
def test_a_null_that_hides_a_mistake_says_what_it_was(expression, said):
    result = feel.compile(expression).run({})
    assert said in [each.sentence for each in result.diagnostics]


def test_a_diagnostic_shows_its_piece_and_place():
    first, second, third = feel.compile("1 +\n  (limit - 5)").run({}).diagnostics
    assert (first.piece, first.line, first.column) == ("limit", 2, 4)
    assert (second.piece, second.line) == ("limit - 5", 2)
    assert (third.piece, third.line, third.column) == ("1 + (limit - 5)", 1, 1)
    assert str(first) == "limit (line 2, column 4): Nothing here is called 'limit'."


def test_plain_null_needs_no_diagnostic():
    assert feel.compile("null").run({}).diagnostics == ()
    assert feel.compile("x = null").run({"x": None}).diagnostics == ()
