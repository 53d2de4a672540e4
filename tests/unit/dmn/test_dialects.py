"""Expressions that are not FEEL: JUEL of Camunda 7 and Flowable is translated, other languages are problems."""

from __future__ import annotations

from typing import Any

import pytest

from cip_workflow import dmn
from tests.unit.dmn.drawn import decision, definitions, literal, table

CAMUNDA = 'xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Platform"'
FLOWABLE = 'xmlns:f="http://flowable.org/dmn"'


def cell(text: str, language: str = "") -> str:
    attribute = f' expressionLanguage="{language}"' if language else ""
    return f"<inputEntry{attribute}><text><![CDATA[{text}]]></text></inputEntry>"


@pytest.mark.parametrize(
    ("entry", "passes", "fails"),
    [
        (cell("${cellInput > 10}"), 11, 10),
        (cell("cellInput == 'gold'", "juel"), "gold", "silver"),
        (cell("== 'gold'"), "gold", "silver"),
        (cell("'gold'"), "gold", "silver"),
        (cell(".startsWith('go')"), "gold", "silver"),
        (cell("#{cellInput == false}"), False, True),
        (cell("> 10"), 11, 10),
    ],
)
def test_cells_in_juel(entry: str, passes: Any, fails: Any) -> None:
    logic = (
        "<decisionTable><input><inputExpression expressionLanguage='juel'><text>${x}</text></inputExpression></input>"
        f"<output/><rule>{entry}<outputEntry><text>'yes'</text></outputEntry></rule></decisionTable>"
    )
    model = dmn.load(definitions(decision("it", logic), more=CAMUNDA))
    assert model.problems == ()
    assert model.evaluate("it", {"x": passes}).value == "yes"
    assert model.evaluate("it", {"x": fails}).value is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("${a + 1}", 3), ("a > 1 ? 'more' : 'less'", "more"), ("a &gt;= 1 &amp;&amp; true", True), ("a + 1", 3)],
)
@pytest.mark.parametrize("more", [CAMUNDA, FLOWABLE])
def test_expressions_in_juel(text: str, expected: Any, more: str) -> None:
    logic = f"<literalExpression><text>{text}</text></literalExpression>"
    assert dmn.load(definitions(decision("it", logic), more=more)).evaluate("it", {"a": 2}).value == expected


@pytest.mark.parametrize("text", ["${bean.run(x)}", "bean.run('x')", "'text"])
def test_juel_that_has_no_equivalent_is_a_problem(text: str) -> None:
    model = dmn.load(definitions(decision("it", literal(text)), more=CAMUNDA))
    assert len(model.problems) == 1
    assert model.evaluate("it", {}).value is None


def test_cells_that_are_neither_feel_nor_juel_are_problems() -> None:
    model = dmn.load(definitions(decision("it", table("fn('a) => 1", inputs="x")), more=FLOWABLE))
    assert len(model.problems) == 1
    assert model.evaluate("it", {"x": 1}).value is None


def test_outside_of_camunda_and_flowable_single_quotes_are_no_strings() -> None:
    assert len(dmn.load(definitions(decision("it", literal("'text'")))).problems) == 1
    assert len(dmn.load(definitions(decision("it", table("'a' => 1", inputs="x")))).problems) == 1
    assert (
        dmn.load(definitions(decision("it", literal("'text'")), more=CAMUNDA)).evaluate("it", {}).value
        == "text"
    )


@pytest.mark.parametrize("language", ["groovy", "python", "http://www.w3.org/1999/XPath"])
def test_another_language_is_a_problem_and_null(language: str) -> None:
    text = f'<literalExpression expressionLanguage="{language}"><text>a + b</text></literalExpression>'
    model = dmn.load(definitions(decision("it", text)), name="g.dmn")
    assert "g.dmn, line 2" in str(model.problems[0])
    assert f"written in {language}. Only FEEL is understood" in model.problems[0].sentence
    outcome = model.evaluate("it", {"a": 1, "b": 2})
    assert outcome.value is None
    assert language in str(outcome.diagnostics[0])


@pytest.mark.parametrize(
    "language",
    ["feel", "FEEL", "http://www.omg.org/spec/FEEL/20140401", "https://www.omg.org/spec/DMN/20230324/FEEL/"],
)
def test_names_of_feel(language: str) -> None:
    file = definitions(decision("it", literal("1 + 1")), more=f'expressionLanguage="{language}"')
    assert dmn.load(file).evaluate("it", {}).value == 2
