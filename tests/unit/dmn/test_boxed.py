"""Every boxed expression of the standard, alone and inside each other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cip_workflow import dmn
from tests.unit.dmn.drawn import (
    context,
    data,
    decision,
    definitions,
    formal,
    knowledge,
    literal,
    outcome_of,
    table,
    value_of,
)


def part(tag: str, text: str) -> str:
    return f"<{tag}>{text if text.startswith('<') else literal(text)}</{tag}>"


def if_(condition: str, then: str, otherwise: str) -> str:
    return f"<conditional>{part('if', condition)}{part('then', then)}{part('else', otherwise)}</conditional>"


def loop(tag: str, over: str, body: str, variable: str = "x") -> str:
    inner = "return" if tag == "for" else "satisfies"
    return f'<{tag} iteratorVariable="{variable}">{part("in", over)}{part(inner, body)}</{tag}>'


def filter_(over: str, match: str) -> str:
    return f"<filter>{part('in', over)}{part('match', match)}</filter>"


def function(body: str, *parameters: str, kind: str = "") -> str:
    made = "".join(formal(each) for each in parameters)
    kinds = f' kind="{kind}"' if kind else ""
    return f"<functionDefinition{kinds}>{made}{body if body.startswith('<') else literal(body)}</functionDefinition>"


def invocation(called: str, **bindings: str) -> str:
    made = "".join(
        f'<binding><parameter name="{name.replace("_", " ")}"/>{text if text.startswith("<") else literal(text)}</binding>'
        for name, text in bindings.items()
    )
    return f"<invocation>{literal(called)}{made}</invocation>"


def relation(columns: str, *rows: str) -> str:
    heads = "".join(f'<column name="{name.strip()}"/>' for name in columns.split("|"))
    cells = "".join(f"<row>{''.join(literal(cell.strip()) for cell in row.split('|'))}</row>" for row in rows)
    return f"<relation>{heads}{cells}</relation>"


def test_literal_expressions_see_their_requirements() -> None:
    assert value_of(literal("Monthly Salary * 12"), {"Monthly Salary": 100}) == 1200


def test_an_empty_literal_expression_is_null() -> None:
    assert value_of(literal("")) is None


def test_contexts_without_a_result_are_contexts() -> None:
    assert value_of(context("a = 1", "b = a + 1", "c d = a + b")) == {"a": 1, "b": 2, "c d": 3}


def test_contexts_with_a_result_are_that_result() -> None:
    assert value_of(context("a = 1", "b = a + x", "= a + b"), {"x": 5}) == 7


def test_an_entry_hides_what_is_outside_and_ends_with_the_context() -> None:
    assert value_of(context("x = 1", f"inner = {context('x = 2', '= x')}", "= [x, inner]"), {"x": 5}) == [
        1,
        2,
    ]


def test_lists() -> None:
    items = f"<list>{literal('1')}{literal('x')}{context('a = x')}</list>"
    assert value_of(items, {"x": 2}) == [1, 2, {"a": Decimal(2)}]
    assert value_of("<list/>") == []


def test_relations_are_lists_of_contexts() -> None:
    made = relation("name | total price", '"a" | 1', '"b" | x')
    assert value_of(made, {"x": 2}) == [{"name": "a", "total price": 1}, {"name": "b", "total price": 2}]


def test_functions_keep_their_scope_and_can_be_called_later() -> None:
    made = function("a * factor", "a: number")
    assert value_of(context("factor = 3", f"f = {made}", "= f(4)")) == 12
    assert value_of(context("factor = 3", f"f = {made}", '= f("text")')) is None
    assert value_of(context("factor = 3", f"f = {made}", "= f(a: 5)")) == 15
    assert value_of(context("factor = 3", f"f = {made}", "= f(1, 2)")) is None


def test_functions_in_functions() -> None:
    made = function(function("a + b", "b"), "a")
    assert value_of(context(f"add = {made}", "= add(1)(2)")) == 3


JAVA = '{{class: "java.lang.{}", method signature: "{}"}}'


def test_of_functions_in_java_some_are_known_and_the_others_null() -> None:
    known = function(JAVA.format("Math", "max(double, double)"), "a", "b", kind="Java")
    assert value_of(context(f"f = {known}", "= f(1, 2)")) == 2
    unknown = function(JAVA.format("Runtime", "exit(int)"), "a", kind="Java")
    outcome = outcome_of(context(f"f = {unknown}", "= f(1)"))
    assert outcome.value is None
    assert "java.lang.Runtime.exit cannot be called here" in str(outcome.diagnostics[0])


def test_functions_in_pmml_are_null_and_a_problem() -> None:
    logic = context(f"f = {function('{}', 'a', kind='PMML')}", "= f(1)")
    model = dmn.load(definitions(decision("it", logic)))
    assert "Write it in FEEL" in str(model.problems[0])
    outcome = model.evaluate("it", {})
    assert outcome.value is None
    assert "Write it in FEEL" in str(outcome.diagnostics[0])


def test_knowledge_models() -> None:
    file = definitions(
        knowledge("double", literal("n * 2"), "n: number"),
        knowledge("quadruple", literal("double(double(n))"), "n: number", knows="k_double"),
        decision("it", literal("quadruple(3) + quadruple(n: 1)"), knows="k_quadruple"),
    )
    assert dmn.load(file).evaluate("it", {}).value == 16


def test_a_knowledge_model_sees_nothing_else_than_its_parameters() -> None:
    file = definitions(
        data("x"),
        knowledge("f", literal("x"), "n"),
        decision("it", literal("f(1)"), needs="i_x", knows="k_f"),
    )
    assert dmn.load(file).evaluate("it", {"x": 7}).value is None


def test_a_knowledge_model_can_be_a_table_and_be_asked_alone() -> None:
    logic = table('< 18 => "young"', '>= 18 => "adult"', inputs="age", outputs="group")
    file = definitions(knowledge("Age group", logic, "age: number"))
    assert dmn.load(file).evaluate("Age group", {"age": 20}).value == "adult"


def test_knowledge_models_in_other_languages() -> None:
    java = knowledge("f", literal(JAVA.format("Math", "abs(double)")), "n", kind="Java")
    pmml = knowledge("g", literal("1"), "n", kind="PMML")
    model = dmn.load(definitions(java, pmml, decision("it", literal("[f(-2), g(1)]"), knows="k_f k_g")))
    assert [problem.element for problem in model.problems] == ["g"]
    assert model.evaluate("it", {}).value == [2, None]


def test_a_knowledge_model_may_call_itself_within_its_budget() -> None:
    body = "if n <= 1 then 1 else n * factorial(n - 1)"
    file = definitions(
        knowledge("factorial", literal(body), "n: number", knows="k_factorial"),
        decision("it", literal("factorial(20)"), knows="k_factorial"),
    )
    assert dmn.load(file).evaluate("it", {}).value == 2432902008176640000


def test_invocations_bind_by_name() -> None:
    file = definitions(
        knowledge("f", literal("a b - c"), "a b: number", "c: number"),
        decision("it", invocation("f", a_b="10", c=context("= 3")), knows="k_f"),
        decision("missing", invocation("f", a_b="10"), knows="k_f"),
        decision("wrong name", invocation("f", a_b="10", d="1"), knows="k_f"),
        decision("wrong type", invocation("f", a_b='"x"', c="1"), knows="k_f"),
        decision("no function", invocation("nothing", a="1")),
        decision("built in", invocation("abs", n="-4")),
    )
    model = dmn.load(file)
    values = {each.name: model.evaluate(each.name, {}).value for each in model.decisions}
    assert values == {
        "it": 7,
        "missing": None,
        "wrong name": None,
        "wrong type": None,
        "no function": None,
        "built in": 4,
    }
    assert "has no parameter 'd'" in str(model.evaluate("wrong name", {}).diagnostics[0])


@pytest.mark.parametrize(
    ("condition", "expected"), [("x > 1", "then"), ("x > 9", "else"), ("null", "else"), ('"text"', None)]
)
def test_conditionals(condition: str, expected: str | None) -> None:
    assert value_of(if_(condition, '"then"', '"else"'), {"x": 2}) == expected


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        (loop("for", "[1, 2, 3]", "x * 2"), [2, 4, 6]),
        (loop("for", "1..3", "x"), None),
        (loop("for", "[1..3]", "x * n"), [10, 20, 30]),
        (loop("for", "[1, 2, 3]", "x + count(partial)"), [1, 3, 5]),
        (loop("for", "5", "x"), [5]),
        (loop("for", "[]", "x"), []),
        (loop("for", "null", "x"), None),
        (loop("for", "[1, 2]", loop("for", "[10, 20]", "x + y", "y")), [[11, 21], [12, 22]]),
        (loop("every", "[1, 2]", "x > 0"), True),
        (loop("every", "[1, 2]", "x > 1"), False),
        (loop("every", "[]", "false"), True),
        (loop("every", "[1, null]", "x > 0"), None),
        (loop("every", "null", "true"), None),
        (loop("some", "[1, 2]", "x > 1"), True),
        (loop("some", "[1, 2]", "x > 2"), False),
        (loop("some", "[]", "true"), False),
        (loop("some", "[null]", "x > 2"), None),
        (loop("some", "[null, 3]", "x > 2"), True),
        (filter_("[1, 2, 3]", "item > 1"), [2, 3]),
        (filter_("[{a: 1}, {a: 5}]", "a > 1"), [{"a": Decimal(5)}]),
        (filter_("[{item: 5}]", "item.item = 5"), [{"item": Decimal(5)}]),
        (filter_("[7, 8, 9]", "2"), 8),
        (filter_("[7, 8, 9]", "-1"), 9),
        (filter_("[7, 8, 9]", "4"), None),
        (filter_("[1, 2]", '"text"'), None),
        (filter_("[1, null]", "item > 0"), [1]),
        (filter_("null", "true"), None),
        (filter_("3", "item = 3"), [3]),
    ],
)
def test_iterators_and_filters(logic: str, expected: Any) -> None:
    assert value_of(logic, {"n": 10}) == expected


def test_functions_made_in_a_loop_keep_the_item_of_their_turn() -> None:
    made = loop("for", "[1, 2]", function("x * 10"))
    assert value_of(context(f"fs = {made}", "= [fs[1](), fs[2]()]")) == [10, 20]


def test_results_are_fitted_to_the_type_of_the_expression() -> None:
    assert value_of(literal("[5]", "number")) == 5
    assert value_of(literal('"a"', "number")) is None
    assert value_of(context("a: string = 1", "b = 2")) == {"a": None, "b": 2}
    outcome = outcome_of(literal('"a"', "number"))
    assert "A string is no number." in str(outcome.diagnostics[0])


def test_notes_name_the_piece_of_the_expression_that_gave_null() -> None:
    outcome = outcome_of(literal('1 + (x + "a")'), {"x": 1})
    assert outcome.value is None
    assert 'x + "a"' in outcome.diagnostics[0].sentence
    assert outcome.diagnostics[0].expression == '1 + (x + "a")'
