"""Twenty people press Submit at once; a power cut in the middle of a burst; a worker killed among due timers (DESIGN 5, 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.operations.audit import verify
from cip_workflow.operations.case import start
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import EVENT, INSTANCE, TASK, TIMER
from cip_workflow.worker.loop import drain
from tests.failure.living import F03, Person, Process, Server
from tests.processes import answers
from tests.processes.town import furnish

FUND = "T102_confirmFunding"


@pytest.fixture
def furnished(sessions: sessionmaker[Session], database_url: str) -> sessionmaker[Session]:
    furnish(database_url)
    return sessions


@pytest.fixture
def served(furnished: sessionmaker[Session], database_url: str, tmp_path: Path) -> Iterator[list[Process]]:
    running: list[Process] = []
    yield running
    for process in running:
        process.end()


def _cases(sessions: sessionmaker[Session], number: int, at: datetime | None = None) -> list[int]:
    with reading(sessions) as session:
        actor = people.actor_by_login(session, "pnandra")
    found = []
    with clock.moved(at or clock.now()):
        for _ in range(number):
            with transaction(sessions) as session:
                given = answers.f01(clock.now().date())
                found.append(
                    start.start(session, actor=actor, process_id="cip-brief-issue", answers=given).instance_id
                )
    return found


def _tasks(sessions: sessionmaker[Session]) -> dict[int, str]:
    with reading(sessions) as session:
        rows = session.execute(
            sa.select(TASK.c.id, TASK.c.status).where(TASK.c.element == FUND).order_by(TASK.c.id)
        )
        return {row.id: row.status for row in rows}


def _completed(sessions: sessionmaker[Session]) -> Counter[int]:
    with reading(sessions) as session:
        return Counter(session.scalars(sa.select(EVENT.c.task_id).where(EVENT.c.kind == "task.completed")))


def _sound(sessions: sessionmaker[Session]) -> None:
    with reading(sessions) as session:
        assert not verify.verify(session).broken


def _send(person: Person, task_id: int) -> bool:
    fields = person.hidden(f"/tasks/{task_id}")
    if "_version" in fields and "data-form" not in person.get(f"/tasks/{task_id}"):
        person.post(f"/tasks/{task_id}/claim", fields)
        fields = person.hidden(f"/tasks/{task_id}")
    return person.submit(f"/tasks/{task_id}", {**fields, **F03})


def test_of_twenty_simultaneous_submits_one_counts(
    furnished: sessionmaker[Session], served: list[Process], database_url: str, tmp_path: Path
) -> None:
    _cases(furnished, 1)
    server = Server(database_url, tmp_path)
    served.append(server)
    person = Person(server, "Tomasz Kowal")
    [task_id] = _tasks(furnished)
    person.post(f"/tasks/{task_id}/claim", person.hidden(f"/tasks/{task_id}"))
    fields = {**person.hidden(f"/tasks/{task_id}"), **F03}
    with ThreadPoolExecutor(20) as threads:
        statuses = Counter(threads.map(lambda _: person.post(f"/tasks/{task_id}", fields), range(20)))
    assert statuses == {303: 1, 409: 19}
    assert _completed(furnished) == {task_id: 1}
    with reading(furnished) as session:
        assert session.scalar(sa.select(INSTANCE.c.status)) == "running"
    _sound(furnished)


def test_a_power_cut_in_a_burst_of_answers_loses_and_repeats_nothing(
    furnished: sessionmaker[Session], served: list[Process], database_url: str, tmp_path: Path
) -> None:
    _cases(furnished, 18)
    ids = sorted(_tasks(furnished))
    acknowledged: list[int] = []
    for stop_after in (4, 9):
        server = Server(database_url, tmp_path)
        served.append(server)
        person = Person(server, "Tomasz Kowal")
        open_now = [one for one, status in _tasks(furnished).items() if status == "open"]

        def answer(
            task_id: int, person: Person = person, server: Server = server, stop_after: int = stop_after
        ) -> None:
            try:
                if _send(person, task_id):
                    acknowledged.append(task_id)
            except (OSError, HTTPException):
                return  # the power is gone; this person does not know whether it counted
            if len(acknowledged) >= stop_after:
                server.end()

        with ThreadPoolExecutor(6) as threads:
            list(threads.map(answer, open_now))
        server.end()
        status = _tasks(furnished)
        assert all(status[one] == "done" for one in acknowledged)
        assert set(status.values()) <= {"open", "done"}
        done = [one for one in ids if status[one] == "done"]
        assert _completed(furnished) == dict.fromkeys(done, 1)
        _sound(furnished)
    assert len(acknowledged) >= 9
    server = Server(database_url, tmp_path)
    served.append(server)
    person = Person(server, "Tomasz Kowal")
    for one, status_now in _tasks(furnished).items():
        if status_now == "open":
            assert _send(person, one)
    assert _completed(furnished) == dict.fromkeys(ids, 1)


def test_a_worker_killed_among_due_timers_fires_each_once(
    furnished: sessionmaker[Session], served: list[Process], database_url: str, tmp_path: Path
) -> None:
    number = 24
    begun = datetime(2026, 3, 2, 10, tzinfo=UTC)
    cases = _cases(furnished, number, at=begun)
    for _ in range(4):
        before = _fired(furnished).total()
        worker = Process(database_url, tmp_path, "worker")
        served.append(worker)
        deadline = clock.now() + timedelta(seconds=20)
        while _fired(furnished).total() < min(number, before + 8) and clock.now() < deadline:
            pass
        worker.kill()
        _sound(furnished)
    drain(furnished)
    fired = _fired(furnished)
    assert {case: fired[case] for case in cases} == dict.fromkeys(cases, 1)
    with reading(furnished) as session:
        due = session.scalar(
            sa.select(sa.func.count())
            .select_from(TIMER)
            .where(TIMER.c.due_at <= clock.now(), TIMER.c.instance_id.is_not(None))
        )
    assert due == 0


def _fired(sessions: sessionmaker[Session]) -> Counter[int]:
    with reading(sessions) as session:
        return Counter(session.scalars(sa.select(EVENT.c.instance_id).where(EVENT.c.kind == "timer.fired")))
