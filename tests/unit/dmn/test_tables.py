"""Decision tables: every hit policy and aggregation, allowed values, defaults, several outputs, the trace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cip_workflow import dmn
from tests.unit.dmn.drawn import (
    context,
    data,
    decision,
    definitions,
    item,
    literal,
    outcome_of,
    table,
    value_of,
)

ONE, TWO, THREE = Decimal(1), Decimal(2), Decimal(3)
#: Rules 1 and 2 match x = 1, rules 2 and 3 match x = 2, none matches x = 9
RULES = ("1 => 1", "<= 2 => 2", "2 => 3")


def decide(x: Any, policy: str, aggregation: str = "", rules: tuple[str, ...] = RULES, **more: Any) -> Any:
    return value_of(table(*rules, inputs="x", policy=policy, aggregation=aggregation, **more), {"x": x})


@pytest.mark.parametrize(
    ("policy", "aggregation", "x", "expected"),
    [
        ("UNIQUE", "", 0, TWO),
        ("UNIQUE", "", 1, None),
        ("UNIQUE", "", 9, None),
        ("FIRST", "", 1, ONE),
        ("FIRST", "", 2, TWO),
        ("FIRST", "", 9, None),
        ("ANY", "", 0, TWO),
        ("ANY", "", 1, None),
        ("ANY", "", 9, None),
        ("COLLECT", "", 1, [ONE, TWO]),
        ("COLLECT", "", 9, []),
        ("COLLECT", "SUM", 2, Decimal(5)),
        ("COLLECT", "SUM", 9, None),
        ("COLLECT", "MIN", 2, TWO),
        ("COLLECT", "MAX", 2, THREE),
        ("COLLECT", "COUNT", 2, TWO),
        ("COLLECT", "COUNT", 9, Decimal(0)),
        ("RULE ORDER", "", 2, [TWO, THREE]),
        ("RULE ORDER", "", 9, None),
        ("PRIORITY", "", 2, THREE),
        ("PRIORITY", "", 9, None),
        ("OUTPUT ORDER", "", 1, [TWO, ONE]),
        ("OUTPUT ORDER", "", 9, None),
        ("U", "", 0, TWO),
        ("F", "", 1, ONE),
        ("R", "", 2, [TWO, THREE]),
        ("C", "SUM", 2, Decimal(5)),
    ],
)
def test_hit_policies(policy: str, aggregation: str, x: int, expected: Any) -> None:
    assert decide(x, policy, aggregation, outputs="out", output_values={"out": "3, 2, 1"}) == expected


def test_any_accepts_rules_that_say_the_same() -> None:
    assert decide(1, "ANY", rules=("1 => 7", "<= 2 => 7.0")) == 7


def test_sum_of_durations_and_min_of_dates() -> None:
    dates = ('- => date("2026-03-02")', '- => date("2026-03-01")')
    assert decide(1, "COLLECT", "MIN", rules=dates) == date(2026, 3, 1)


def test_values_that_are_not_listed_come_last_in_their_order() -> None:
    rules = ('- => "x"', '- => "y"', '- => "low"', '- => "high"')
    listed = {"out": '"high", "low"'}
    assert decide(1, "OUTPUT ORDER", rules=rules, outputs="out", output_values=listed) == [
        "high",
        "low",
        "x",
        "y",
    ]


def test_priority_goes_by_the_outputs_from_left_to_right() -> None:
    rules = ('- => "b" | 1', '- => "a" | 2', '- => "a" | 1')
    listed = {"p": '"a", "b"', "q": "1, 2"}
    found = decide(1, "PRIORITY", rules=rules, outputs="p | q", output_values=listed)
    assert found == {"p": "a", "q": ONE}


def test_priority_takes_the_allowed_values_of_the_type_where_the_column_lists_none() -> None:
    logic = table(
        '- => "low"', '- => "high"', inputs="x", outputs="out", policy="PRIORITY", types={"out": "tRisk"}
    )
    assert value_of(logic, {"x": 1}, item("tRisk", "string", allowed='"high", "low"')) == "high"


def test_several_outputs_are_a_context() -> None:
    rules = ("1 => 1 | 2", "2 => 3 | 4")
    assert decide(2, "UNIQUE", rules=rules, outputs="a | b c") == {"a": THREE, "b c": Decimal(4)}


def test_aggregations_of_several_outputs_go_column_by_column() -> None:
    rules = ("- => 1 | 2", "- => 3 | 4")
    assert decide(2, "COLLECT", "SUM", rules=rules, outputs="a | b") == {"a": Decimal(4), "b": Decimal(6)}


def test_default_outputs() -> None:
    more: dict[str, Any] = {
        "rules": ("1 => 1 | 2",),
        "outputs": "a | b",
        "defaults": {"a": "x + 1", "b": '"none"'},
    }
    assert decide(5, "UNIQUE", **more) == {"a": Decimal(6), "b": "none"}
    assert decide(1, "UNIQUE", **more) == {"a": ONE, "b": TWO}
    assert decide(5, "RULE ORDER", **more) == [{"a": Decimal(6), "b": "none"}]
    assert decide(5, "COLLECT", rules=("1 => 1",), outputs="a", defaults={"a": "0"}) == [0]
    assert decide(5, "COLLECT", "SUM", rules=("1 => 1",), outputs="a", defaults={"a": "0"}) == 0


@pytest.mark.parametrize(
    ("cell", "value", "matches"),
    [
        ("-", None, True),
        ("", None, True),
        ("null", None, True),
        ("null", 1, False),
        ("5", None, False),
        ('"a"', None, False),
        ("not(null)", 1, True),
        ("not(1, 2)", 3, True),
        ("not(1, 2)", 2, False),
        ("> y", 4, True),
        ("? > y and ? < 10", 5, True),
        ('starts with(?, "a")', "abc", True),
        ('date("2026-01-01")', date(2026, 1, 1), True),
        ('> date("2026-01-01")', date(2026, 1, 2), True),
        ('[date("2026-01-01")..date("2026-02-01")]', date(2026, 3, 1), False),
        ("list contains(?, 3)", [1, 3], True),
        ("[1, 2]", 2, True),
        ("y + 1", 4, True),
        ("5", "5", False),
        ('"5"', 5, False),
        ("true", True, True),
        ("true", False, False),
        ("true", None, False),
        ('"a", "b"', "b", True),
    ],
)
def test_cells(cell: str, value: Any, matches: bool) -> None:
    found = value_of(table(f"{cell} | - => true", inputs="x | y"), {"x": value, "y": 3})
    assert found is (True if matches else None)


def test_input_expressions_and_outputs_are_feel() -> None:
    logic = table("> 10 | - => x + y // sum", inputs="x * 2 | y")
    assert value_of(logic, {"x": 6, "y": 1}) == 7


def test_a_value_outside_the_allowed_inputs_is_null_and_said() -> None:
    logic = table('- => "any"', inputs="x", input_values={"x": '"a", "b"'})
    assert value_of(logic, {"x": "b"}) == "any"
    outcome = outcome_of(logic, {"x": "c"})
    assert outcome.value is None
    assert 'none of the values that its column allows: "a", "b"' in str(outcome.diagnostics[0])


def test_an_input_of_the_wrong_type_is_null_for_its_column() -> None:
    logic = table("null => 1", "- => 2", inputs="x", policy="FIRST", types={"x": "number"})
    outcome = outcome_of(logic, {"x": "text"})
    assert outcome.value == 1
    assert "A string is no number." in str(outcome.diagnostics[0])


def test_an_output_of_the_wrong_type_is_null() -> None:
    outcome = outcome_of(table("- => 1", inputs="x", outputs="out", types={"out": "string"}), {"x": 1})
    assert outcome.value is None
    assert "A number is no string." in str(outcome.diagnostics[0])


def test_the_trace_says_which_rules_decided() -> None:
    logic = table(
        "> 10 | - => 1 | 2 // large",
        "- | true => 3 | 4 // urgent",
        inputs="x|y",
        outputs="a|b",
        policy="COLLECT",
    )
    outcome = outcome_of(logic, {"x": 20, "y": True})
    last = outcome.trace[-1]
    assert (last.id, last.name) == ("d_it", "it")
    assert last.inputs == {"x": Decimal(20), "y": True}
    assert [(rule.number, rule.annotation) for rule in last.rules] == [(1, "large"), (2, "urgent")]
    assert last.rules[1].outputs == {"a": THREE, "b": Decimal(4)}
    assert outcome.rules == last.rules
    assert last.as_dict()["rules"][0] == {
        "number": 1,
        "annotation": "large",
        "outputs": {"a": 1, "b": 2},
        "id": "",
    }


def test_the_trace_holds_only_the_rules_that_count() -> None:
    for policy, numbers in [("FIRST", [1]), ("PRIORITY", [2]), ("OUTPUT ORDER", [2, 1]), ("COLLECT", [1, 2])]:
        logic = table("- => 1", "- => 2", inputs="x", outputs="o", policy=policy, output_values={"o": "2, 1"})
        assert [rule.number for rule in outcome_of(logic, {"x": 0}).rules] == numbers


def test_a_single_output_without_a_name_is_traced_under_the_decision() -> None:
    assert outcome_of(table("- => 7", inputs="x"), {"x": 0}).rules[0].outputs == {"it": Decimal(7)}


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        (
            "UNIQUE",
            "Rules 1 and 2 all match, but the hit policy UNIQUE allows one. Make them exclude each other.",
        ),
        ("ANY", "Rules 1 and 2 all match with different outputs, which the hit policy ANY does not allow."),
    ],
)
def test_a_broken_hit_policy_is_said(policy: str, sentence: str) -> None:
    outcome = outcome_of(table(*RULES, inputs="x", policy=policy), {"x": 1})
    assert outcome.diagnostics[0].sentence == sentence
    assert outcome.diagnostics[0].decision == "it"
    assert outcome.diagnostics[0].line > 1


def test_no_match_is_said() -> None:
    outcome = outcome_of(table("1 => 1", inputs="x"), {"x": 2})
    assert "No rule of this decision table matches" in str(outcome.diagnostics[0])


@pytest.mark.parametrize(
    ("kind", "expected"), [("number", [ONE, TWO]), ("tList", [ONE, TWO]), ("tWords", None)]
)
def test_the_type_of_a_table_that_lists_is_that_of_the_list_or_of_a_row(kind: str, expected: Any) -> None:
    types = item("tList", "number", many=True) + item("tWords", "string", many=True)
    logic = table("=> 1", "=> 2", policy="COLLECT").replace(
        "<decisionTable", f'<decisionTable typeRef="{kind}"'
    )
    assert value_of(logic, {}, types) == expected


def test_a_table_without_inputs_has_rules_that_always_match() -> None:
    assert value_of(table("=> 1", "=> 2", policy="RULE ORDER")) == [ONE, TWO]


def test_a_table_without_rules_matches_nothing() -> None:
    assert value_of(table(inputs="x"), {"x": 1}) is None


def test_a_cell_that_cannot_be_read_never_matches_and_is_a_problem_of_the_model() -> None:
    logic = table("1 + => 1", "2 => 2", inputs="x")
    model = dmn.load(definitions(data("x"), decision("it", logic, needs="i_x")), name="t.dmn")
    assert [problem.file for problem in model.problems] == ["t.dmn"]
    assert "The expression is: 1 +" in str(model.problems[0])
    assert model.evaluate("it", {"x": 2}).value == 2


def test_tables_as_texts() -> None:
    inner = table("- => 9", inputs="x", outputs="o")
    file = definitions(
        data("x"),
        decision(
            "one", table('"a" | < 5 => 1 // why', inputs="x | y z", outputs="out", defaults={"out": "0"})
        ),
        decision("two", context(f"part = {inner}")),
        decision("three", literal("1")),
    )
    one, two = dmn.load(file).tables()
    assert (one.decision, one.name, one.hit_policy, one.aggregation) == ("d_one", "one", "UNIQUE", "")
    assert [(each.title, each.expression) for each in one.inputs] == [("x", "x"), ("y z", "y z")]
    assert [each.title for each in one.outputs] == ["out"]
    assert one.rules[0].inputs == ('"a"', "< 5")
    assert one.rules[0].outputs == ("1",)
    assert one.rules[0].annotations == ("why",)
    assert one.annotated and not two.annotated
    assert one.defaults == ("0",)
    assert (two.decision, two.name) == ("d_two", "part")
