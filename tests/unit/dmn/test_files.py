"""Files of every version and vendor, and files that are none; budgets; Camunda's result mappings."""

from __future__ import annotations

import time
from typing import Any

import pytest

from cip_workflow import dmn
from cip_workflow.dmn import ModelRefused, map_result
from cip_workflow.errors import ExpressionError, Refused
from tests.unit.dmn.drawn import context, data, decision, definitions, knowledge, literal, outcome_of, table

VERSIONS = [
    "http://www.omg.org/spec/DMN/20130901",
    "http://www.omg.org/spec/DMN/20151101",
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
    "https://www.omg.org/spec/DMN/20240513/MODEL/",
]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_is_read(version: str) -> None:
    file = definitions(
        data("x"), decision("it", table("1 => 2", inputs="x"), needs="i_x"), dmn_version=version
    )
    assert dmn.load(file).evaluate("it", {"x": 1}).value == 2


def test_extensions_and_prefixes_are_passed_over() -> None:
    file = b"""<?xml version="1.0" encoding="UTF-8"?>
    <d:definitions xmlns:d="http://www.omg.org/spec/DMN/20180521/MODEL/" xmlns:t="http://www.trisotech.com/2015/triso/modeling"
        xmlns:di="http://www.omg.org/spec/DMN/20180521/DMNDI/" namespace="urn:x" t:logoChoice="Default">
      <d:extensionElements><t:decision id="no"/></d:extensionElements>
      <d:decision id="a" name="a  name"><d:variable name="a name"/>
        <d:literalExpression t:x="y"><d:text><![CDATA[1 < 2]]></d:text></d:literalExpression></d:decision>
      <di:DMNDI><di:DMNDiagram/></di:DMNDI>
    </d:definitions>"""
    model = dmn.load(file)
    assert [each.name for each in model.decisions] == ["a name"]
    assert model.evaluate("a name", {}).value is True


CAMUNDA = 'xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud"'


def test_files_of_camunda_see_every_variable() -> None:
    logic = table('> 10 => "large" // big', inputs="amount")
    for more in (CAMUNDA, 'xmlns:camunda="http://camunda.org/schema/1.0/dmn"'):
        file = definitions(data("other"), decision("Size", logic), more=more)
        outcome = dmn.load(file).evaluate("d_Size", {"amount": 20, "more": object()})
        assert outcome.value == "large"
        assert outcome.trace[-1].inputs == {"amount": 20}


def test_a_model_without_input_data_sees_every_variable() -> None:
    model = dmn.load(
        definitions(decision("base", literal("a + 1")), decision("it", literal("base + a"), needs="d_base"))
    )
    assert model.evaluate("it", {"a": 1}).value == 3


def raw(inside: str) -> bytes:
    return definitions(f'<decision id="it" name="it">{inside}</decision>')


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"", "The file is empty"),
        (b"no xml", "not well-formed"),
        (b"<a/>", "not a DMN 1.1 to 1.5 file"),
        (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "not a DMN 1.1 to 1.5 file"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        (
            raw('<decisionTable hitPolicy="LUCKY"><output/></decisionTable>'),
            'hit policy "LUCKY" is not known',
        ),
        (
            raw('<decisionTable hitPolicy="COLLECT" aggregation="AVG"><output/></decisionTable>'),
            '"AVG" is not known',
        ),
        (raw("<decisionTable/>"), "no output column"),
        (raw("<decisionTable><output/><output name='a'/></decisionTable>"), "Name every output column"),
        (raw("<decisionTable><input/><output/></decisionTable>"), "no input expression"),
        (raw("<decisionTable><output/><rule/></decisionTable>"), "Rule 1 has 0 input and 0 output entries"),
        (raw("<relation><column name='a'/><row/></relation>"), "This row has 0 cells"),
        (raw("<conditional/>"), 'needs its part "if"'),
        (raw("<for><in/><return/></for>"), "needs the name of its iterator variable"),
        (raw("<filter><in/></filter>"), 'needs its part "match"'),
        (raw("<literalExpression><importedValues/></literalExpression>"), "Imported values are not read"),
        (definitions("<decision/>"), "neither a name nor an id"),
    ],
)
def test_broken_files_are_refused_with_a_sentence(file: bytes, words: str) -> None:
    with pytest.raises(Refused) as caught:
        dmn.load(file, name="broken.dmn")
    assert words in caught.value.message
    assert caught.value.message.startswith("broken.dmn")


def test_the_place_of_a_fault_is_its_line() -> None:
    file = definitions(
        decision("good", literal("1")), "\n\n", raw("<decisionTable/>").split(b"\n", 1)[1].decode()[:-14]
    )
    with pytest.raises(ModelRefused) as caught:
        dmn.load(file, name="f.dmn")
    assert (caught.value.line, caught.value.element) == (5, "decisionTable")
    assert "ModelRefused" in repr(caught.value)


def test_expressions_that_cannot_be_read_are_problems_with_their_line() -> None:
    model = dmn.load(
        definitions(decision("good", literal("1")), decision("bad", literal("1 +"))), name="f.dmn"
    )
    assert [(each.file, each.line) for each in model.problems] == [("f.dmn", 3)]
    assert model.evaluate("good", {}).value == 1
    outcome = model.evaluate("bad", {})
    assert outcome.value is None
    assert "The expression is: 1 +" in str(outcome.diagnostics[0])


