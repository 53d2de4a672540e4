"""Mail by durable jobs, whole: enqueued with the command, sent by a worker, whatever dies on the way. On both databases."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from dbos import DBOS
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock, jobs
from cip_workflow.config import Settings
from cip_workflow.errors import NotAllowed
from cip_workflow.jobs.durable import DurableQueue, prepare
from cip_workflow.operations.case.remind import remind
from cip_workflow.operations.case.start import start
from cip_workflow.operations.task.announce import announce
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from cip_workflow.worker import durable
from cip_workflow.worker.durable import Tempo
from cip_workflow.worker.loop import Worker
from cip_workflow.working_time import due
from tests.operations.world import World
from tests.worker.conftest import peopled
from tests.worker.smtp import Received, free_port, running

HURRY = Tempo(again=(0.2, 0.2, 0.2), look=0.1)
PATIENCE = 40


@pytest.fixture
def queue(database: sa.Engine, settings: Settings) -> Iterator[DurableQueue]:
    """The product's own queue, in an empty database."""
    if database.dialect.name == "postgresql":
        with database.begin() as connection:
            connection.execute(sa.text("DROP SCHEMA IF EXISTS dbos CASCADE"))
    prepare(settings.database_url)
    found = DurableQueue(settings.database_url)
    yield found
    found.close()


@pytest.fixture
def town(queue: DurableQueue, sessions: sessionmaker[Session]) -> World:
    sessions.configure(info={jobs.INFO: queue})
    return peopled(sessions)


