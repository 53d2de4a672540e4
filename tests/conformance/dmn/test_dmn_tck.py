"""The official DMN cases: how many must pass, and that docs/conformance.md tells the truth about the rest."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.conformance.dmn.cases import USUAL, kit, present, read_all
from tests.conformance.dmn.compare import same
from tests.conformance.dmn.reasons import REASONS
from tests.conformance.dmn.report import PAGE, page, unexplained
from tests.conformance.dmn.run import LEVELS, Verdict, run, score


def judged(folder: Path) -> list[Verdict]:
    return list(run(read_all(folder)))


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    try:
        return judged(kit())
    except SystemExit as missing:
        pytest.fail(str(missing))


@pytest.mark.parametrize(("level", "least"), [("compliance-level-2", 0.99), ("compliance-level-3", 0.98)])
def test_level(verdicts: list[Verdict], level: str, least: float) -> None:
    passed, every = score(verdicts)[level]
    assert every > 100
    assert passed / every >= least


def test_levels_beyond_those_required_are_run_too(verdicts: list[Verdict]) -> None:
    assert set(score(verdicts)) >= set(LEVELS)


def test_every_failure_is_explained(verdicts: list[Verdict]) -> None:
    assert unexplained(verdicts) == []


def test_every_explanation_is_still_needed(verdicts: list[Verdict]) -> None:
    failing = {verdict.case.id for verdict in verdicts if not verdict.passed}
    needed = failing | {case.partition("#")[0] + "#" for case in failing}
    assert sorted(set(REASONS) - needed) == []


def test_the_page_is_current(verdicts: list[Verdict]) -> None:
    usual = verdicts if kit() == USUAL else judged(present(USUAL))
    cure = "Run: python -m tests.conformance.dmn --write"
    assert PAGE.read_text(encoding="utf-8") == page(usual), cure


def test_a_missing_kit_is_a_loud_failure_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="and set CIP_DMN_TCK"):
        present(tmp_path)


@pytest.mark.parametrize(
    ("expected", "got", "equal"),
    [
        (None, None, True),
        (None, False, False),
        (Decimal("0.333333333"), Decimal("0.33333333333333"), True),
        (Decimal("0.3333"), Decimal("0.3334"), False),
        (Decimal(1), Decimal(2), False),
        (Decimal(100_000_000_000), Decimal(100_000_000_001), False),
        (Decimal(1), True, False),
        ("1", Decimal(1), False),
        ([Decimal(1)], [Decimal("1.0")], True),
        ([Decimal(1)], Decimal(1), False),
        ({"a": None}, {}, False),
        ({"a": [None]}, {"a": [None]}, True),
    ],
)
def test_results_are_compared_as_the_kit_says(expected: object, got: object, equal: bool) -> None:
    assert same(expected, got) is equal