@pytest.mark.parametrize(
    "file",
    [
        definitions(decision("it", literal("count(for i in 1..1000000000 return i)"))),
        definitions(
            knowledge("f", literal("f(n)"), "n", knows="k_f"), decision("it", literal("f(1)"), knows="k_f")
        ),
        definitions(
            knowledge("f", literal("if n = 0 then 1 else f(n - 1) + f(n - 1)"), "n", knows="k_f"),
            decision("it", literal("f(40)"), knows="k_f"),
        ),
        definitions(
            knowledge("f", literal("for i in 1..1000 return i"), "n"),
            decision("it", literal("for i in 1..1000 return f(i)"), knows="k_f"),
        ),
        definitions(
            decision(
                "it",
                f'<for iteratorVariable="i"><in>{literal("[1..1000]")}</in><return><for iteratorVariable="j"><in>'
                f"{literal('[1..1000]')}</in><return>{literal('i * j')}</return></for></return></for>",
            )
        ),
        definitions(decision("it", context("f = function(n) f(n + 1)", "= f(1)"))),
    ],
    ids=["endless loop", "endless recursion", "exponential calls", "loop of loops", "boxed loops", "lambda"],
)
def test_endless_decisions_end_with_an_error_of_ours(file: bytes) -> None:
    model = dmn.load(file)
    began = time.process_time()
    try:
        outcome = model.evaluate("it", {})
    except ExpressionError as error:
        assert error.message.startswith("it: ")
    else:
        assert outcome.value is None
    assert time.process_time() - began < 5


def test_a_graph_may_spend_more_than_one_expression() -> None:
    heavy = literal("count(for i in 1..20000 return i * 2)")
    parts = [decision(f"p{at}", heavy) for at in range(9)]
    needs = " ".join(f"d_p{at}" for at in range(9))
    file = definitions(*parts, decision("it", literal(" + ".join(f"p{at}" for at in range(9))), needs=needs))
    assert dmn.load(file).evaluate("it", {}).value == 180_000


class Wild:
    """An object of some library that is no value of FEEL."""

    def __eq__(self, other: object) -> bool:
        raise TypeError("wild")

    __hash__ = None


def test_inputs_that_do_not_behave_end_with_an_error_of_ours() -> None:
    file = definitions(decision("it", table("1 => 1", inputs="x = y")))
    with pytest.raises(ExpressionError, match="an input cannot be used in FEEL: wild"):
        dmn.load(file).evaluate("it", {"x": Wild(), "y": Wild()})


def test_deep_boxed_expressions_are_refused_by_the_parser() -> None:
    deep = "<list>" * 300 + "</list>" * 300
    with pytest.raises(Refused, match="nested"):
        dmn.load(raw(deep))


def test_deep_but_readable_boxed_expressions_are_evaluated() -> None:
    value = dmn.load(raw("<list>" * 150 + "</list>" * 150)).evaluate("it", {}).value
    for _ in range(149):
        assert len(value) == 1
        value = value[0]
    assert value == []


def test_a_very_large_table_is_loaded_and_asked_quickly() -> None:
    rules = [f'{number} | "{number}" => {number}' for number in range(5_000)]
    began = time.process_time()
    model = dmn.load(
        definitions(data("x"), data("y"), decision("it", table(*rules, inputs="x|y"), needs="i_x i_y"))
    )
    assert model.evaluate("it", {"x": 4_321, "y": "4321"}).value == 4321
    assert time.process_time() - began < 10


def mapped(how: str, *rules: str, x: Any = 1, **more: Any) -> Any:
    return map_result(outcome_of(table(*rules, inputs="x", **more), {"x": x}), how)


def test_result_mappings_of_one_row() -> None:
    one = {"rules": ("1 => 7",), "outputs": "a"}
    assert mapped("singleEntry", "1 => 7", outputs="a") == 7
    assert mapped("singleResult", "1 => 7", outputs="a") == {"a": 7}
    assert mapped("collectEntries", "1 => 7", outputs="a") == [7]
    assert mapped("resultList", "1 => 7", outputs="a") == [{"a": 7}]
    assert mapped("singleResult", "1 => 7 | 8", outputs="a|b") == {"a": 7, "b": 8}
    assert (
        mapped("singleEntry", "1 => 7 | 8", outputs="a|b", policy="COLLECT", aggregation="COUNT", x=2)
        is not one
    )


def test_result_mappings_of_no_row() -> None:
    for how, expected in [
        ("singleEntry", None),
        ("singleResult", None),
        ("collectEntries", []),
        ("resultList", []),
    ]:
        assert mapped(how, "1 => 7", outputs="a", x=2) == expected
        assert mapped(how, "1 => 7", outputs="a", x=2, policy="RULE ORDER") == expected


def test_result_mappings_of_many_rows() -> None:
    many: dict[str, Any] = {"policy": "COLLECT", "outputs": "a"}
    assert mapped("collectEntries", "1 => 7", "- => 8", **many) == [7, 8]
    assert mapped("resultList", "1 => 7", "- => 8", **many) == [{"a": 7}, {"a": 8}]
    assert mapped("singleEntry", "1 => 7", "- => 8", aggregation="SUM", **many) == 15
    with pytest.raises(ExpressionError, match="2 rows"):
        mapped("singleEntry", "1 => 7", "- => 8", **many)
    with pytest.raises(ExpressionError, match="2 rows"):
        mapped("singleResult", "1 => 7", "- => 8", **many)


def test_result_mappings_that_do_not_fit() -> None:
    with pytest.raises(ExpressionError, match="outputs a, b"):
        mapped("singleEntry", "1 => 7 | 8", outputs="a|b")
    with pytest.raises(ExpressionError, match='"first" is not known'):
        mapped("first", "1 => 7", outputs="a")


def test_result_mappings_of_other_logic() -> None:
    assert map_result(outcome_of(literal("1 + 1")), "singleEntry") == 2
    assert map_result(outcome_of(literal("null")), "resultList") == [{"it": None}]
    assert map_result(outcome_of(literal("[1, 2]")), "singleResult") == {"it": [1, 2]}
