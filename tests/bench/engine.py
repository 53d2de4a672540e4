"""CPU and bytes of the engine, beside bare SpiffWorkflow in its own process: `python -m tests.bench.engine`.

`rows()` gives every line of the table; `make bench` prints them with those of the other layers. Nothing is asserted on
time (DESIGN section 7): the table shows the budget beside what was measured.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time_ns
from typing import Any

from cip_workflow import engine
from tests.bench.process25 import VARIABLES, endless, process25, twenty

NOW = datetime(2030, 1, 7, 9, tzinfo=UTC)
MILLISECOND = 1e6


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    budget: str = ""


def compiled(text: str) -> str:
    return engine.compile({"bench.bpmn": text.encode()})


def steps(
    specs: str, variables: dict[str, Any], *, own_answers: bool = True
) -> Iterator[tuple[float, bytes]]:
    """CPU milliseconds and state of every `complete`, each from the stored bytes.

    With `own_answers` every task adds a variable of its own, as forms do.
    """
    step = engine.start(specs, "p", variables, now=NOW)
    waiting = [task.key for task in step.opened_tasks]
    while waiting:
        key = waiting.pop(0)
        answers: dict[str, Any] = {"approved": True}
        if own_answers:
            answers[f"f_{key}"] = f"value of {key}"
        begin = process_time_ns()
        step = engine.complete(specs, step.state, key, answers, now=NOW)
        yield (process_time_ns() - begin) / MILLISECOND, step.state
        waiting += [task.key for task in step.opened_tasks]


def median(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ms"


def process25_rows(rounds: int = 20) -> list[Row]:
    specs = compiled(process25())
    times: list[float] = []
    sizes: list[int] = []
    for turn in range(rounds):
        for time, state in steps(specs, VARIABLES):
            times.append(time)
            if turn == 0:
                sizes.append(len(state))
    p90 = statistics.quantiles(times, n=10)[8]
    begin = process_time_ns()
    for _ in range(10):
        compiled(process25())
    compile_time = (process_time_ns() - begin) / 10 / MILLISECOND
    return [
        Row("complete a user task of 25, engine alone, CPU", f"{median(times)} (p90 {p90:.2f})", "0.50 ms"),
        Row(
            "state of the 25-task case with its variables",
            f"{min(sizes)} to {max(sizes)} bytes",
            "1,024 + variables",
        ),
        Row("compile the 25-task process", f"{compile_time:.0f} ms, specs {len(specs) / 1024:.0f} KB"),
    ]


def endless_rows() -> list[Row]:
    specs = compiled(endless())
    found = list(steps(specs, {"n": 0}, own_answers=False))
    rows = []
    for at in (5, 500, 5000):
        near = [time for time, _ in found[max(0, at - 200) : at]]
        rows.append(Row(f"step {at:,} of one case", f"{median(near)}, {len(found[at - 2][1])} bytes", "flat"))
    return rows


def stored(step_times: Callable[[sqlite3.Connection], list[float]]) -> list[float]:
    """Run something with a SQLite file in WAL mode."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bench.sqlite", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE instance (id INTEGER PRIMARY KEY, state BLOB NOT NULL)")
        try:
            return step_times(connection)
        finally:
            connection.close()


def ours(connection: sqlite3.Connection, specs: str) -> list[float]:
    """Load, step, write, commit each of 20 user tasks in a row."""
    step = engine.start(specs, "p", VARIABLES, now=NOW)
    key = step.opened_tasks[0].key
    connection.execute("INSERT INTO instance VALUES (1, ?)", (step.state,))
    times = []
    while not step.finished:
        begin = process_time_ns()
        connection.execute("BEGIN IMMEDIATE")
        state = connection.execute("SELECT state FROM instance WHERE id = 1").fetchone()[0]
        step = engine.complete(specs, state, key, {"approved": True}, now=NOW)
        connection.execute("UPDATE instance SET state = ? WHERE id = 1", (step.state,))
        connection.execute("COMMIT")
        times.append((process_time_ns() - begin) / MILLISECOND)
        key = step.opened_tasks[0].key if step.opened_tasks else 0
    return times


def bare(rounds: int = 5) -> list[float]:
    """The same by the unpatched library, in its own process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.bare_spiff", str(rounds)],
        capture_output=True,
        text=True,
        check=True,
    )
    times: list[float] = json.loads(done.stdout)
    return times


def twenty_rows(rounds: int = 5) -> list[Row]:
    specs = compiled(twenty())
    own = [time for _ in range(rounds) for time in stored(lambda connection: ours(connection, specs))]
    theirs = bare(rounds)
    return [
        Row(
            "20 user tasks in a row: load, step, write, commit (SQLite WAL), CPU a task",
            median(own),
            "less than bare",
        ),
        Row("the same by bare SpiffWorkflow, in its own process", median(theirs)),
    ]


def rows() -> list[Row]:
    """Every line about the engine."""
    return [*process25_rows(), *twenty_rows(), *endless_rows()]


def main() -> None:
    for row in rows():
        print(f"{row.what:<78} {row.measured:<28} {row.budget}")


if __name__ == "__main__":
    main()
