"""Whole operations on a scratch SQLite database: 20 user tasks in a row beside bare SpiffWorkflow, and 5,000 steps of one case."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time_ns

import sqlalchemy as sa

from cip_workflow.cli import measure
from cip_workflow.cli.opened import OPERATOR, Opened
from cip_workflow.operations.case import start
from cip_workflow.operations.deployment import deploy
from cip_workflow.operations.task import complete
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import TASK
from tests.bench.engine import Row, bare
from tests.unit.engine.diagrams import END, START, document, flows, process, user

_GROUP = '<zeebe:assignmentDefinition candidateGroups="lcc-legal"/>'
_STEPS = 5_000


def rows() -> Iterator[Row]:
    """The lines about whole operations."""
    with tempfile.TemporaryDirectory() as folder:
        here = measure._installation(Path(folder))
        names = [f"u{number}" for number in range(20)]
        row_of_20 = (
            START + "".join(user(name, _GROUP) for name in names) + END + flows(" ".join(["s", *names, "e"]))
        )
        looped = START + user("u", _GROUP) + flows("s u u")
        _deploy(here, process(row_of_20, "twenty"), "twenty.bpmn")
        _deploy(here, process(looped, "endless"), "endless.bpmn")
        _answer(here, "twenty", 20)
        own = [time for _ in range(5) for time in _answer(here, "twenty", 20)]
        theirs = bare(5)
        yield Row(
            "20 user tasks in a row, whole operation (SQLite WAL), CPU a task", _said(own), "less than bare"
        )
        yield Row("the same by bare SpiffWorkflow: load, step, write, commit", _said(theirs))
        found = _answer(here, "endless", _STEPS)
        for at in (5, 500, _STEPS):
            yield Row(
                f"step {at:,} of one case, whole operation", _said(found[max(0, at - 200) : at]), "flat"
            )
        here.engine.dispose()


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
