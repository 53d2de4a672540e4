"""Whole operations on a scratch SQLite database: 20 user tasks in a row beside bare SpiffWorkflow, 5,000 steps of one case, a large diagram."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time_ns

import sqlalchemy as sa

from cip_workflow.cli import measure
from cip_workflow.cli.opened import OPERATOR, Opened
from cip_workflow.operations.case import start
from cip_workflow.operations.deployment import deploy
from cip_workflow.operations.task import complete
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import INSTANCE, TASK
from tests.bench.engine import Row, bare
from tests.unit.engine.diagrams import END, START, document, flows, process, script, user

_GROUP = '<zeebe:assignmentDefinition candidateGroups="lcc-legal"/>'
_STEPS = 5_000
_ROUNDS = 8


def rows(*, steps: int = _STEPS, rounds: int = _ROUNDS) -> Iterator[Row]:
    """The lines about whole operations."""
    with tempfile.TemporaryDirectory() as folder:
        here = measure.installation(Path(folder))
        yield _large(here)
        yield from _twenty(here, rounds)
        yield from _endless(here, steps)
        here.engine.dispose()


def _large(here: Opened) -> Row:
    """200 elements, half of them tasks; the flows between them come on top."""
    names = [f"u{number}" for number in range(100)]
    body = "".join(user(name, _GROUP) for name in names)
    body += "".join(script(f"x{number}", f"={number} + 1", "x") for number in range(98))
    way = " ".join(
        one for pair in zip(names, [f"x{number}" for number in range(98)], strict=False) for one in pair
    )
    begin, cpu = perf_counter(), process_time_ns()
    drawn = process(START + body + END + flows(f"s {way} u98 u99 e"), "large")
    _deploy(here, drawn, "large.bpmn")
    wall, took = perf_counter() - begin, (process_time_ns() - cpu) / 1e9
    return Row("deploy a diagram of 200 elements", f"{wall:.2f} s, {took:.2f} s CPU of this process", "2 s")


def _twenty(here: Opened, rounds: int) -> Iterator[Row]:
    """Ours and theirs in turn, so that both meet the same weather."""
    names = [f"u{number}" for number in range(20)]
    body = START + "".join(user(name, _GROUP) for name in names) + END + flows(" ".join(["s", *names, "e"]))
    _deploy(here, process(body, "twenty"), "twenty.bpmn")
    _answer(here, "twenty", 20)
    own: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        own += _answer(here, "twenty", 20)
        theirs += bare(1)
    yield Row(
        "20 user tasks in a row, whole operation (SQLite WAL), CPU a task", _said(own), "less than bare"
    )
    yield Row("the same by bare SpiffWorkflow: load, step, write, commit", _said(theirs))


def _endless(here: Opened, steps: int) -> Iterator[Row]:
    looped = START + user("u", _GROUP) + flows("s u u")
    _deploy(here, process(looped, "endless"), "endless.bpmn")
    found = _answer(here, "endless", steps)
    with reading(here.sessions) as session:
        size = session.execute(sa.select(sa.func.max(sa.func.length(INSTANCE.c.state)))).scalar_one()
    for at in (5, steps // 10, steps):
        near = _said(found[max(0, at - 200) : at])
        yield Row(f"step {at:,} of one case, whole operation, CPU", near, "flat")
    yield Row(f"its stored state after {steps:,} steps", f"{size} bytes", "flat")


def _said(times: list[float]) -> str:
    return f"{statistics.median(times):.2f} ms (least {min(times):.2f})"


def _deploy(here: Opened, text: str, name: str) -> None:
    with transaction(here.sessions) as session:
        deploy.deploy(session, actor=OPERATOR, files={name: document(text).encode()})


def _answer(here: Opened, process_id: str, number: int) -> list[float]:
    """CPU milliseconds of each of `number` completions of a new case."""
    who = here.actor("jfenn")
    with transaction(here.sessions) as session:
        case = start.start(session, actor=OPERATOR, process_id=process_id).instance_id
    times = []
    for _ in range(number):
        with reading(here.sessions) as session:
            query = sa.select(TASK.c.id).where(TASK.c.instance_id == case, TASK.c.status == "open")
            task_id = session.execute(query).scalar_one()
        begin = process_time_ns()
        with transaction(here.sessions) as session:
            complete.complete(session, actor=who, task_id=task_id, answers={})
        times.append((process_time_ns() - begin) / 1e6)
    return times
