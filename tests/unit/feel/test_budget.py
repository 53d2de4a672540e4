"""Monsters: whatever an expression asks for, it ends soon, in a value or in a sentence that says what to do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cip_workflow import feel
from cip_workflow.errors import ExpressionError
from cip_workflow.feel import FeelBudgetError, FeelSyntaxError, evaluate, juel, unary
from cip_workflow.feel.limits import MAX_STEPS, Run

DEEP = 10_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def doubled(first: str, more: str, times: int) -> str:
    """A context in which each entry is made of two of the one before."""
    entries = [f"a: {first}"]
    entries += [f"{name}: {more.replace('@', LETTERS[at])}" for at, name in enumerate(LETTERS[1 : times + 1])]
    return "{" + ", ".join(entries) + "}"


NESTS = {
    "brackets": "(" * DEEP + "1" + ")" * DEEP,
    "lists": "[" * DEEP + "]" * DEEP,
    "nots": "not(" * DEEP + "true" + ")" * DEEP,
    "ifs": "if true then " * DEEP + "1" + " else 1" * DEEP,
    "elses": "if true then 1 else " * 2000 + "1",
    "contexts": "{a:" * DEEP + "1" + "}" * DEEP,
    "minuses": "-" * DEEP + "1",
    "loops": "for a in [1] return " * 2000 + "a",
    "quantifiers": "some a in [1] satisfies " * 1500 + "true",
    "functions": "function(a) " * 3000 + "1",
    "types": "a instance of " + "list<" * 5000 + "number" + ">" * 5000,
    "tests": "1 in (" * 5000 + "1" + ")" * 5000,
    "ranges": "[" * DEEP + "1..2",
    "sums": "1" + "+1" * DEEP,
    "comparisons": "1" + "=1" * DEEP,
    "paths": "a" + ".a" * DEEP,
    "filters": "a" + "[1]" * DEEP,
    "calls": "f" + "()" * DEEP,
    "betweens": "1" + " between 1 and 2" * 2000,
}


@pytest.mark.parametrize("kind", NESTS)
def test_what_is_nested_ten_thousand_deep_is_refused(kind):
    with pytest.raises((FeelSyntaxError, FeelBudgetError), match=r"Take it apart|are allowed"):
        evaluate(NESTS[kind])


@pytest.mark.parametrize("word", ["and", "or"])
def test_a_long_row_of_conditions_is_no_nest(word):
    assert evaluate(f" {word} ".join(["true"] * 5000)) is True


ENDLESS = [
    "for i in 1..10**9 return i",
    "for i in 1..100000, j in 1..100000 return i * j",
    "for d in date(1, 1, 1)..date(9999, 12, 31) return d",
    "every i in 1..10**9 satisfies i > 0",
    "some i in -10**9..-1 satisfies i > 0",
    "count(for i in 1..10**6 return i)",
    "{f: function(n) f(n) + f(n), r: f(1)}.r",
    "{fib: function(n) if n < 2 then n else fib(n - 1) + fib(n - 2), r: fib(40)}.r",
    "for i in 1..2000 return [partial[-1]]",
    "(for i in 1..5000 return i)[count((for j in 1..5000 return j)[item > 0]) > 0]",
    "distinct values(for i in 1..5000 return [i])",
    "sort(for i in 1..9000 return modulo(i * 7919, 9001), function(a, b) a < b)",
    'for i in 1..100000 return add working days(@"2026-01-01", 5000)',
    'for i in 1..30000 return upper case("' + "a" * 20_000 + '")',
    'for i in 1..30000 return "' + "a" * 20_000 + '" + "b"',
    'string join(for i in 1..9000 return "' + "a" * 10_000 + '")',
    'replace("' + "a" * 20_000 + '", "a", "' + "$0" * 100 + '")',
    'for i in 1..3000 return matches("' + "ab" * 200 + '", "(a|b)*c")',
    doubled('"0123456789"', "@ + @ + @ + @", 12),
    doubled("[1, 1, 1, 1]", "concatenate(@, @, @, @)", 12),
    doubled("[1]", "[@, @]", 25),
    "string(" + doubled("[1]", "[@, @]", 25) + ")",
    "flatten([" + doubled("[1]", "[@, @]", 25) + ".z])",
    "{one: "
    + doubled("[1]", "[@, @]", 25)
    + ", other: "
    + doubled("[1]", "[@, @]", 25)
    + ", r: one = other}.r",
    doubled("[1]", "[@, @]", 20) + ".u instance of " + "list<" * 21 + "number" + ">" * 21,
]


@pytest.mark.parametrize("expression", ENDLESS, ids=lambda text: text[:40])
def test_what_would_not_end_is_stopped_with_a_sentence(expression):
    with pytest.raises(FeelBudgetError) as caught:
        evaluate(expression)
    assert str(caught.value).endswith(".")


SMALL = [
    ("9 ** 999999999", None),
    ("10 ** 10 ** 10 ** 10 > 1", True),
    ("exp(10 ** 9)", None),
    ("1.0000001 ** 999999999 > 1", True),
    ("modulo(1e6000, 7)", None),
    ("decimal(1/3, 6176) < 1", True),
    ('string(@"999999999-12-31" - @"-999999999-01-01")', "P730484999633D"),
    ('@"P999999999D" * 10 ** 30', None),
    ('matches("' + "a" * 3000 + '", "(a*)*(a*)*b")', False),
    ('number("' + "1" * 5000 + '") > 1', True),
    ("some i in 1..10**9 satisfies i = 5", True),
]


@pytest.mark.parametrize(("expression", "expected"), SMALL, ids=lambda value: str(value)[:40])
def test_large_numbers_and_long_texts_are_no_work(expression, expected):
    assert evaluate(expression) == expected


def test_the_same_budget_guards_cells_and_juel():
    with pytest.raises(FeelBudgetError):
        unary("every i in 1..10**9 satisfies i > ?", 0)
    with pytest.raises(ExpressionError):
        juel.translate("${" + "(" * DEEP + "}")
    with pytest.raises(ExpressionError, match="are allowed"):
        juel.translate("${a}" * DEEP)


def test_variables_of_any_size_may_be_there_and_a_part_be_used():
    rows = [{"n": n} for n in range(50_000)]
    assert evaluate("rows[-1].n", {"rows": rows}) == 49_999
    assert evaluate("count(rows)", {"rows": rows}) == 50_000
    with pytest.raises(FeelBudgetError):
        evaluate("rows[n > 5 and n < 100]", {"rows": rows})


def test_a_run_spends_and_then_stops():
    run = Run()
    run.spend(MAX_STEPS)
    with pytest.raises(FeelBudgetError, match="Let it look at fewer items"):
        run.spend(1)


def test_a_run_keeps_only_so_many_notes():
    result = feel.compile("for i in 1..500 return i + x").run({})
    assert len(result.value) == 500
    assert len(result.diagnostics) == 50


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        two.map(lambda x: f"for i in 1..({x[0]}) return {x[1]}"),
        two.map(lambda x: f"({x[0]}) ** ({x[1]})"),
        two.map(lambda x: f"concatenate([{x[0]}], [{x[1]}], [{x[0]}])"),
        two.map(lambda x: f"{{a: {x[0]}, b: [a, a, {x[1]}], c: [b, b, b]}}.c"),
        inner.map(lambda x: f"string({x}) + string({x})"),
        inner.map(lambda x: f"(function(f, n) if n > 9 then n else f(f, n + 1))(function(f, n) {x}, 1)"),
        inner.map(lambda x: f"sort(flatten([{x}]), function(a, b) string(a) < string(b))"),
        inner.map(lambda x: f"distinct values(flatten([{x}, {x}]))"),
        inner.map(lambda x: f'replace(string({x}), "(.*)(.*)x?", "$1$1$2$2")'),
        inner.map(lambda x: f"every k in flatten([{x}]) satisfies k in ({x})"),
    )


MONSTERS = st.recursive(
    st.sampled_from(["9", "10**6", "1..3", '"ab"', "i", "n", "[1, 2, 3]"]), _grow, max_leaves=12
)


@given(MONSTERS)
@settings(deadline=None, max_examples=150)
def test_generated_monsters_end_in_a_value_or_our_own_error(expression):
    try:
        feel.compile(expression).run({"i": 3, "n": 2})
    except ExpressionError as error:
        assert str(error).endswith(".")
