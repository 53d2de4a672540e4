"""The requirements graph: what a decision sees, in which order, decision services, imports."""

from __future__ import annotations

import pytest

from cip_workflow import dmn
from cip_workflow.dmn import ModelRefused
from cip_workflow.errors import NotFound, Refused
from tests.unit.dmn.drawn import component, data, decision, definitions, foreign, item, literal, service


def test_required_decisions_are_evaluated_first_and_once() -> None:
    file = definitions(
        data("x"),
        decision("base", literal("x + 1"), needs="i_x"),
        decision("left", literal("base * 2"), needs="d_base"),
        decision("right", literal("base * 3"), needs="d_base"),
        decision("top", literal("left + right"), needs="d_left d_right"),
    )
    outcome = dmn.load(file).evaluate("top", {"x": 1})
    assert outcome.value == 10
    assert [each.name for each in outcome.trace] == ["base", "left", "right", "top"]
    assert outcome.trace[-1].inputs == {"left": 4, "right": 6}


def test_a_decision_sees_only_what_it_requires() -> None:
    file = definitions(data("x"), data("y"), decision("it", literal("x + y"), needs="i_x"))
    outcome = dmn.load(file).evaluate("it", {"x": 1, "y": 2})
    assert outcome.value is None
    assert "Nothing here is called 'y'" in str(outcome.diagnostics[0])


def test_decisions_are_found_by_id_and_by_name() -> None:
    model = dmn.load(definitions(decision("my decision", literal("1"))), name="m.dmn")
    assert model.evaluate("my decision", {}).value == model.evaluate("d_my_decision", {}).value == 1
    with pytest.raises(NotFound, match=r'm\.dmn has no decision "other"\. It has "my decision"\.'):
        model.evaluate("other", {})


def test_what_a_model_offers() -> None:
    file = definitions(
        data("x", "number"), decision("it", literal("x"), needs="i_x"), service("s", out="d_it", data_="i_x")
    )
    model = dmn.load(file)
    assert [(each.id, each.name, each.type) for each in model.inputs] == [("i_x", "x", "number")]
    assert [(each.id, each.name) for each in model.decisions] == [("d_it", "it")]
    assert [each.name for each in model.services] == ["s"]
    assert (model.name, model.namespace) == ("test", "urn:test")
    assert model.service_outputs("s") == ("it",)


def test_a_missing_input_is_null_and_said() -> None:
    outcome = dmn.load(definitions(data("x"), decision("it", literal("x"), needs="i_x"))).evaluate("it", {})
    assert outcome.value is None
    assert 'The input "x" was not given.' in str(outcome.diagnostics[0])


def test_a_decision_without_logic_takes_what_is_given() -> None:
    file = definitions(
        decision("opinion", "", type_="string"), decision("it", literal("opinion"), needs="d_opinion")
    )
    model = dmn.load(file)
    assert model.evaluate("it", {"opinion": "good"}).value == "good"
    outcome = model.evaluate("it", {})
    assert outcome.value is None
    assert "has no logic and was not given" in str(outcome.diagnostics[0])


def test_names_with_symbols_are_known() -> None:
    file = definitions(
        item("tScore", of=component("risk/reward", "number")),
        data("pre-bureau score", "tScore"),
        decision("profit and loss", literal("pre-bureau score.risk/reward * 2"), needs="i_pre-bureau_score"),
        decision("it", literal("profit and loss + 1"), needs="d_profit_and_loss"),
    )
    assert dmn.load(file).evaluate("it", {"pre-bureau score": {"risk/reward": 4}}).value == 9


@pytest.mark.parametrize("needs", [["d_a"], ["d_b", "d_a"], ["d_b", "d_c", "d_a"]])
def test_circles_are_refused(needs: list[str]) -> None:
    names = "abc"[: len(needs)]
    drawn = [decision(name, literal("1"), needs=need) for name, need in zip(names, needs, strict=True)]
    with pytest.raises(ModelRefused, match="go in a circle") as caught:
        dmn.load(definitions(*drawn), name="c.dmn")
    assert isinstance(caught.value, Refused)
    assert caught.value.name == "c.dmn"
    assert caught.value.line > 1
    assert caught.value.element in names
    assert str(caught.value.findings[0]) == caught.value.message


