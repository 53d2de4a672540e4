"""The page docs/conformance.md, made from the verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.conformance.dmn.cases import PROJECT
from tests.conformance.dmn.reasons import reason
from tests.conformance.dmn.run import LEVELS, Verdict, score

PAGE = PROJECT / "docs" / "conformance.md"

_HEAD = """# Conformance

Made by `python -m tests.conformance.dmn --write`; the tests fail when it is not current.

## DMN

The official cases of the [DMN Technology Compatibility Kit](https://github.com/dmn-tck/tck), run against
`cip_workflow.dmn` and `cip_workflow.feel`. A case passes when each of its results is the expected one.
"""


def page(verdicts: Sequence[Verdict]) -> str:
    """The whole page: a table of the levels, then every case that fails, with what came and why."""
    lines = [_HEAD, "| Level | Cases | Pass | Share |", "|---|---:|---:|---:|"]
    for level, (passed, every) in score(verdicts).items():
        apart = "" if level in LEVELS else " (not required, reported apart)"
        lines.append(f"| {level}{apart} | {every} | {passed} | {100 * passed / every:.2f} % |")
    failed = [verdict for verdict in verdicts if not verdict.passed]
    lines += ["", "### Cases that fail", ""]
    if not failed:
        lines.append("None.")
    else:
        lines += ["| Case | What came | Why |", "|---|---|---|"]
    for verdict in failed:
        came = _cell("; ".join(verdict.wrong))
        lines.append(f"| `{verdict.case.id}` | {came} | {_cell(reason(verdict.case.id) or '')} |")
    return "\n".join(lines) + "\n"


def unexplained(verdicts: Sequence[Verdict]) -> list[str]:
    """The cases that fail without a reason."""
    return [
        f"{verdict.case.id}: {'; '.join(verdict.wrong)}"
        for verdict in verdicts
        if not verdict.passed and reason(verdict.case.id) is None
    ]


def write(verdicts: Sequence[Verdict], path: Path = PAGE) -> None:
    """Write the page."""
    path.write_text(page(verdicts), encoding="utf-8")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
