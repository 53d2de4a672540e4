"""The table of budgets: its lines are there, and the statements in them are within the budget. Times are not judged."""

from __future__ import annotations

import re

import pytest

from cip_workflow.cli import measure
from tests.bench import http, whole

FEW = 12


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    real = measure.rows
    monkeypatch.setattr(measure, "rows", lambda: real(cases=FEW, many=(50, 100)))


def within_budget(lines: list[tuple[str, str, str]]) -> None:
    for what, measured, budget in lines:
        counted, allowed = (re.match(r"(\d+) statements", text) for text in (measured, budget))
        if counted and allowed:
            more = 2 if "built-in task behind it" in what else 0
            assert int(counted[1]) <= int(allowed[1]) + more, (what, measured)


def test_the_table_of_the_product(cip, few: None) -> None:
    found = cip("bench", "--json").json
    lines = [(one["what"], one["measured"], one["budget"]) for one in found]
    assert len(lines) == 9
    assert sum(" statements, " in measured for _, measured, _ in lines) == 7
    within_budget(lines)


def test_the_table_for_people(cip, few: None) -> None:
    said = cip("bench")
    assert said.code == 0
    assert len(said.out.splitlines()) == 9
    assert "12 statements" in said.out


def test_requests() -> None:
    rows = [(row.what, row.measured, row.budget) for row in http.rows(cases=FEW)]
    assert len(rows) == 3
    within_budget([(what, measured, budget.replace(", and 2", " + 2")) for what, measured, budget in rows])


def test_whole_operations_beside_the_bare_library() -> None:
    rows = list(whole.rows(steps=30, rounds=1))
    assert [row.budget for row in rows] == ["2 s", "less than bare", "", "flat", "flat", "flat", "flat"]
    size = re.fullmatch(r"(\d+) bytes", rows[-1].measured)
    assert size is not None
    assert int(size[1]) < 300
