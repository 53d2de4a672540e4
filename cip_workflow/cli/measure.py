"""What `cip bench` measures: the budgets of operations and pages' queries, on a scratch SQLite database."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from time import process_time_ns
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock, store
from cip_workflow.cli.demo import story
from cip_workflow.cli.demo.load import ROOT
from cip_workflow.cli.files import files_of
from cip_workflow.cli.opened import OPERATOR, Opened
from cip_workflow.config import Settings
from cip_workflow.operations.agreement import load_standard as load_agreement
from cip_workflow.operations.case import start
from cip_workflow.operations.demo import load_people
from cip_workflow.operations.deployment import deploy
from cip_workflow.operations.group import load_standard
from cip_workflow.operations.task import complete
from cip_workflow.queries import inbox
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import TASK, TASK_CANDIDATE
from cip_workflow.worker.timers import drain

Row = tuple[str, str, str]  #: what, measured, budget
Given = TypeVar("Given")
_CASES = 60
_MANY = (1_000, 100_000)
_COLD = 5  #: the first ones read forms and specs that are kept from then on
_NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
_BEHIND = {"T103_gatherLivedExperience": " and a built-in task behind it"}


def rows(*, cases: int = _CASES, many: tuple[int, ...] = _MANY) -> Iterator[Row]:
    """Lines of the table.

    Args:
        cases: how many are started and worked on.
        many: for how many open tasks the inbox is asked.
    """
    with tempfile.TemporaryDirectory() as folder:
        here = installation(Path(folder))
        yield _deployment(here)
        yield _starts(here, cases)
        yield from _completes(here)
        yield _idle(here)
        yield from _inboxes(here, many)
        here.engine.dispose()


def installation(folder: Path) -> Opened:
    """A scratch installation with the demo people, and nothing deployed."""
    settings = Settings(secret_key="x" * 32, data=folder)
    store.upgrade(settings.database_url)
    engine = store.connect(settings.database_url)
    here = Opened(settings, engine, sessionmaker(engine, expire_on_commit=False))
    with transaction(here.sessions) as session:
        load_standard.load_standard(session, actor=OPERATOR)
        load_agreement.load_standard(session, actor=OPERATOR)
        load_people.load_people(session, actor=OPERATOR)
    return here


class Measured:
    """CPU and statements of something that is done many times.

    Statements are counted in every fourth turn alone: who listens to them makes each of them slower.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._turn = 0
        self._times: list[float] = []
        self._counts: list[int] = []

    def take(self, do: Callable[[], Given]) -> Given:
        """Do it once more; what it gives is returned."""
        self._turn += 1
        if self._turn % 4 == 0:
            with _statements(self._engine) as sent:
                given = do()
            self._counts.append(sum(not one.startswith(_NOT_COUNTED) for one in sent))
            return given
        begin = process_time_ns()
        given = do()
        self._times.append((process_time_ns() - begin) / 1e6)
        return given

    def command(self, sessions: Callable[[], Session], do: Callable[[Session], Given]) -> Given:
        """The same for one command in a transaction of its own."""

        def whole() -> Given:
            with transaction(sessions) as session:
                return do(session)

        return self.take(whole)

    def said(self) -> str:
        """Statements, median and 90th percentile, when it is warm."""
        cold = min(_COLD, len(self._times) // 4)
        warm = self._times[cold:]
        p90 = statistics.quantiles(warm, n=10)[8]
        counts = self._counts[1:] or self._counts
        return f"{max(counts)} statements, {statistics.median(warm):.2f} ms CPU (p90 {p90:.2f})"


@contextmanager
def _statements(engine: sa.Engine) -> Iterator[list[str]]:
    sent: list[str] = []

    def executed(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", executed)
    try:
        yield sent
    finally:
        sa.event.remove(engine, "before_cursor_execute", executed)


def _deployment(here: Opened) -> Row:
    files = files_of([str(ROOT / "processes"), str(ROOT / "forms")])
    begin = process_time_ns()
    with transaction(here.sessions) as session:
        deploy.deploy(session, actor=OPERATOR, files=files)
    took = (process_time_ns() - begin) / 1e9
    return f"deploy the partnership's {len(files)} files", f"{took:.2f} s CPU", "2 s for 200 elements"


def _need() -> dict[str, Any]:
    return story.answers(story.need(story.briefs()[0]), _today())


def _today() -> Any:
    return clock.now().astimezone(clock.LONDON).date()


def _starts(here: Opened, cases: int) -> Row:
    actor, answers = here.actor("pnandra"), _need()
    measured = Measured(here.engine)
    for _ in range(cases):
        measured.command(
            here.sessions,
            lambda session: start.start(session, actor=actor, process_id="cip-lifecycle", answers=answers),
        )
    return "start a case (reference, three tasks, a timer)", measured.said(), "12 statements"


def _completes(here: Opened) -> Iterator[Row]:
    for turn in story.turns({**story.briefs()[0], "until": "writing", "legs": (), "then": ()}):
        if turn.do != "answer":
            continue
        actor, answers = here.actor(turn.who), story.answers(turn, _today())
        measured = Measured(here.engine)
        with reading(here.sessions) as session:
            query = sa.select(TASK.c.id).where(TASK.c.element == turn.element, TASK.c.status == "open")
            ids = list(session.execute(query.order_by(TASK.c.id)).scalars())
        for task_id in ids:
            measured.command(here.sessions, _completing(task_id, actor, answers))
        what = f"complete {turn.element}{_BEHIND.get(turn.element, '')}"
        yield what, measured.said(), "10 statements, 3 ms"


def _completing(task_id: int, actor: Any, answers: dict[str, Any]) -> Callable[[Session], object]:
    return lambda session: complete.complete(session, actor=actor, task_id=task_id, answers=answers)


def _idle(here: Opened) -> Row:
    with _statements(here.engine) as sent:
        drain(here.sessions)
    asked = sum(not one.startswith(_NOT_COUNTED) for one in sent)
    said = f"{asked} statement a second for all cases together, none a case"
    return "cases that wait", said, "0 statements a case"


def _inboxes(here: Opened, many: tuple[int, ...]) -> Iterator[Row]:
    reader = here.actor("jfenn")
    there = 0
    with transaction(here.sessions) as session:  # a case that the reader of the inbox has done nothing in
        case = start.start(
            session, actor=here.actor("pnandra"), process_id="cip-lifecycle", answers=_need()
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
        measured = Measured(here.engine)
        for _ in range(20):
            measured.take(lambda: _inbox(here, reader))
        yield (
            f"queries of an inbox page, {number:,} open tasks for the group",
            measured.said(),
            "6 statements, flat",
        )


def _inbox(here: Opened, reader: Any) -> None:
    with reading(here.sessions) as session:
        inbox.teams(session, reader)
        inbox.counts(session, reader)
        inbox.processes(session)


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
