"""Names with spaces, symbols and keywords, resolved against what is in scope (DMN 10.3.1.4, 10.3.1.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow import feel
from cip_workflow.feel import FeelSyntaxError, compile_unary, evaluate, unary

ODD = {
    "a": 10,
    "b": 3,
    "a-b": 100,
    "Pre-bureau risk": "LOW",
    "Profit and loss": 7,
    "days in week": [1, 2],
    "what if?": 5,
    "U.S. citizen": True,
    "1st": 1,
    "it’s": 4,
    "Type of thing": "x",
    "for what": 9,
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("a-b", 100),  # the longest match wins
        ("a - b", 100),  # spaces are not part of a name
        ("(a)-(b)", 7),
        ("a-b-b", 97),
        ('Pre-bureau risk = "LOW"', True),
        ("Pre - bureau   risk", "LOW"),
        ("Profit and loss > 5 and a > 5", True),
        ("for day in days in week return day + 1", [2, 3]),
        ("what if? + 1", 6),
        ("if U.S. citizen then 1 else 2", 1),
        ("it’s * 2", 8),
        ("Type of thing", "x"),
        ("for what + 1", 10),
    ],
)
def test_names_that_look_like_operations_are_known_from_the_context(expression, expected):
    assert evaluate(expression, ODD) == expected


def test_without_the_context_the_same_text_is_an_operation():
    assert evaluate("a-b", {"a": 10, "b": 3}) == 7
    assert feel.compile("a-b").evaluate({"a": 10, "b": 3, "a-b": 100}) == 7
    assert feel.compile("a-b", names=["a-b"]).evaluate({"a-b": 100}) == 100


def test_reading_is_kept_for_each_set_of_names():
    assert evaluate("x-y", {"x": 5, "y": 2}) == 3
    assert evaluate("x-y", {"x-y": 9}) == 9
    assert evaluate("x-y", {"x": 5, "y": 1}) == 4


def test_plain_names_with_spaces_need_not_be_known():
    salary = feel.compile("Monthly Salary * 12")
    assert salary.evaluate({"Monthly Salary": 1000}) == 12000
    assert salary.names == ("Monthly Salary",)


def test_names_inside_contexts_are_known_too():
    assert evaluate("loan.rate-type", {"loan": {"rate-type": "fixed"}}) == "fixed"
    assert evaluate("loans.rate-type", {"loans": [{"rate-type": "fixed"}]}) == ["fixed"]
    assert evaluate("a.b.c/d + 1", {"a": {"b": {"c/d": 1}}}) == 2


def test_a_name_that_is_declared_in_the_expression_is_known_after_it():
    assert evaluate("{a+b: 1, c: a+b + 1}.c") == 2
    assert evaluate("{a+b: 1}.a+b") == 1
    assert evaluate("for x-y in [1, 2] return x-y * 2") == [2, 4]
    assert evaluate("(function(x-y) x-y + 1)(1)") == 2
    assert evaluate("some p/q in [1] satisfies p/q = 1") is True


def test_nearer_names_hide_farther_ones():
    assert evaluate("for x in [1] return for x in [2] return x", {"x": 9}) == [[2]]
    assert evaluate("{x: 1, y: {x: 2, z: x}}.y.z", {"x": 9}) == 2
    assert evaluate("[{x: 1}][x = 1]", {"x": 9}) == [{"x": 1}]
    assert evaluate("(function(x) x)(1)", {"x": 9}) == 1
    assert evaluate("sum", {"sum": 5}) == 5


def test_the_words_of_loops_end_a_name():
    assert evaluate("for my item in my list return my item", {"my list": [1]}) == [1]
    assert evaluate("if is ready then a b else c d", {"is ready": True, "a b": 1}) == 1
    assert evaluate("date instance of string", {"date": "x"}) is True


def test_date_and_time_are_two_variables_unless_called():
    assert evaluate("date and time", {"date": True, "time": False}) is False
    assert evaluate('date and time("2026-03-01T10:00:00").hour') == 10


def test_a_name_that_cannot_be_spelled_does_no_harm():
    assert evaluate("a", {"a": 1, "§": 2, '"': 3, "": 4, "a b" * 40: 5}) == 1


class Layers(Mapping[str, Any]):
    """Variables in scopes, as the engine keeps them."""

    def __init__(self, *layers: dict[str, Any]) -> None:
        self.layers = layers

    def __getitem__(self, key: str) -> Any:
        for layer in self.layers:
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter({key for layer in self.layers for key in layer})

    def __len__(self) -> int:
        return len(set(self))


def test_any_mapping_is_a_context():
    variables = Layers({"amount": 5, "my-limit": 3}, {"amount": 1, "case": Layers({"open": True})})
    assert evaluate("amount > my-limit and case.open", variables) is True
    assert evaluate("missing", variables) is None


def test_python_values_are_taken_as_they_come():
    from datetime import timedelta

    context = {
        "i": 3,
        "f": 0.1,
        "t": (1, 2),
        "d": timedelta(hours=1),
        "nan": float("nan"),
        "deep": [{"x": 1.5}],
    }
    assert evaluate("i + f", context) == Decimal("3.1")
    assert evaluate("t[2] + sum(t)", context) == 5
    assert evaluate('d = @"PT1H"', context) is True
    assert evaluate("nan", context) is None
    assert evaluate("deep[1].x * 2", context) == 3
    assert [type(value) for value in evaluate("t", context)] == [Decimal, Decimal]
    assert evaluate("deep", context) == [{"x": Decimal("1.5")}]
    assert context["deep"] == [{"x": 1.5}]


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("a + b.c.d", ("a", "b.c.d")),
        ("for x in xs return x + y", ("xs", "y")),
        ("for x in xs return partial[-1] + x", ("xs",)),
        ("some x in xs, y in x.ys satisfies x = z", ("xs", "z")),
        ("xs[item > limit].name", ("xs", "limit")),
        ("{a: b, c: a}", ("b",)),
        ("function(a) a + b", ("b",)),
        ("if a then a else b", ("a", "b")),
        ("f(x)", ("f", "x")),
        ("sum(x) + count(list: xs)", ("x", "xs")),
        ("sort(xs, sum)", ("xs", "sum")),
        ("a instance of number", ("a",)),
        ("x in (1, ? > y)", ("x", "y")),
        ("for i in a..b return i", ("a", "b")),
        ("function(x) external {java: {class: y}}", ()),
        ("1", ()),
    ],
)
def test_an_expression_knows_what_it_reads(expression, names):
    assert feel.compile(expression).names == names


def test_unary_tests_know_what_they_read():
    assert compile_unary("> limit, ? < other.limit").names == ("limit", "other.limit")
    assert compile_unary("> limit").text == "> limit"
    assert repr(feel.compile("a")) == "Expression('a')"


@pytest.mark.parametrize(
    ("test", "value", "passed"),
    [
        ("-", None, True),
        ("", 1, True),
        ("5", 5, True),
        ("5", 6, False),
        ("< 5, > 10", 11, True),
        ("[1..5)", 5, False),
        ("not(1, 2)", 3, True),
        ("not(1, 2)", 2, False),
        ("not(< 5)", "x", None),
        ('"a", "b"', "b", True),
        ("null", None, True),
        ("? > limit", 5, True),
        ("> limit", 3, False),
        ("> limit * 2", 7, True),
        ("limits", 2, True),
        ("count(limits) = 2", "whatever", True),
        ("count(limits) = 3", "whatever", False),
        ("true", True, True),
        ("true", False, False),
        ('contains(?, "x")', "axb", True),
        ("? = null", None, True),
        ("? * 2", 0, True),
        ("< 5", "a", None),
        ('date("2026-03-01")', None, False),
    ],
)
def test_a_cell_tests_its_input(test, value, passed):
    assert unary(test, value, {"limit": 3, "limits": [1, 2]}) is passed


def test_a_cell_may_use_names_with_symbols():
    assert unary("> risk-limit", 5, {"risk-limit": 3}) is True
    assert compile_unary("> risk-limit", names=["risk-limit"]).evaluate(5, {"risk-limit": 3}) is True
    with pytest.raises(FeelSyntaxError):
        compile_unary("> risk limit >")


def test_a_cell_tells_why_it_cannot_say():
    result = compile_unary("> limit").run(5, {})
    assert result.value is None
    assert [each.sentence for each in result.diagnostics] == ["Nothing here is called 'limit'."]
