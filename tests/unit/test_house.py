"""What the house promises about itself: short modules, one commit, one door to each library, no machine's paths."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = sorted(
    path
    for folder in ("cip_workflow", "web", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts
)


def test_there_is_something_to_look_at() -> None:
    assert len(PYTHON) > 50


def test_modules_stay_under_300_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in PYTHON
        if (lines := len(path.read_text().splitlines())) > 300
    }
    assert not long, f"split these modules: {long}"


def test_one_place_commits() -> None:
    places = {
        str(path.relative_to(ROOT))
        for path in PYTHON
        if path.parts[len(ROOT.parts)] != "tests" and re.search(r"\.commit\(", path.read_text())
    }
    assert places == {"cip_workflow/store/transaction.py"}


@pytest.mark.parametrize("word", ["Helper", "Manager", "Util"])
def test_names_are_the_fields_own(word: str) -> None:
    named = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in PYTHON
        for line in path.read_text().splitlines()
        if re.match(rf"\s*class \w*{word}\w*\b", line)
    ]
    assert not named


def test_time_is_read_in_one_place() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for path in PYTHON
        if path.parts[len(ROOT.parts)] != "tests"
        and re.search(r"datetime\.now\(|date\.today\(|utcnow\(", path.read_text())
    }
    assert readers <= {"cip_workflow/clock.py"}


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    found = []
    for name in filter(None, tracked):
        path = ROOT / name
        if path.suffix in {".png", ".woff2", ".pdf"} or not path.is_file() or path == Path(__file__):
            continue
        text = path.read_text(errors="replace")
        for pattern in (
            r'"resolved": *"https?://',
            r"index-url|--find-links",
            r"(^|[^A-Za-z0-9_.])/(work|farm|root)/[a-z]",
        ):
            found += [f"{name}: {match.group(0)}" for match in re.finditer(pattern, text)]
    assert not found
