"""What holds for every expression: printing and reading again, and that nothing but our own errors comes out."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cip_workflow import feel
from cip_workflow.errors import ExpressionError
from cip_workflow.feel import juel, print_tree, text_of, to_plain, unary
from cip_workflow.feel.compiler import compile_tree
from cip_workflow.feel.compiler.scope import Scope
from cip_workflow.feel.inbound import outbound
from cip_workflow.feel.limits import Run
from cip_workflow.feel.syntax.parser import parse, parse_type, parse_unary
from cip_workflow.feel.syntax.printer import print_type
from cip_workflow.feel.syntax.vocabulary import names_in
from cip_workflow.feel.values import kind_of
from tests.unit.feel import trees

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

CONTEXT = {
    "a": 5,
    "b c": [1, 2.5, None, "x", {"k": 1, "b c": [3]}],
    "amount": Decimal("12.50"),
    "Größe": {"a": date(2026, 3, 1), "item": time(10), "case 1": {"a": 1}},
    "case 1": datetime(2026, 3, 1, 10, tzinfo=UTC),
    "Pre-bureau risk": "LOW",
    "Profit and loss": timedelta(days=3),
    "x/y": (1, 2, 3),
}


def bare(expression, context):
    """Evaluate without the net that turns Python's errors into ours: there should be none to turn."""
    code = compile_tree(parse(expression, names_in(context, expression)), {})
    return outbound(code(Scope(context, None, Run())))


@given(trees.expressions)
@settings(max_examples=200, deadline=None)
def test_printing_and_reading_again_gives_the_same_tree(node):
    assert parse(print_tree(node), trees.SPECIAL) == node


@given(trees.unary_tests)
@settings(deadline=None)
def test_printing_and_reading_unary_tests_gives_the_same_tree(node):
    assert parse_unary(print_tree(node), trees.SPECIAL) == node


@given(trees.types)
@settings(deadline=None)
def test_printing_and_reading_types_gives_the_same_type(type_):
    assert parse_type(print_type(type_)) == type_


@given(trees.expressions)
@settings(max_examples=200, deadline=None)
def test_evaluation_gives_a_value_or_our_own_error(node):
    run = Run()
    try:
        value = outbound(compile_tree(node, {})(Scope(CONTEXT, None, run)))
    except ExpressionError:
        return
    assert kind_of(value) != "unknown"
    plain = to_plain(value)
    assert type(plain) in (int, Decimal, str, bool, type(None), list, dict, date, datetime, time)
    if value is not None:
        text_of(value)
    for _, sentence in run.notes:
        assert sentence.endswith(".")


@given(trees.unary_tests, st.sampled_from(list(CONTEXT.values())))
@settings(deadline=None)
def test_a_test_is_true_false_or_null(node, value):
    with suppress(ExpressionError):
        assert unary(print_tree(node), value, CONTEXT) in (True, False, None)


@given(trees.expressions, st.data())
@settings(deadline=None)
def test_a_damaged_expression_is_refused_or_evaluated(node, data):
    text = print_tree(node)
    cut = data.draw(st.integers(0, len(text)))
    put = data.draw(st.sampled_from(["", "(", ")", "[", "]", "..", "and", "-", '"', "?", "if ", "0"]))
    try:
        bare(text[:cut] + put + text[cut + 1 :], CONTEXT)
    except ExpressionError as error:
        assert str(error).endswith(".")


@given(st.text(max_size=40))
@settings(deadline=None)
def test_any_text_is_refused_or_evaluated(text):
    for read in (lambda: bare(text, CONTEXT), lambda: unary(text, 1, CONTEXT), lambda: juel.translate(text)):
        with suppress(ExpressionError):
            read()


@given(st.text("${}()a b.1'?:=!&|<>+-*[]", max_size=30))
@settings(deadline=None)
def test_what_juel_becomes_can_be_read(text):
    try:
        made = juel.translate("${" + text + "}")
    except ExpressionError as error:
        assert str(error).endswith(".")
        return
    feel.compile(made)


SIMPLE = (
    st.none()
    | st.booleans()
    | st.integers(-(10**40), 10**40)
    | st.floats()
    | st.decimals()
    | st.text(max_size=5)
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.timedeltas()
)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES, VALUES)
@settings(deadline=None)
def test_whatever_a_context_holds_the_operators_bear_it(x, y):
    for expression in (
        "x + y",
        "x - y",
        "x * y",
        "x / y",
        "x ** y",
        "-x",
        "x < y",
        "x = y",
        "x in y",
        "x.a",
        "x[y]",
    ):
        with suppress(ExpressionError):
            bare(expression, {"x": x, "y": y})


@given(VALUES)
@settings(deadline=None)
def test_whatever_a_context_holds_the_built_ins_bear_it(x):
    for expression in (
        "string(x)",
        "sum(x)",
        "min(x)",
        "sort(x)",
        "distinct values(x)",
        "floor(x)",
        "date(x)",
        "is(x, x)",
    ):
        with suppress(ExpressionError):
            bare(expression, {"x": x})


@given(VALUES)
@settings(deadline=None)
def test_equality_is_reflexive_and_text_is_stable(x):
    value = bare("x", {"x": x})
    with suppress(ExpressionError):
        assert bare("x = x", {"x": value}) is not False
        assert bare("string(x) = string(x)", {"x": value}) is not False