@contextmanager
def working(town: World, settings: Settings, tempo: Tempo = HURRY) -> Iterator[Worker]:
    """A worker, for as long as the block lasts."""
    worker = Worker(town.sessions.kw["bind"], town.sessions, settings, tempo=tempo)
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        yield worker
    finally:
        worker.stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def wait_for(true: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "this took too long"
        time.sleep(0.05)


def unsent(town: World) -> list[str]:
    return [row.key for row in town.rows(sa.select(t.MAIL).where(t.MAIL.c.sent_at.is_(None)))]


def jobs_of(town: World, name: str = "mail") -> int:
    """How many jobs of a kind there are, whatever became of them."""
    schema = "dbos." if town.sessions.kw["bind"].dialect.name == "postgresql" else ""
    with town.sessions() as session:
        query = sa.text(f"SELECT count(*) FROM {schema}workflow_status WHERE name = :name")
        return int(session.execute(query, {"name": name}).scalar_one())


def test_a_job_is_part_of_its_command(town: World, statements: Callable[..., object]) -> None:
    town.start("pri")
    assert jobs_of(town) == 1
    actor = town.actor("pri")
    with contextlib.suppress(NotAllowed), transaction(town.sessions) as session:
        start(session, actor=actor, process_id="p", answers={})
        raise NotAllowed
    assert jobs_of(town) == 1
    with statements() as with_mail:
        town.complete("jo", "review")
    assert jobs_of(town) == 2
    town.sessions.configure(info={jobs.INFO: None})
    town.start("pri")
    with statements() as without:
        town.complete("jo", "review")
    assert jobs_of(town) == 2
    assert len(with_mail) - len(without) <= 2


def test_letters_arrive_and_a_worker_stops_at_once(
    town: World, settings: Settings, smtp: tuple[Received, str]
) -> None:
    town.start("pri")
    with working(town, settings):
        wait_for(lambda: len(smtp[0].mails) == 4)
        town.complete("jo", "review")
        wait_for(lambda: len(smtp[0].mails) == 5)
        wait_for(lambda: not unsent(town))
        stopping = time.monotonic()
    assert time.monotonic() - stopping < 2
    assert smtp[0].to("sam") == ["You have a new task: Pay it"]
    assert len(set(smtp[0].ids)) == 5


def test_letters_of_every_kind_arrive(town: World, settings: Settings, smtp: tuple[Received, str]) -> None:
    town.start("pri")
    town.claim("jo", "review")
    town.do(remind, "pri", task_id=1)
    end = due(clock.now(), "5wd")
    for instant in (clock.now(), end - timedelta(minutes=1), end + timedelta(minutes=1)):
        with clock.moved(instant), transaction(town.sessions) as session:
            announce(session)
    with working(town, settings):
        wait_for(lambda: len(smtp[0].mails) == 7)
    book = {row.key: row for row in town.rows(sa.select(t.MAIL))}
    assert {one.strip("<>").partition("@")[0] for one in smtp[0].ids} == set(book)
    assert Counter(row.kind for row in book.values()) == {
        "assigned": 1,
        "reminder": 2,
        "escalated": 2,
        "due-soon": 1,
        "overdue": 1,
    }
    assert sorted(smtp[0].to("jo")) == [
        "A reminder: Review it",
        "Due soon: Review it",
        "Overdue: Review it",
        "You have a new task: Review it",
    ]


def test_a_server_that_is_down_gets_them_later_and_nothing_twice(town: World, settings: Settings) -> None:
    received, port = Received(), free_port()
    settings = replace(settings, smtp_url=f"smtp://127.0.0.1:{port}")
    town.start("pri")
    with working(town, settings, Tempo(again=(0.2,) * 100, look=0.1)):
        failed = sa.select(t.MAIL).where(t.MAIL.c.failed.like("%The next try is%"))
        wait_for(lambda: len(town.rows(failed)) == 4)
        received.answers["ann@example.org"] = "550 no such mailbox"
        with running(received, port):
            wait_for(lambda: unsent(town) == ["assigned-1-3-p2"])
    assert {login: len(received.to(login)) for login in ("jo", "ann", "pri", "fi")} == {
        "jo": 1,
        "ann": 0,
        "pri": 1,
        "fi": 1,
    }
    assert "550 no such mailbox" in town.row(t.MAIL, key="assigned-1-3-p2").failed


def test_after_the_last_try_a_letter_is_given_up(
    town: World, settings: Settings, smtp: tuple[Received, str]
) -> None:
    smtp[0].answer = "451 later"
    town.start("pri")
    with working(town, settings):
        given_up = sa.select(t.MAIL).where(t.MAIL.c.failed.like("%Tried 4 times. That was the last try."))
        wait_for(lambda: len(town.rows(given_up)) == 4)
        wait_for(lambda: jobs_of(town, "letter") == 16)
    assert smtp[0].mails == []


def test_a_silent_mail_server_does_not_keep_a_worker_from_stopping(town: World, settings: Settings) -> None:
    received, port = Received(), free_port()
    received.takes = 10
    town.start("pri")
    with running(received, port) as url:
        with working(town, replace(settings, smtp_url=url)):
            wait_for(lambda: sending() >= 4)
            stopping = time.monotonic()
        assert time.monotonic() - stopping < 2
    wait_for(lambda: not sending())


def sending() -> int:
    """Threads that hold a letter at this moment."""
    return sum(one.name.startswith("dbos-executor") and one.is_alive() for one in threading.enumerate())


def test_old_jobs_are_cleared_and_the_book_stays(
    town: World, settings: Settings, smtp: tuple[Received, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    town.start("pri")
    with working(town, settings):
        wait_for(lambda: len(smtp[0].mails) == 4)
        wait_for(lambda: not DBOS.list_workflows(status=["ENQUEUED", "PENDING"]))
        assert durable.clear() == 0
        monkeypatch.setattr(durable, "_KEPT", -durable._KEPT)
        assert durable.clear() == 5
        assert jobs_of(town) == jobs_of(town, "letter") == 0
    assert town.count(t.MAIL) == 4


_WORKER = """
import sys
from pathlib import Path
from sqlalchemy.orm import sessionmaker
from cip_workflow import store
from cip_workflow.config import Settings
from cip_workflow.worker.durable import Tempo
from cip_workflow.worker.loop import Worker
from cip_workflow.working_time import due
url, smtp = sys.argv[1:]
settings = Settings(secret_key="x" * 32, data=Path("."), database_url=url, smtp_url=smtp)
engine = store.connect(url)
Worker(engine, sessionmaker(engine, expire_on_commit=False), settings, tempo=Tempo(again=(0.2,) * 20, look=0.1)).run()
"""


@contextmanager
def worker_process(settings: Settings, cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", _WORKER, settings.database_url, settings.smtp_url],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_killed_worker_loses_nothing(
    town: World, settings: Settings, smtp: tuple[Received, str], tmp_path: Path
) -> None:
    """Killed in the middle of sending: the next one sends the rest; twice at most what was under way, as the same mail."""
    smtp[0].takes = 0.1
    for _ in range(6):
        town.start("pri")
    with worker_process(settings, tmp_path) as first:
        wait_for(lambda: len(smtp[0].mails) >= 5)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert len(smtp[0].mails) < 20
    with worker_process(settings, tmp_path):
        wait_for(lambda: town.count(t.MAIL) == 24 and not unsent(town))
    assert len(set(smtp[0].ids)) == 24
    assert len(smtp[0].mails) <= 24 + durable._AT_ONCE
