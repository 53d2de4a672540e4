"""What `cip bench` measures: the budgets of operations and pages' queries, on a scratch SQLite database."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import process_time_ns
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import sessionmaker

from cip_workflow import clock, store
from cip_workflow.cli.demo import story
from cip_workflow.cli.demo.load import ROOT
from cip_workflow.cli.files import files_of
from cip_workflow.cli.opened import OPERATOR, Opened
from cip_workflow.config import Settings
from cip_workflow.operations.case import start
from cip_workflow.operations.demo import load_people
from cip_workflow.operations.deployment import deploy
from cip_workflow.operations.group import load_standard
from cip_workflow.operations.task import complete
from cip_workflow.queries import inbox
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import TASK, TASK_CANDIDATE

Row = tuple[str, str, str]
_CASES = 60
_NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
_MANY = (1_000, 100_000)


def rows(*, cases: int = _CASES, many: tuple[int, ...] = _MANY) -> Iterator[Row]:
    """Lines of the table: what, measured, budget."""
    with tempfile.TemporaryDirectory() as folder:
        here = _installation(Path(folder))
        yield from _deployment(here)
        yield from _starts(here, cases)
        yield from _completes(here)
        yield from _inboxes(here, many)
        here.engine.dispose()


def _installation(folder: Path) -> Opened:
    settings = Settings(secret_key="x" * 32, data=folder)
    store.upgrade(settings.database_url)
    engine = store.connect(settings.database_url)
    here = Opened(settings, engine, sessionmaker(engine, expire_on_commit=False))
    with transaction(here.sessions) as session:
        load_standard.load_standard(session, actor=OPERATOR)
        load_people.load_people(session, actor=OPERATOR)
    return here


def _deployment(here: Opened) -> Iterator[Row]:
    files = files_of([str(ROOT / "processes"), str(ROOT / "forms")])
    begin = process_time_ns()
    with transaction(here.sessions) as session:
        deploy.deploy(session, actor=OPERATOR, files=files)
    took = (process_time_ns() - begin) / 1e9
    yield f"deploy the partnership's {len(files)} files", f"{took:.2f} s CPU", "2 s for 200 elements"


@contextmanager
def _counted(engine: sa.Engine) -> Iterator[list[str]]:
    sent: list[str] = []

    def executed(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", executed)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", executed)


def _measured(here: Opened, do: Callable[[Any], object], times: list[float], counts: list[int]) -> None:
    with _counted(here.engine) as sent:
        begin = process_time_ns()
        with transaction(here.sessions) as session:
            do(session)
        times.append((process_time_ns() - begin) / 1e6)
    counts.append(sum(not one.startswith(_NOT_COUNTED) for one in sent))


def _line(what: str, times: list[float], counts: list[int], budget: str) -> Row:
    cold = min(5, len(times) // 4)  # the first ones read forms and specs that are kept from then on
    warm, counts = times[cold:], counts[cold:]
    p90 = statistics.quantiles(warm, n=10)[8]
    return what, f"{max(counts)} statements, {statistics.median(warm):.2f} ms CPU (p90 {p90:.2f})", budget


def _starts(here: Opened, cases: int) -> Iterator[Row]:
    actor = here.actor("pnandra")
    turn = story.need(story.briefs()[0])
    answers = story.answers(turn, clock.now().date())
    times: list[float] = []
    counts: list[int] = []
    for _ in range(cases):
        _measured(
            here,
            lambda session: start.start(session, actor=actor, process_id="cip-brief-issue", answers=answers),
            times,
            counts,
        )
    yield _line("start a case (reference, three tasks, a timer)", times, counts, "12 statements")


def _completes(here: Opened) -> Iterator[Row]:
    brief = story.briefs()[0]
    for turn in list(story.turns(brief))[:5]:
        if "evidencePack" in story.answers(turn, clock.now().date()):
            continue
        actor = here.actor(turn.who)
        times: list[float] = []
        counts: list[int] = []
        with reading(here.sessions) as session:
            ids = session.scalars(
                sa.select(TASK.c.id)
                .where(TASK.c.element == turn.element, TASK.c.status == "open")
                .order_by(TASK.c.id)
            ).all()
        answers = story.answers(turn, clock.now().date())
        for task_id in ids:
            _measured(
                here,
                lambda session, task_id=task_id, actor=actor, answers=answers: complete.complete(  # type: ignore[misc]
                    session, actor=actor, task_id=task_id, answers=answers
                ),
                times,
                counts,
            )
        if len(times) > 2:
            yield _line(f"complete {turn.element}, whole operation", times, counts, "10 statements, 3 ms")


def _inboxes(here: Opened, many: tuple[int, ...]) -> Iterator[Row]:
    actor = here.actor("jfenn")
    there = 0
    answers = story.answers(story.need(story.briefs()[0]), clock.now().date())
    with transaction(here.sessions) as session:  # a case that the reader of the inbox has done nothing in
        case = start.start(
            session, actor=here.actor("pnandra"), process_id="cip-brief-issue", answers=answers
        ).instance_id
    with reading(here.sessions) as session:
        found = session.execute(
            sa.select(TASK).where(TASK.c.instance_id == case).order_by(TASK.c.id).limit(1)
        )
        pattern = dict(found.one()._mapping)
        first = int(session.execute(sa.select(sa.func.max(TASK.c.id))).scalar_one()) + 1
    for number in many:
        _fill(here, pattern, first + there, number - there)
        there = number
        times: list[float] = []
        counts: list[int] = []
        for _ in range(9):
            with _counted(here.engine) as sent:
                begin = process_time_ns()
                with reading(here.sessions) as session:
                    inbox.teams(session, actor)
                    inbox.counts(session, actor)
                    inbox.processes(session)
                times.append((process_time_ns() - begin) / 1e6)
            counts.append(sum(not one.startswith(_NOT_COUNTED) for one in sent))
        yield _line(f"inbox page, {number:,} open tasks for the group", times, counts, "6 statements, flat")


def _fill(here: Opened, pattern: dict[str, Any], first: int, number: int, chunk: int = 20_000) -> None:
    """Open tasks for Legal, as rows: what the inbox reads, without running a million cases."""
    base = clock.now() + timedelta(days=1)
    for offset in range(0, number, chunk):
        ids = range(first + offset, first + min(offset + chunk, number))
        tasks = [
            {
                **pattern,
                "id": one,
                "key": one + 1_000_000,
                "candidates": ["g:lcc-legal"],
                "due_at": _due(base, one),
            }
            for one in ids
        ]
        stands = [{"task_id": one, "principal": "g:lcc-legal", "due_at": _due(base, one)} for one in ids]
        with transaction(here.sessions) as session:
            session.execute(sa.insert(TASK), tasks)
            session.execute(sa.insert(TASK_CANDIDATE), stands)


def _due(base: datetime, number: int) -> datetime:
    return base + timedelta(minutes=(number * 7919) % 500_000)
