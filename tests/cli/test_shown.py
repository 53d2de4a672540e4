"""Tables, JSON, and what somebody sees who waits."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cip_workflow.cli import shown
from tests.cli.conftest import ROOT


def test_a_table_is_aligned_and_its_cells_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    found = [
        {"id": 1, "name": "a\nb", "at": datetime(2026, 7, 1, 12, 30, tzinfo=UTC), "other": "x"},
        {"id": 23, "name": None, "at": date(2026, 7, 2)},
    ]
    shown.rows(found, ("id", "name", "at"), as_json=False, empty="None.")
    assert capsys.readouterr().out.splitlines() == [
        "ID  NAME  AT",
        "1   a b   2026-07-01 13:30",
        "23        2026-07-02",
    ]


def test_json_has_every_value_and_instants_that_can_be_read() -> None:
    said = shown.as_text({"at": datetime(2026, 7, 1, tzinfo=UTC), "who": {"b", "a"}, "é": Path("x")})
    assert '"2026-07-01T00:00:00+00:00"' in said
    assert '"é": "x"' in said
    assert said.index('"a"') < said.index('"b"')


@pytest.mark.parametrize(("terminal", "said"), [(True, True), (False, False)])
def test_who_looks_on_sees_how_far_it_is(
    cip, monkeypatch: pytest.MonkeyPatch, terminal: bool, said: bool
) -> None:
    monkeypatch.setattr(shown, "on_terminal", lambda: terminal)
    answer = cip("lint", str(ROOT / "processes"), str(ROOT / "forms"))
    assert ("Reading" in answer.err) is said
    answer = cip("deploy", str(ROOT / "processes"), str(ROOT / "forms"), "--json")
    assert bool(re.search(r"Judging and compiling \d+ files \.\.", answer.err)) is said
    assert answer.json["new"] is True
    assert ("Computing every hash again" in cip("verify-audit").err) is said


def test_a_few_things_need_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "on_terminal", lambda: True)
    with shown.progress([1, 2], "Doing", 2) as items:
        assert list(items) == [1, 2]
