"""The worker's duties: each at its time, none stopped by another, and all of them ended at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.config import Settings
from cip_workflow.errors import Conflict
from cip_workflow.operations.audit import anchor
from cip_workflow.operations.task import announce
from cip_workflow.operations.timer import fire
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from cip_workflow.worker.loop import Duty, Worker
from cip_workflow.worker.timers import Timers
from tests.operations import diagrams as d
from tests.operations.world import World
from tests.worker.conftest import Collected

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def reminding(sessions: sessionmaker[Session]) -> World:
    """Three cases with a timer each, due an hour after nine on that Monday."""
    return begun(sessions, MONDAY)


def begun(sessions: sessionmaker[Session], at: datetime) -> World:
    world = World(sessions)
    world.draw(
        d.start(),
        d.user("work"),
        d.timer("remind", "work", "PT1H", interrupting=False),
        d.user("chase", groups="lcc-finance"),
        d.end(),
        d.end("end2"),
        d.chain("start", "work", "end"),
        d.chain("remind", "chase", "end2"),
    )
    with clock.moved(at):
        for _ in range(3):
            world.start()
    return world


@pytest.fixture
def worker(database: sa.Engine, database_url: str, sessions: sessionmaker[Session], tmp_path: Any) -> Any:
    made = Worker(database, sessions, Settings(secret_key="x" * 32, data=tmp_path, database_url=database_url))
    yield made
    made._lease.release()


def chased(world: World) -> list[int]:
    """The cases whose timer has fired."""
    query = sa.select(t.TASK.c.instance_id).where(t.TASK.c.element == "chase")
    return [row.instance_id for row in world.rows(query.order_by(t.TASK.c.instance_id))]


def failing_for(monkeypatch: pytest.MonkeyPatch, *bad: int) -> list[int]:
    """Firing the timers of these cases raises; the tries are returned as they happen."""
    real, tried = fire.fire, []

    def fire_or_fail(session: Session, *, timer_id: int) -> bool:
        case = session.execute(sa.select(t.TIMER.c.instance_id).where(t.TIMER.c.id == timer_id)).scalar_one()
        tried.append(case)
        if case in bad:
            raise ZeroDivisionError
        return real(session, timer_id=timer_id)

    monkeypatch.setattr(fire, "fire", fire_or_fail)
    return tried


def test_one_bad_timer_stops_no_other(reminding: World, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = failing_for(monkeypatch, 1)
    timers = Timers(reminding.sessions)
    with clock.moved(MONDAY + timedelta(hours=2)):
        assert timers.drain() == 2
        assert chased(reminding) == [2, 3]
        assert timers.drain() == 0
    assert tried == [1, 2, 3]


def test_a_bad_timer_is_tried_again_after_a_while_that_doubles(
    reminding: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = failing_for(monkeypatch, 1)
    timers = Timers(reminding.sessions)
    seen = []
    for seconds in (0, 29, 31, 80, 95, 10_000):
        with clock.moved(MONDAY + timedelta(hours=2, seconds=seconds)):
            timers.drain()
        seen.append(tried.count(1))
    assert seen == [1, 1, 2, 2, 3, 4]
    monkeypatch.undo()
    with clock.moved(MONDAY + timedelta(days=1)):
        assert timers.drain() == 1
    assert timers._failed == {}


def test_a_drain_ends_when_the_worker_stops(reminding: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    real = fire.fire

    def fire_and_stop(session: Session, *, timer_id: int) -> bool:
        stop.set()
        return real(session, timer_id=timer_id)

    monkeypatch.setattr(fire, "fire", fire_and_stop)
    with clock.moved(MONDAY + timedelta(hours=2)):
        assert Timers(reminding.sessions, stop.is_set).drain() == 1


def test_several_workers_fire_each_timer_once(reminding: World) -> None:
    fired: list[int] = []

    def work() -> None:
        with clock.moved(MONDAY + timedelta(hours=2)):
            fired.append(Timers(reminding.sessions).drain())

    together(work, 3)
    with clock.moved(MONDAY + timedelta(hours=2)):
        Timers(reminding.sessions).drain()  # what one of them passed over, because another was at it
    assert chased(reminding) == [1, 2, 3]


def test_a_duty_that_fails_is_tried_again_at_the_next_turn_and_others_wait_for_their_time() -> None:
    done: list[str] = []
    failing = [True]

    def do() -> None:
        done.append("tried")
        if failing[0]:
            raise OSError

    duty = Duty("x", do, 3600)
    assert [duty.turn(), duty.turn()] == [False, False]
    failing[0] = False
    assert [duty.turn(), duty.turn(), duty.turn()] == [True, True, True]
    assert len(done) == 3


def test_every_duty_has_its_turn_when_another_fails(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(
        worker, "_duties", [Duty("bad", lambda: 1 / 0, 0), Duty("good", lambda: seen.append(1), 0)]
    )
    assert worker.turn() is False
    assert seen == [1]


def test_a_worker_works_and_ends_at_once(sessions: sessionmaker[Session], worker: Worker) -> None:
    reminding = begun(sessions, clock.now() - timedelta(hours=2))
    thread = threading.Thread(target=worker.run)
    thread.start()
    until = time.monotonic() + 30
    while len(chased(reminding)) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    stopping = time.monotonic()
    worker.stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert time.monotonic() - stopping < 2
    assert reminding.count(t.ANCHOR) == 1


def test_due_dates_are_told_by_one_of_several_workers(town: World, asked: Collected) -> None:
    town.start("pri")
    asked.clear()
    with clock.moved(clock.now() + timedelta(seconds=1)), transaction(town.sessions) as session:
        announce.announce(session)
    later = clock.now() + timedelta(days=40)

    def look() -> None:
        with clock.moved(later), transaction(town.sessions) as session:
            announce.announce(session)

    together(look, 4)
    assert sorted(job.key.rsplit("-", 1)[0] for job in asked) == ["due-soon-1", "overdue-1"]


def test_chains_are_anchored_once_a_day_by_one_of_several_workers(reminding: World, worker: Worker) -> None:
    def look() -> None:
        with clock.moved(MONDAY):
            worker._anchor()

    together(look, 3)
    assert reminding.count(t.ANCHOR) == 1
    for at, days in ((MONDAY + timedelta(hours=14), 1), (MONDAY + timedelta(hours=15, minutes=1), 2)):
        with clock.moved(at):
            worker._anchor()
        assert reminding.count(t.ANCHOR) == days


def test_an_anchor_that_another_worker_has_made_is_no_failure(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def conflict(session: Session) -> None:
        raise Conflict

    monkeypatch.setattr(anchor, "anchor", conflict)
    worker._anchor()


def together(do: Callable[[], object], number: int) -> None:
    """Do it in several threads that begin at the same moment; what one raises, is raised."""
    ready, raised = threading.Barrier(number), []

    def run() -> None:
        ready.wait()
        try:
            do()
        except Exception as error:
            raised.append(error)

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not raised
