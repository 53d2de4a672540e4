"""`python -m tests.conformance.dmn`: run the official cases, say what fails; `--write` makes docs/conformance.md."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.conformance.dmn.cases import kit, read_all
from tests.conformance.dmn.report import PAGE, unexplained, write
from tests.conformance.dmn.run import Verdict, run, score


def main() -> int:
    """Exit code 0 when every failing case is explained, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance.dmn", description=__doc__)
    parser.add_argument("only", nargs="*", help="part of the name of a folder, such as 0082")
    parser.add_argument("--write", action="store_true", help="write docs/conformance.md")
    parser.add_argument(
        "--failures", type=Path, help="write the failing cases with their expressions to this file"
    )
    asked = parser.parse_args()
    began = time.perf_counter()
    cases = [
        each for each in read_all(kit()) if not asked.only or any(part in each.folder for part in asked.only)
    ]
    verdicts = list(run(cases))
    for verdict in verdicts:
        for wrong in verdict.wrong:
            print(f"{verdict.case.id}: {wrong}")
    for level, (passed, every) in score(verdicts).items():
        print(f"{level}: {passed} of {every} ({100 * passed / every:.2f} %)")
    print(f"{time.perf_counter() - began:.1f} s")
    if asked.write:
        write(verdicts)
        print(f"wrote {PAGE.name}")
    if asked.failures:
        asked.failures.write_text("\n\n".join(_told(each) for each in verdicts if not each.passed) + "\n")
    return 1 if unexplained(verdicts) else 0


def _told(verdict: Verdict) -> str:
    from cip_workflow.dmn.elements import Literal
    from tests.conformance.dmn.run import model

    lines = [verdict.case.id, *(f"  {wrong}" for wrong in verdict.wrong)]
    asked = {expected.node for expected in verdict.case.expected}
    for decision in model(verdict.case.model).decisions:
        if decision.name in asked and isinstance(decision.logic, Literal):
            lines.append(f"  {decision.name} := {decision.logic.text}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
