"""Is the engine tested sharply? One technique undone at a time; every mutant must be caught.

`python -m tests.unit.engine.mutants [word]` runs all (or those whose name has the word) and says what caught each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.unit.engine import mutants_elements, mutants_run
from tests.unit.engine.mutant import Mutant

ROOT = Path(__file__).parents[3]
#: A mutant that hangs is caught as well.
SECONDS = 120
#: The plugins that other tests need are not loaded for each mutant.
_ENVIRONMENT = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

MUTANTS = mutants_elements.MUTANTS + mutants_run.MUTANTS


def source(mutant: Mutant) -> Path:
    return ROOT / "cip_workflow" / "engine" / mutant.file


def caught(mutant: Mutant) -> str:
    """What caught it; empty when it survived."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        # with what is compiled: copies keep their dates
        shutil.copytree(ROOT / "cip_workflow", there / "cip_workflow")
        shutil.copytree(ROOT / "processes", there / "processes")
        for part in ("tests/unit/engine", "tests/bench"):
            shutil.copytree(ROOT / part, there / part)
        for package in ("tests", "tests/unit"):
            shutil.copy(ROOT / package / "__init__.py", there / package / "__init__.py")
        target = there / "cip_workflow" / "engine" / mutant.file
        target.write_text(target.read_text().replace(mutant.old, mutant.new, 1))
        (there / "pytest.ini").write_text("[pytest]\npythonpath = .\naddopts = --import-mode=importlib\n")
        tests = there / "tests/unit/engine"
        files = [str(path) for name in mutant.tests for path in sorted(tests.glob(f"test_{name}*.py"))]
        run = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "--noconftest",
            "-p",
            "no:cacheprovider",
        ]
        try:
            done = subprocess.run(
                [*run, *files],
                cwd=there,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
                env=_ENVIRONMENT,
            )
        except subprocess.TimeoutExpired:
            return "the time limit"
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return failed[0] if done.returncode == 1 and failed else ""


def main() -> int:
    survived = 0
    for mutant in MUTANTS:
        if sys.argv[1:] and sys.argv[1] not in mutant.name:
            continue
        found = caught(mutant)
        survived += not found
        print(f"{mutant.name}: {found or 'SURVIVED'}", flush=True)
    return survived


if __name__ == "__main__":
    sys.exit(main())
