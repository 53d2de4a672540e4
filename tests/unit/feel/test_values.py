"""Values on their way out, our own duration types, and the external functions that are answered."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from cip_workflow import feel
from cip_workflow.errors import ExpressionError
from cip_workflow.feel import (
    DaysTimeDuration,
    FeelBudgetError,
    YearsMonthsDuration,
    evaluate,
    text_of,
    to_plain,
)
from cip_workflow.feel.external import external
from cip_workflow.feel.limits import MAX_STEPS


@pytest.mark.parametrize(
    ("expression", "plain"),
    [
        ("1", 1),
        ("1.0", 1),
        ("1e3", 1000),
        ("0.5", Decimal("0.5")),
        ("1e50", Decimal("1e50")),
        ('"a"', "a"),
        ("true", True),
        ("null", None),
        ('[1, [2.5], {a: "x"}]', [1, [Decimal("2.5")], {"a": "x"}]),
        ('@"2026-03-01"', date(2026, 3, 1)),
        ('@"10:00:00"', time(10)),
        ('@"2026-03-01T10:00:00"', datetime(2026, 3, 1, 10)),  # noqa: DTZ001 - a local date and time
        ('@"P1DT2H"', "P1DT2H"),
        ('@"P14M"', "P1Y2M"),
        ("[1..5)", "[1..5)"),
        ("(> 3)", "> 3"),
        ("date(12026, 1, 1)", "12026-01-01"),
        ('@"10:00:00.000000001"', "10:00:00.000000001"),
        ("function(a) a", "function(a)"),
        ("sum", "sum(list) or sum(n...)"),
    ],
)
def test_results_become_plain_python(expression, plain):
    value = to_plain(evaluate(expression))
    assert value == plain
    assert type(value) is type(plain)


def test_a_result_that_is_too_large_to_store_is_refused():
    with pytest.raises(FeelBudgetError, match="too large"):
        to_plain([0] * (MAX_STEPS + 1))


def test_numbers_in_results_are_decimals():
    assert type(evaluate("x", {"x": 1})) is Decimal
    assert evaluate("x", {"x": {"y": [1, 2.5]}}) == {"y": [Decimal(1), Decimal("2.5")]}


def test_durations_are_python_s_too():
    duration = evaluate('@"P1DT2H3.5S"')
    assert duration.to_timedelta() == timedelta(days=1, hours=2, seconds=3.5)
    assert DaysTimeDuration.of(timedelta(hours=26)) == DaysTimeDuration(26 * 3600 * 10**9)
    assert evaluate("d", {"d": timedelta(hours=-1)}) == evaluate('@"-PT1H"')
    assert str(DaysTimeDuration(0)) == "PT0S"
    assert str(YearsMonthsDuration(-14)) == "-P1Y2M"
    assert str(YearsMonthsDuration(0)) == "P0M"
    assert YearsMonthsDuration(1) < YearsMonthsDuration(2)


def test_what_is_no_value_of_feel_passes_through_and_is_nothing_else():
    class Strange:
        def __eq__(self, other):
            raise TypeError("not comparable")

        __hash__ = None

    strange = Strange()
    assert evaluate("x", {"x": strange}) is strange
    assert evaluate("x + 1", {"x": strange}) is None
    assert evaluate("x.a", {"x": strange}) is None
    with pytest.raises(ExpressionError, match="cannot be used in FEEL"):
        evaluate("x = y", {"x": strange, "y": Strange()})


def test_text_of_python_values():
    assert text_of(3) == "3"
    assert text_of(0.1) == "0.1"
    assert text_of((1, "a")) == '[1, "a"]'
    assert text_of({"a": None}) == "{a: null}"


def java(signature: str, class_name: str = "java.lang.Math"):
    return external({"java": {"class": class_name, "method signature": signature}})


JAVA = [
    ("java.lang.Math", "cos(double)", "0", "1"),
    ("java.lang.Math", "max(int, int)", "1, 2", "2"),
    ("java.lang.Math", "abs(long)", "-3", "3"),
    ("java.lang.Math", "round(double)", "2.5", "3"),
    ("java.lang.Math", "signum(double)", "-2", "-1"),
    ("java.lang.Math", "max(int, int)", "1.5, 2", "null"),
    ("java.lang.Math", "max(int, int)", "1", "null"),
    ("java.lang.Math", "max(java.lang.String, java.lang.String)", '"a", "b"', "null"),
    ("java.lang.Math", "sqrt(double)", "-1", "null"),
    ("java.lang.Math", "exp(double)", "1000", "null"),
    ("java.lang.Math", "unheard(double)", "1", "null"),
    ("java.lang.Byte", "valueOf(byte)", "127", "127"),
    ("java.lang.Byte", "valueOf(byte)", "1000", "null"),
    ("java.lang.Integer", "valueOf(java.lang.String)", '"12"', "12"),
    ("java.lang.Integer", "parseInt(java.lang.String)", '"1.5"', "null"),
    ("java.lang.Integer", "valueOf(java.lang.String)", '"x"', "null"),
    ("java.lang.Double", "valueOf(java.lang.String)", '"1.5"', "1.5"),
    ("java.lang.Boolean", "valueOf(java.lang.String)", '"TRUE"', "true"),
    ("java.lang.Boolean", "valueOf(boolean)", "false", "false"),
    ("java.lang.String", "valueOf(char)", '"a"', '"a"'),
    ("java.lang.String", "valueOf(char)", '"ab"', "null"),
    ("java.lang.String", "valueOf(java.math.BigDecimal)", "1.50", '"1.5"'),
    ("java.lang.String", "valueOf(double)", "2", '"2"'),
    (
        "java.lang.String",
        "format(java.lang.String, [Ljava.lang.Object;)",
        '"%s: %5.1f%% %-3d|", "a", 2.25, 7',
        None,
    ),
    ("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", '"%s %s", "a"', "null"),
    ("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", '"%d", "a"', "null"),
    ("java.lang.Runtime", "exec(java.lang.String)", '"ls"', "null"),
]


@pytest.mark.parametrize(("class_name", "signature", "arguments", "expected"), JAVA)
def test_some_of_java_lang_is_answered_and_nothing_else(class_name, signature, arguments, expected):
    count = len(signature.split(","))
    if "Object;" in signature:
        count = len(arguments.split(", "))
    names = ", ".join("abcdef"[:count])
    mapping = f'{{java: {{class: "{class_name}", method signature: "{signature}"}}}}'
    value = evaluate(f"(function({names}) external {mapping})({arguments})")
    assert value == (evaluate(expected) if expected else "a:   2.2% 7  |")


@pytest.mark.parametrize(
    "mapping", [None, {}, {"java": {}}, {"java": {"class": "java.lang.Math"}}, {"pmml": {}}]
)
def test_an_external_function_without_a_method_is_null_with_a_reason(mapping):
    result = feel.compile("f(1)").run({"f": feel.Function("f", (feel.Parameter("a"),), external(mapping))})
    assert result.value is None
    assert "only some of java.lang" in result.diagnostics[0].sentence