def test_long_chains_and_wide_graphs_are_fast() -> None:
    chain = [decision("n0", literal("1"))]
    chain += [decision(f"n{at}", literal(f"n{at - 1} + 1"), needs=f"d_n{at - 1}") for at in range(1, 1500)]
    assert dmn.load(definitions(*chain)).evaluate("n1499", {}).value == 1500
    wide = [decision(f"w{at}", literal("1")) for at in range(1000)]
    needs = " ".join(f"d_w{at}" for at in range(1000))
    assert (
        dmn.load(definitions(*wide, decision("it", literal("w0 + w999"), needs=needs)))
        .evaluate("it", {})
        .value
        == 2
    )


@pytest.mark.parametrize("href", ["#d_nothing", "nothing", "", "urn:other#d_none", "#i_x"])
def test_a_requirement_that_leads_nowhere_is_refused(href: str) -> None:
    with pytest.raises(ModelRefused):
        dmn.load(
            definitions(data("x"), foreign("1", f"Knowledge {href}") if href else foreign("1", "Knowledge #"))
        )


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ModelRefused, match="stands twice"):
        dmn.load(definitions(decision("a", literal("1")), decision("a", literal("2"))))


SERVICE = (
    data("x", "number"),
    decision("inner", literal("x + 1"), needs="i_x"),
    decision("opinion", literal('"never asked"')),
    decision("one", literal("inner * 2"), needs="d_inner"),
    decision("two", literal('opinion + "!"'), needs="d_opinion"),
    service("single", out="d_one", data_="i_x", inside="d_inner"),
    service("double", out="d_one d_two", data_="i_x", decisions="d_opinion", inside="d_inner"),
)


def test_services() -> None:
    model = dmn.load(definitions(*SERVICE))
    assert model.evaluate_service("single", {"x": 2}).value == 6
    assert model.evaluate_service("s_single", {"x": 2}).value == 6
    assert model.evaluate("single", {"x": 2}).value == 6
    both = model.evaluate_service("double", {"x": 2, "opinion": "good"})
    assert both.value == {"one": 6, "two": "good!"}
    assert [each.name for each in both.trace] == ["inner", "one", "two"]
    assert model.evaluate_service("single", {"x": "text"}).value is None
    with pytest.raises(NotFound):
        model.evaluate_service("one", {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("single(2)", 6),
        ("single(x: 2)", 6),
        ('double(2, "good").two', "good!"),
        ('double(opinion: "bad", x: 1).one', 4),
        ('single("text")', None),
        ("single()", None),
        ("single(1, 2)", None),
        ("single(y: 2)", None),
        ("[single(1), single(2)]", [4, 6]),
        ("for n in [1, 2] return single(n)", [4, 6]),
    ],
)
def test_services_are_functions(text: str, expected: object) -> None:
    model = dmn.load(definitions(*SERVICE, decision("it", literal(text), knows="s_single s_double")))
    assert model.evaluate("it", {"x": 100}).value == expected


def test_the_type_of_a_service_is_that_of_its_result_or_a_function_type() -> None:
    function = item("tF", more='<functionItem outputTypeRef="string"/>')
    for kind in ("string", "tF"):
        model = dmn.load(
            definitions(function, *SERVICE, service("typed", out="d_one", data_="i_x", type_=kind))
        )
        assert model.evaluate_service("typed", {"x": 2}).value is None
    model = dmn.load(definitions(*SERVICE, service("typed", out="d_one", data_="i_x", type_="number")))
    assert model.evaluate_service("typed", {"x": 2}).value == 6


def test_a_service_sees_nothing_but_its_inputs() -> None:
    model = dmn.load(
        definitions(
            *SERVICE,
            service("blind", out="d_one"),
            decision("it", literal("blind()"), knows="s_blind", needs="i_x"),
        )
    )
    assert model.evaluate("it", {"x": 3}).value is None


def test_a_service_without_output_is_a_problem() -> None:
    model = dmn.load(definitions(service("empty", out="")))
    assert "has no output decision" in str(model.problems[0])
    assert model.evaluate_service("empty", {}).value is None
