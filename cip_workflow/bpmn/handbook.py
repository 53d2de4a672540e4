"""The parts of docs/bpmn.md that are printed from the code. `python -m cip_workflow.bpmn.handbook` rewrites them."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from cip_workflow.bpmn import coverage
from cip_workflow.bpmn.lint import rules as lint_rules
from cip_workflow.bpmn.lint.severities import SEVERITIES
from cip_workflow.bpmn.lower import rules as lower_rules

PLACE = Path(__file__).parents[2] / "docs" / "bpmn.md"
_WEIGHT = ("error", "question", "warning", "info")


def fill(text: str) -> str:
    """`text` with what stands between its marks (`<!-- elements -->` .. `<!-- /elements -->`) printed anew."""
    for name, printed in (
        ("elements", coverage.table()),
        ("findings", _findings()),
        ("lowering", _lowering()),
    ):
        before, mark, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        text = f"{before}{mark}\n{printed}\n{end}{after}"
    return text


def _findings() -> str:
    about = {"xml": "What cannot be read safely: malformed, hostile or huge XML."}
    for module in lint_rules.ALL:
        for rule in getattr(module, "RULES", ()) or (module.RULE,):
            about[rule] = _first_line(module)
    lines = ["| Weight | Finding | About |", "|---|---|---|"]
    for rule in sorted(SEVERITIES, key=lambda rule: (_WEIGHT.index(SEVERITIES[rule]), rule)):
        lines.append(f"| {SEVERITIES[rule]} | `{rule}` | {about[rule]} |")
    return "\n".join(lines) + "\n"


def _lowering() -> str:
    lines = ["| Rule | What it does |", "|---|---|"]
    for module in (*lower_rules.RULES, *lower_rules.AFTER):
        lines.append(f"| `{module.__name__.rpartition('.')[2]}` | {_first_line(module)} |")
    return "\n".join(lines) + "\n"


def _first_line(module: ModuleType) -> str:
    return (module.__doc__ or "").strip().splitlines()[0].replace("|", "\\|")


if __name__ == "__main__":
    PLACE.write_text(fill(PLACE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PLACE.name} is current.\n")
