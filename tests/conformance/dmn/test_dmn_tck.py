"""The official DMN cases: how many must pass, and that docs/conformance.md tells the truth about the rest."""

from __future__ import annotations

import pytest

from tests.conformance.dmn.cases import kit, read_all
from tests.conformance.dmn.reasons import REASONS
from tests.conformance.dmn.report import PAGE, page, unexplained
from tests.conformance.dmn.run import Verdict, run, score


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    try:
        folder = kit()
    except SystemExit as missing:
        pytest.fail(str(missing))
    return list(run(read_all(folder)))


@pytest.mark.parametrize(("level", "least"), [("compliance-level-2", 0.99), ("compliance-level-3", 0.98)])
def test_level(verdicts: list[Verdict], level: str, least: float) -> None:
    passed, every = score(verdicts)[level]
    assert every > 100
    assert passed / every >= least


def test_every_failure_is_explained(verdicts: list[Verdict]) -> None:
    assert unexplained(verdicts) == []


def test_every_explanation_is_still_needed(verdicts: list[Verdict]) -> None:
    failing = {verdict.case.id for verdict in verdicts if not verdict.passed}
    needed = failing | {case.partition("#")[0] + "#" for case in failing}
    assert sorted(set(REASONS) - needed) == []


def test_the_page_is_current(verdicts: list[Verdict]) -> None:
    cure = "Run: python -m tests.conformance.dmn --write"
    assert PAGE.read_text(encoding="utf-8") == page(verdicts), cure
