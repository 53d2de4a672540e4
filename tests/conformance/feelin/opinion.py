"""The recorded opinion of npm feelin, and how to ask it again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
RECORD = ROOT / "tests" / "unit" / "feel" / "feelin_cases.json"
MODULES = ROOT / "web" / "front" / "node_modules"

#: An expression and its variables.
Case = tuple[str, dict[str, Any]]


def recorded() -> dict[str, Any]:
    """Feelin's version, the reasons, the contexts, and `[expression, context, value, reason]` for each case."""
    held: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8"))
    return held


def cases(record: dict[str, Any]) -> list[Case]:
    """The expressions of a record with their variables."""
    return [(expression, record["contexts"][context]) for expression, context, _, _ in record["cases"]]


def version() -> str:
    """The version of the installed feelin."""
    assert (MODULES / "feelin").is_dir(), "npm feelin is missing. Run `npm ci` in web/front."
    held = json.loads((MODULES / "feelin" / "package.json").read_text(encoding="utf-8"))
    return str(held["version"])


def asked(expressions: Sequence[Case]) -> list[Any]:
    """What feelin makes of each expression now."""
    own = Path(sys.executable).with_name("node")
    node = str(own) if own.exists() else shutil.which("node")
    assert node, "Node is missing. Run `make` once: it brings Node where there is none."
    done = subprocess.run(
        [node, str(Path(__file__).with_name("run.mjs")), str(MODULES)],
        input=json.dumps(expressions),
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    answers: list[Any] = json.loads(done.stdout)
    return answers


def written(record: dict[str, Any]) -> str:
    """A record as it is kept: one line a case."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    reasons = ",\n".join(f"    {line(key)}: {line(text)}" for key, text in record["reasons"].items())
    contexts = ",\n".join(f"    {line(context)}" for context in record["contexts"])
    lines = ",\n".join(f"    {line(case)}" for case in record["cases"])
    return (
        f'{{\n  "feelin": {line(record["feelin"])},\n  "reasons": {{\n{reasons}\n  }},\n'
        f'  "contexts": [\n{contexts}\n  ],\n  "cases": [\n{lines}\n  ]\n}}\n'
    )
