"""Item definitions: what conforms, what is converted, what becomes null with a note."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow import dmn, feel
from cip_workflow.dmn import ModelRefused
from tests.unit.dmn.drawn import (
    component,
    data,
    decision,
    definitions,
    item,
    knowledge,
    literal,
    outcome_of,
    table,
)

TYPES = (
    item("tStatus", "string", allowed='"open", "closed"')
    + item("tStatuses", "tStatus", many=True)
    + item("tNumbers", "number", many=True)
    + item(
        "tShort", "number", many=True, more="<typeConstraint><text>count(?) &lt; 3</text></typeConstraint>"
    )
    + item("tPerson", of=component("name", "string") + component("birth day", "date"))
    + item("tPeople", "tPerson", many=True)
    + item("tNode", of=component("value", "number") + component("children", "tNodes"))
    + item("tNodes", "tNode", many=True)
    + item("tAge", "number", allowed="[0..150]")
    + item(
        "tFunction",
        more='<functionItem outputTypeRef="number"><parameters name="n" typeRef="number"/></functionItem>',
    )
)
DAY = date(2026, 3, 1)
PERSON = {"name": "Ada", "birth day": DAY}


def fitted(type_: str, value: Any) -> Any:
    file = definitions(TYPES, data("x", type_), decision("it", literal("x"), needs="i_x"))
    return dmn.load(file).evaluate("it", {"x": value}).value


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("number", Decimal("1.5")),
        ("string", "a"),
        ("boolean", True),
        ("date", DAY),
        ("time", time(10, 0)),
        ("date and time", datetime(2026, 3, 1, 10, 0, tzinfo=UTC)),
        ("dateTime", feel.evaluate('date and time("2026-03-01T10:00:00")')),
        ("days and time duration", feel.evaluate('duration("P1D")')),
        ("dayTimeDuration", feel.evaluate('duration("PT1H")')),
        ("yearMonthDuration", feel.evaluate('duration("P1Y")')),
        ("years and months duration", feel.evaluate('duration("P1M")')),
        ("Any", {"a": [1]}),
        ("", "anything"),
        ("list", [Decimal(1), "a"]),
        ("list&lt;number&gt;", [Decimal(1)]),
        ("context", {"a": Decimal(1)}),
        ("range", feel.evaluate("[1..2]")),
        ("range&lt;number&gt;", feel.evaluate("[1..2]")),
        ("tStatus", "open"),
        ("tStatuses", ["open", "closed", "open"]),
        ("tNumbers", []),
        ("tNumbers", [Decimal(1), None]),
        ("tShort", [Decimal(1), Decimal(2)]),
        ("tPerson", PERSON),
        ("tPerson", PERSON | {"more": Decimal(1)}),
        ("tPeople", [PERSON, PERSON]),
        ("tNode", {"value": Decimal(1), "children": [{"value": Decimal(2), "children": None}]}),
        ("tAge", Decimal(40)),
        ("integer", Decimal(3)),
        ("double", Decimal("3.5")),
    ],
)
def test_what_conforms_stays_as_it_is(type_: str, value: Any) -> None:
    assert fitted(type_, value) == value
    assert fitted(type_, None) is None


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("number", "1"),
        ("number", True),
        ("string", 1),
        ("boolean", "true"),
        ("date", "2026-03-01"),
        ("date", datetime(2026, 3, 1, 10, 0, tzinfo=UTC)),
        ("time", DAY),
        ("dayTimeDuration", feel.evaluate('duration("P1Y")')),
        ("yearMonthDuration", timedelta(days=1)),
        ("string", ["a", "b"]),
        ("string", [["a"]]),
        ("list&lt;number&gt;", ["a"]),
        ("context", "a"),
        ("range&lt;string&gt;", feel.evaluate("[1..2]")),
        ("tStatus", "late"),
        ("tStatuses", ["open", "late"]),
        ("tNumbers", [1, "2"]),
        ("tShort", [1, 2, 3]),
        ("tPerson", {"name": "Ada"}),
        ("tPerson", {"name": 1, "birth day": DAY}),
        ("tPeople", [PERSON, {}]),
        ("tNode", {"value": 1, "children": [{"value": "2", "children": []}]}),
        ("tAge", -1),
        ("tFunction", 1),
    ],
)
def test_what_does_not_conform_is_null(type_: str, value: Any) -> None:
    assert fitted(type_, value) is None


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("tNumbers", 5, [Decimal(5)]),
        ("tStatuses", "open", ["open"]),
        ("list", "a", ["a"]),
        ("string", ["a"], "a"),
        ("tStatus", ["open"], "open"),
        ("tPerson", [PERSON], PERSON),
        ("tPeople", PERSON, [PERSON]),
        ("date and time", DAY, datetime(2026, 3, 1, tzinfo=UTC)),
        ("number", 3, Decimal(3)),
        ("number", 0.1, Decimal("0.1")),
        ("tNumbers", (1, 2), [Decimal(1), Decimal(2)]),
        ("dayTimeDuration", timedelta(days=1), feel.evaluate('duration("P1D")')),
    ],
)
def test_the_conversions_of_the_standard_and_of_python_values(type_: str, value: Any, expected: Any) -> None:
    assert fitted(type_, value) == expected


def test_a_mismatch_names_the_input_and_the_type() -> None:
    file = definitions(TYPES, data("x", "tStatus"), decision("it", literal("x"), needs="i_x"))
    outcome = dmn.load(file).evaluate("it", {"x": "late"})
    assert 'x: A string is no allowed tStatus ("open", "closed").' in str(outcome.diagnostics[0])


def test_decisions_are_fitted_to_the_type_of_their_variable() -> None:
    assert outcome_of(literal("[1]"), type_="number").value == 1
    assert outcome_of(literal("1"), {}, TYPES, type_="tNumbers").value == [1]
    assert outcome_of(literal('"late"'), {}, TYPES, type_="tStatus").value is None
    assert outcome_of(table('- => "late"', inputs="1"), {}, TYPES, type_="tStatus").value is None


def test_functions_are_values_of_function_types() -> None:
    file = definitions(
        TYPES,
        knowledge("twice", literal("f(f(1))"), "f: tFunction"),
        decision("own", literal("twice(function(n: number) n + 5)"), knows="k_twice"),
        decision("built in", literal("twice(abs)"), knows="k_twice"),
        decision("none", literal("twice(1)"), knows="k_twice"),
    )
    model = dmn.load(file)
    assert [model.evaluate(each.name, {}).value for each in model.decisions] == [11, 1, None]


@pytest.mark.parametrize("kind", ["tFunction", "number"])
def test_the_variable_of_a_knowledge_model_has_a_function_type_or_that_of_its_result(kind: str) -> None:
    file = definitions(
        TYPES,
        knowledge("f", literal("n"), "n", type_=kind),
        decision("it", literal('[f(1), f("a"), f([2])]'), knows="k_f"),
    )
    assert dmn.load(file).evaluate("it", {}).value == [1, None, 2]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("x instance of tPerson", True),
        ("x.name instance of tStatus", False),
        ('"open" instance of tStatus', True),
        ("[x] instance of tPeople", True),
        ("[x] instance of list<tPerson>", True),
        ("(function(p: tPerson) p.name)(x)", "Ada"),
        ("(function(p: tPerson) p.name)({})", None),
    ],
)
def test_expressions_may_name_the_types_of_the_model(expression: str, expected: Any) -> None:
    assert outcome_of(literal(expression), {"x": PERSON}, TYPES).value == expected


def test_types_of_dmn_1_1_have_prefixes() -> None:
    head = 'xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:me="urn:test"'
    file = definitions(
        '<itemDefinition id="t" name="tAge"><typeRef>feel:number</typeRef></itemDefinition>',
        data("x", "me:tAge"),
        decision("it", literal("x", "feel:number"), needs="i_x"),
        dmn_version="http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        more=head,
    )
    model = dmn.load(file)
    assert model.problems == ()
    assert model.evaluate("it", {"x": 3}).value == 3
    assert model.evaluate("it", {"x": "3"}).value is None


def test_an_unknown_type_is_a_problem_and_checks_nothing() -> None:
    model = dmn.load(
        definitions(data("x", "tNothing"), decision("it", literal("x"), needs="i_x")), name="t.dmn"
    )
    assert 'The type "tNothing" is not defined' in str(model.problems[0])
    assert model.evaluate("it", {"x": 3}).value == 3


def test_a_type_that_is_only_itself_is_refused() -> None:
    with pytest.raises(ModelRefused, match="defined by itself"):
        dmn.load(definitions(item("a", "b"), item("b", "a")))


def test_a_restriction_that_cannot_be_read_is_a_problem_and_restricts_nothing() -> None:
    file = definitions(
        item("a", "number", allowed="1 +"), data("x", "a"), decision("it", literal("x"), needs="i_x")
    )
    model = dmn.load(file)
    assert len(model.problems) == 1
    assert model.evaluate("it", {"x": 3}).value == 3
