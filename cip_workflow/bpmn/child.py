"""Judging and lowering in a process of its own, which can be killed: no file keeps a server from answering.

The child gets its input and gives its answer as JSON over pipes, has limits on time and memory, and no database.
"""

from __future__ import annotations

import base64
import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cip_workflow.bpmn.lint import Finding, Surroundings, lint
from cip_workflow.bpmn.lower import lower
from cip_workflow.bpmn.reading import read

SECONDS = 5.0
MEGABYTES = 1_024
#: What libxml2 says when it gets no memory.
_OUT_OF_MEMORY = "unknown error"
_PACKAGE = Path(__file__).parents[2]
_COLLECTIONS = ("groups", "decisions", "processes", "messages", "job_types", "always")
_MAPPINGS = ("forms", "gives", "given")


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What lint said, and the lowered file where nothing stands against it."""

    findings: tuple[Finding, ...]
    lowered: bytes | None


def checked(
    data: bytes,
    name: str,
    *,
    surroundings: Surroundings | None = None,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
) -> Checked:
    """Judge and lower one file within limits. Never raises for what is in the file: running over is a finding, too."""
    question = {
        "name": name,
        "data": base64.b64encode(data).decode(),
        "surroundings": _plain(surroundings),
        "megabytes": megabytes,
        "seconds": seconds,
    }
    try:
        answer = subprocess.run(  # noqa: S603 - our own interpreter and module; the file goes over a pipe
            [sys.executable, "-m", __name__],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=seconds,
            check=True,
            env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(_PACKAGE)},
        )
    except subprocess.TimeoutExpired:
        return _over(name, f"This file takes more than {seconds:g} seconds to read.")
    except subprocess.CalledProcessError:
        return _over(
            name, f"This file takes more than {megabytes:,} MB of memory to read, or cannot be read at all."
        )
    said = json.loads(answer.stdout)
    lowered = None if said["lowered"] is None else base64.b64decode(said["lowered"])
    return Checked(findings=tuple(Finding(**one) for one in said["findings"]), lowered=lowered)


def _over(name: str, message: str) -> Checked:
    finding = Finding(
        severity="error",
        rule="too-big",
        element="",
        element_name="",
        file=name,
        line=0,
        column=0,
        message=message,
        cure="Split it into several processes that call each other.",
    )
    return Checked(findings=(finding,), lowered=None)


def _plain(surroundings: Surroundings | None) -> dict[str, Any] | None:
    if surroundings is None:
        return None
    said: dict[str, Any] = {}
    for field in _COLLECTIONS:
        value = getattr(surroundings, field)
        said[field] = None if value is None else sorted(value)
    for field in _MAPPINGS:
        mapping = getattr(surroundings, field)
        said[field] = None if mapping is None else {key: sorted(names) for key, names in mapping.items()}
    return said


def _answer(question: Mapping[str, Any]) -> dict[str, Any]:
    """The child's work."""
    name, data = question["name"], base64.b64decode(question["data"])
    around = question["surroundings"]
    findings = lint(data, name, surroundings=None if around is None else Surroundings(**around))
    blocked = any(finding.blocks for finding in findings)
    lowered = None if blocked else base64.b64encode(lower(read(data, name))).decode()
    return {"findings": [asdict(finding) for finding in findings], "lowered": lowered}


def _main() -> None:
    question = json.load(sys.stdin)
    most = int(question["megabytes"]) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    cpu = int(question["seconds"]) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    answer = _answer(question)
    if any(_OUT_OF_MEMORY in finding["message"] for finding in answer["findings"]):
        sys.exit(1)
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _main()
