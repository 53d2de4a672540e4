"""Evaluations per second of FEEL and DMN, beside npm `feelin` on the same expressions in the same run.

`python -m tests.bench.dmn_feel` prints one line each for small conditions, a 40-row decision table and a graph of ten
decisions, and stops with an error when the two do not give the same answers. Times are shown, never judged.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from cip_workflow import dmn, feel

HERE = Path(__file__).parent
SECONDS = 1.0

CONDITIONS: list[tuple[str, dict[str, Any]]] = [
    ('amount > 100 and status = "open"', {"amount": 250, "status": "open"}),
    ("score >= 60", {"score": 59}),
    ('decision = "approve" or override', {"decision": "reject", "override": True}),
    ("not(conflict) and count(bids) >= 3", {"conflict": False, "bids": [1, 2, 3]}),
    ("amount between 1000 and 5000", {"amount": 1500}),
    ("every b in bids satisfies b > 10", {"bids": [11, 12, 13]}),
    ("if total > limit then total - limit else 0", {"total": 120, "limit": 100}),
    ("applicant.age >= 18", {"applicant": {"age": 40, "name": "Ada"}}),
    ('status in ("open", "late")', {"status": "late"}),
    ("some b in bids satisfies b.price < limit", {"bids": [{"price": 9}, {"price": 7}], "limit": 8}),
]

REGIONS = ["north", "south", "east", "west"]
BANDS = ["< 100", "[100..500)", "[500..1000)", "[1000..5000)", ">= 5000"]
ROWS = [(band, region, urgent) for band in BANDS for region in REGIONS for urgent in ("true", "false")]
INPUTS = ["amount", "region", "urgent"]
CASES = [
    {"amount": amount, "region": region, "urgent": urgent}
    for amount in (5, 250, 999, 1000, 9999)
    for region in REGIONS
    for urgent in (True, False)
]

EXPRESSIONS = [
    ("base", "amount * 2"),
    ("rate", 'if region = "north" then 0.2 else 0.1'),
    ("tax", "base * rate"),
    ("net", "base - tax"),
    ("large", "net > 1000"),
    ("risk", 'if large and urgent then "high" else "low"'),
    ("steps", 'if risk = "high" then 5 else 2'),
    ("cost", "steps * 40 + tax"),
    ("share", "cost / (net + 1)"),
    ("result", 'if share > 0.5 then "stop" else "go"'),
]


def main() -> int:
    """Measure and print; exit code 1 where the two disagree."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.dmn_feel", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="time for each measurement")
    seconds = parser.parse_args().seconds
    ours = {
        "conditions": measured(_conditions(), seconds),
        "table": measured(_decisions(_table(), "route"), seconds),
        "decisions": measured(_decisions(_graph(), "result"), seconds),
    }
    theirs = _feelin(seconds)
    different = [name for name, mine in ours.items() if not _same(mine["answers"], theirs[name]["answers"])]
    print(f"{'evaluations per second':<28}{'ours':>12}{'feelin':>12}{'times':>8}")
    for name, title in (
        ("conditions", "small conditions"),
        ("table", "40-row table"),
        ("decisions", "10-decision graph"),
    ):
        mine, other = ours[name]["rate"], theirs[name]["rate"]
        print(f"{title:<28}{mine:>12,.0f}{other:>12,.0f}{mine / other:>8.1f}")
    for name in different:
        print(f"{name}: the answers differ: {ours[name]['answers']} and {theirs[name]['answers']}")
    return 1 if different else 0


def measured(work: list[Callable[[], Any]], seconds: float) -> dict[str, Any]:
    """The answers of the work, and how often a piece of it can be done in a second."""
    answers = [feel.to_plain(each()) for each in work]
    count, began = 0, time.perf_counter()
    while (now := time.perf_counter()) < began + seconds:
        for each in work:
            each()
        count += len(work)
    return {"answers": answers, "rate": count / (now - began)}


def _conditions() -> list[Callable[[], Any]]:
    compiled = [(feel.compile(text), context) for text, context in CONDITIONS]
    return [lambda code=code, context=context: code.evaluate(context) for code, context in compiled]


def _decisions(model: dmn.Model, name: str) -> list[Callable[[], Any]]:
    return [lambda case=case: model.evaluate(name, case).value for case in CASES]


def _table() -> dmn.Model:
    columns = "".join(
        f"<input><inputExpression><text>{name}</text></inputExpression></input>" for name in INPUTS
    )
    rules = "".join(
        f"<rule>{_entry('inputEntry', band)}{_entry('inputEntry', quoted(region))}{_entry('inputEntry', urgent)}"
        f"{_entry('outputEntry', quoted(output))}</rule>"
        for band, region, urgent, output in _rows()
    )
    logic = f'<decisionTable hitPolicy="UNIQUE">{columns}<output/>{rules}</decisionTable>'
    return _model(
        [f'<decision id="route" name="route"><variable name="route"/>{_needs(INPUTS)}{logic}</decision>']
    )


def _graph() -> dmn.Model:
    decisions = []
    for at, (name, text) in enumerate(EXPRESSIONS):
        needed = [
            other
            for other in (*INPUTS, *(each for each, _ in EXPRESSIONS[:at]))
            if other in text.replace("(", " ").split()
        ]
        logic = f"<literalExpression><text>{escape(text)}</text></literalExpression>"
        decisions.append(
            f'<decision id="{name}" name="{name}"><variable name="{name}"/>{_needs(needed)}{logic}</decision>'
        )
    return _model(decisions)


def _model(decisions: Iterable[str]) -> dmn.Model:
    inputs = "".join(
        f'<inputData id="{name}" name="{name}"><variable name="{name}"/></inputData>' for name in INPUTS
    )
    head = '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:bench" name="bench">'
    return dmn.load(f"{head}{inputs}{''.join(decisions)}</definitions>".encode())


def _needs(names: Iterable[str]) -> str:
    return "".join(
        f"<informationRequirement><required{'Input' if name in INPUTS else 'Decision'} href={quoteattr('#' + name)}/>"
        "</informationRequirement>"
        for name in names
    )


def _rows() -> list[tuple[str, str, str, str]]:
    return [(band, region, urgent, f"team {number}") for number, (band, region, urgent) in enumerate(ROWS, 1)]


def _entry(tag: str, text: str) -> str:
    return f"<{tag}><text>{escape(text)}</text></{tag}>"


def quoted(text: str) -> str:
    """A string literal of FEEL."""
    return f'"{text}"'


def _feelin(seconds: float) -> dict[str, Any]:
    rules = [
        {"cells": [band, quoted(region), urgent], "output": quoted(out)}
        for band, region, urgent, out in _rows()
    ]
    work = {
        "conditions": CONDITIONS,
        "table": {"inputs": INPUTS, "rules": rules, "contexts": CASES},
        "decisions": {
            "expressions": [{"name": name, "expression": text} for name, text in EXPRESSIONS],
            "contexts": CASES,
        },
        "seconds": seconds,
    }
    ran = subprocess.run(
        [_node(), str(HERE / "feelin.mjs")],
        input=json.dumps(work),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise SystemExit(
            f"feelin did not run. Install it with: npm ci --prefix web/front\n{ran.stderr[-500:]}"
        )
    answered: dict[str, Any] = json.loads(ran.stdout)
    return answered


def _node() -> str:
    """Node from the virtual environment where it has one, else the system's."""
    own = Path(sys.executable).with_name("node")
    return str(own) if own.exists() else "node"


def _same(mine: list[Any], theirs: list[Any]) -> bool:
    return [str(each) for each in mine] == [str(each) for each in theirs]


if __name__ == "__main__":
    sys.exit(main())
