"""Constant cells are recognised, and a look into a column finds what asking every cell would find."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cip_workflow.dmn.cells import Everything, Numbers, Strings, Truth, constant
from cip_workflow.dmn.columns import MAX_INDEXED, CellTest, Column


@pytest.mark.parametrize("text", ["", "-", "  ", " - "])
def test_everything(text: str) -> None:
    assert constant(text) == Everything()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a"', Strings(frozenset("a"))),
        (' "a" , "b,c" ', Strings(frozenset(["a", "b,c"]))),
        ('not("a", "b")', Strings(frozenset("ab"), negated=True)),
        ("true", Truth(True)),
        (" false ", Truth(False)),
    ],
)
def test_strings_and_truths(text: str, expected: object) -> None:
    assert constant(text) == expected


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("5", "5 5.0", "4 6"),
        ("-5", "-5", "5"),
        ("< 5", "4.99 -1", "5 6"),
        ("<=5", "5", "5.01"),
        (">5", "5.01", "5"),
        (">= 5", "5", "4.9"),
        ("[1..5]", "1 5 3", "0 6"),
        ("(1..5)", "3", "1 5"),
        ("]1..5[", "3", "1 5"),
        ("[1..5[", "1", "5"),
        ("1, 3, > 7", "1 3 8", "2 7"),
        ("[5..1]", "", "1 3 5"),
        (".5", "0.5", "5"),
    ],
)
def test_numbers(text: str, inside: str, outside: str) -> None:
    found = constant(text)
    assert isinstance(found, Numbers)
    assert all(found.holds(Decimal(number)) for number in inside.split())
    assert not any(found.holds(Decimal(number)) for number in outside.split())


@pytest.mark.parametrize(
    "text",
    [
        "x",
        '"a" "b"',
        '"a",',
        "5,",
        "1 2",
        "1..5",
        "not(5)",
        '"a\\"b"',
        'date("2026-01-01")',
        "5 + 1",
        "null",
        "? > 5",
        "9" * 40,
    ],
)
def test_more_than_constants_is_left_to_feel(text: str) -> None:
    assert constant(text) is None


def never(rule: int) -> CellTest:
    def test(value: Any, scope: dict[str, Any], run: Any) -> bool:
        raise AssertionError(f"rule {rule} was asked about {value}")

    return test


NUMBER = st.integers(-5, 5).map(str)
NUMERIC_CELL = st.one_of(
    NUMBER,
    st.builds("{} {}".format, st.sampled_from(["<", "<=", ">", ">="]), NUMBER),
    st.builds("{}{}..{}{}".format, st.sampled_from("[("), NUMBER, NUMBER, st.sampled_from("])")),
    st.just("-"),
)
NUMERIC = st.lists(NUMERIC_CELL, min_size=1, max_size=2).map(
    lambda cells: "-" if "-" in cells else ", ".join(cells)
)


@given(st.lists(NUMERIC, min_size=1, max_size=6), st.integers(-12, 12))
def test_a_look_finds_what_asking_every_number_cell_finds(cells: list[str], half: int) -> None:
    value = Decimal(half) / 2
    bits, ask = Column(cells, never).candidates(value)
    expected = [not isinstance(cell, Numbers) or cell.holds(value) for cell in map(constant, cells)]
    if any(isinstance(cell, Numbers) for cell in map(constant, cells)):
        assert not ask
    assert [bool(bits >> rule & 1) for rule in range(len(cells))] == expected


WORD = st.sampled_from(["a", "b", "c"])
STRING_CELL = st.one_of(
    st.just("-"),
    st.lists(WORD, min_size=1, max_size=2).map(lambda words: ", ".join(f'"{word}"' for word in words)),
    WORD.map('not("{}")'.format),
)


@given(st.lists(STRING_CELL, min_size=1, max_size=6), st.sampled_from(["a", "b", "c", "d"]))
def test_a_look_finds_what_asking_every_string_cell_finds(cells: list[str], value: str) -> None:
    bits, _ = Column(cells, never).candidates(value)
    expected = [
        not isinstance(cell, Strings) or (value in cell.values) is not cell.negated
        for cell in map(constant, cells)
    ]
    assert [bool(bits >> rule & 1) for rule in range(len(cells))] == expected


def test_truths() -> None:
    column = Column(["true", "false", "-"], never)
    assert column.candidates(True) == (0b101, False)
    assert column.candidates(False) == (0b110, False)


def test_other_kinds_of_values_and_cells_ask_feel() -> None:
    asked: list[tuple[int, object]] = []

    def make_test(rule: int) -> CellTest:
        def test(value: Any, scope: dict[str, Any], run: Any) -> bool:
            asked.append((rule, value))
            return True

        return test

    column = Column(["5", "x + 1", "-"], make_test)
    assert column.candidates(Decimal(5)) == (0b111, True)
    assert column.candidates(Decimal(4)) == (0b110, True)
    assert [column.holds(rule, Decimal(5), {}, None) for rule in range(3)] == [True] * 3
    assert asked == [(1, Decimal(5))]
    assert column.candidates(None) == (0b111, True)
    assert column.holds(0, None, {}, None)
    assert asked[1:] == [(0, None)]


def test_cells_of_different_kinds_are_all_asked() -> None:
    column = Column(['"a"', "5"], lambda rule: lambda value, scope, run: rule == 1)
    assert column.candidates("a") == (0b11, True)
    assert [column.holds(rule, "a", {}, None) for rule in range(2)] == [True, True]
    assert [column.holds(rule, None, {}, None) for rule in range(2)] == [False, True]


def test_columns_too_long_for_an_index_find_the_same() -> None:
    cells = [str(number % 7) for number in range(MAX_INDEXED + 1)]
    column = Column(cells, never)
    bits, ask = column.candidates(Decimal(3))
    assert ask
    assert bits.bit_length() == len(cells)
    held = [rule for rule in range(len(cells)) if column.holds(rule, Decimal(3), {}, None)]
    assert held == list(range(3, len(cells), 7))


def test_a_column_of_dashes_never_asks() -> None:
    assert Column(["-", ""], never).candidates(None) == (0b11, False)
