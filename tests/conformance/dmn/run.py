"""Running the cases: one load per model, one evaluation per case and result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cip_workflow import dmn
from cip_workflow.errors import WorkflowError
from tests.conformance.dmn.cases import Case, Expected
from tests.conformance.dmn.compare import same

#: Levels that the kit requires; whatever else it holds is run and reported apart.
LEVELS = ("compliance-level-2", "compliance-level-3")


@dataclass(frozen=True)
class Verdict:
    """What came of one case: `wrong` has a sentence for each result that is not the expected one."""

    case: Case
    wrong: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.wrong


def run(cases: Iterable[Case]) -> Iterator[Verdict]:
    """Every case, judged. An error of ours is a failed case; any other exception is a bug and stops the run."""
    for case in cases:
        yield Verdict(case, tuple(_wrong(case)))


def score(verdicts: Iterable[Verdict]) -> dict[str, tuple[int, int]]:
    """Passed and all cases of each level, in the order of the levels."""
    passed: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for verdict in verdicts:
        every[verdict.case.level] += 1
        passed[verdict.case.level] += verdict.passed
    return {level: (passed[level], every[level]) for level in sorted(every)}


@cache
def model(path: Path) -> dmn.Model:
    """A model with every other model of its folder at hand for imports."""
    others = [other.read_bytes() for other in sorted(path.parent.glob("*.dmn")) if other != path]
    return dmn.load(path.read_bytes(), imports=others, name=path.name)


def _wrong(case: Case) -> Iterator[str]:
    for expected in case.expected:
        try:
            got, said = _ask(case, expected)
        except WorkflowError as error:
            yield f"{expected.node}: expected {_shown(expected.value)}, got the error {error.message}"
            continue
        if not same(expected.value, got):
            why = f" ({'; '.join(said)})" if said else ""
            yield f"{expected.node}: expected {_shown(expected.value)}, got {_shown(got)}{why}"


def _ask(case: Case, expected: Expected) -> tuple[Any, list[str]]:
    loaded = model(case.model)
    if case.kind == "decisionService":
        outcome = loaded.evaluate_service(case.invocable, case.inputs)
    elif case.kind == "bkm":
        outcome = loaded.evaluate(case.invocable or expected.node, case.inputs)
    else:
        outcome = loaded.evaluate(expected.node, case.inputs)
    value = outcome.value
    if case.kind == "decisionService" and len(loaded.service_outputs(case.invocable)) > 1:
        value = value.get(expected.node) if isinstance(value, dict) else None
    return value, [str(each) for each in outcome.diagnostics]


def _shown(value: Any) -> str:
    text = "null" if value is None else f"{value!r}"
    return text if len(text) <= 200 else text[:199] + "…"
