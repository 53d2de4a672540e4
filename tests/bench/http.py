"""Whole requests through the Flask application on a scratch SQLite database: what a page and an answer cost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from cip_workflow import clock, store
from cip_workflow.cli import measure
from cip_workflow.operations.case import start
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import TASK
from tests.bench.engine import Row
from tests.processes import answers as a
from tests.processes.town import Town, furnish

_CASES = 40
_BUTTON = "Submit"


def rows(*, cases: int = _CASES) -> Iterator[Row]:
    """The lines about requests."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'http.sqlite3'}"
        store.upgrade(url)
        furnish(url)
        town = Town(url, Path(folder))
        yield from _pages(town, cases)
        town.engine.dispose()


def _pages(town: Town, cases: int) -> Iterator[Row]:
    tasks = _opened(town, cases)
    tomasz = town.visitor("tkowal")
    lists, shown, sent = (measure.Measured(town.engine) for _ in range(3))
    for task_id in tasks:
        lists.take(lambda: tomasz.get("/tasks/teams"))
        address = f"/tasks/{task_id}"
        tomasz.press(tomasz.get(address), "Take this task")
        page = shown.take(lambda address=address: tomasz.get(address))
        form = tomasz.typed(page, _BUTTON, a.f03(clock.now().date()))
        button = form.buttons()[_BUTTON]
        answer = sent.take(lambda form=form, button=button: tomasz.send(form, button))
        assert answer.status == 303, answer.said
    yield Row(f"inbox over HTTP, {cases} open tasks", lists.said(), "6 statements, and 2 for who asks")
    yield Row("page of a task over HTTP, 10 fields", shown.said())
    yield Row("complete over HTTP, 10 fields", sent.said(), "15 statements, 12 ms")


def _opened(town: Town, cases: int) -> list[int]:
    """One open task for finance in each of some cases."""
    with reading(town.sessions) as session:
        priya = people.actor_by_login(session, "pnandra")
    for _ in range(cases):
        with transaction(town.sessions) as session:
            start.start(session, actor=priya, process_id="cip-lifecycle", answers=a.f01(clock.now().date()))
    query = sa.select(TASK.c.id).where(TASK.c.element == "T102_confirmFunding").order_by(TASK.c.id)
    return [row.id for row in town.rows(query)]
