"""docs/feel.md keeps its word: every example is run, every function and limit it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cip_workflow import feel
from cip_workflow.feel import evaluate, limits, unary
from tests.unit.feel.tables import check

PAGE = (Path(__file__).parents[3] / "docs" / "feel.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```feel\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def examples():
    for block in BLOCKS:
        context = {}
        for line in block.strip().splitlines():
            if line.startswith("given "):
                context = evaluate(line.removeprefix("given "))
                continue
            expression, arrow, value = line.rpartition(" -> ")
            assert arrow, line
            yield expression.strip(), value.strip(), context


@pytest.mark.parametrize(("expression", "value", "context"), list(examples()))
def test_every_example_gives_what_the_page_says(expression, value, context):
    check(expression, value, context)


def test_the_page_has_examples_and_each_is_in_a_block():
    assert len(list(examples())) > 80
    assert PAGE.count(" -> ") == sum(block.count(" -> ") for block in BLOCKS)


def test_our_own_functions_are_all_on_the_page():
    ours = {
        "add working days",
        "clear working days",
        "standstill end",
        "count working days",
        "is working day",
    }
    for name in {*ours, "next meeting"}:
        assert f"`{name}(" in PAGE
        assert name in feel.BUILTINS


def test_functions_that_the_page_names_exist():
    named = re.findall(r"`([a-z][a-z ]+)\(", PAGE)
    assert named
    assert [name for name in named if name not in feel.BUILTINS and name != "function"] == []


def test_the_limits_are_those_of_the_code():
    sentence = PAGE[PAGE.index("## Limits") :]
    for number in (
        limits.MAX_STEPS,
        limits.MAX_ITEMS,
        limits.MAX_CHARACTERS,
        limits.MAX_TEXT,
        limits.MAX_NESTING,
    ):
        assert f"{number:,}" in sentence


def test_the_cells_of_the_page_are_tests():
    table = PAGE[PAGE.index("| Cell | Passes |") : PAGE.index("## Null")]
    cells = [
        cell
        for row in re.findall(r"^\| (`.*`) \|", table, re.MULTILINE)
        for cell in re.findall(r"`([^`]+)`", row)
    ]
    assert len(cells) >= 7
    for cell in cells:
        assert unary(cell, "CIP-1") in (True, False, None)


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("missing", "Nothing here is called 'missing'."),
        ('1 + "a"', "FEEL cannot add a number and a string."),
        ("[1, 2][5]", "There is no position 5 in a list of 2 items."),
    ],
)
def test_the_reasons_that_the_page_quotes_are_given(expression, sentence):
    assert sentence in PAGE
    assert sentence in [each.sentence for each in feel.compile(expression).run().diagnostics]


def test_the_mistake_that_the_page_quotes_is_told_so():
    with pytest.raises(feel.FeelSyntaxError) as caught:
        feel.compile("a == 1")
    assert str(caught.value) in PAGE
