"""Twenty people press Submit at once; a power cut in the middle of a burst; a worker killed among due timers (DESIGN 5, 6)."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from threading import Barrier

import sqlalchemy as sa
from lxml import html
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.operations.case import start
from cip_workflow.operations.task import complete
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store.tables import EVENT, INSTANCE, TASK, TIMER
from cip_workflow.worker.loop import drain
from tests.failure.living import F03, Person, Process, Server
from tests.failure.sound import faults
from tests.processes import answers
from tests.processes.page import Form
from tests.processes.posting import fill

FUND = "T102_confirmFunding"


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


def _complete(
    sessions: sessionmaker[Session], case_id: int, element: str, login: str, given: dict[str, object]
) -> None:
    task_id = _open(sessions, case_id)[element]
    with transaction(sessions) as session:
        actor = people.actor_by_login(session, login)
        complete.complete(session, actor=actor, task_id=task_id, answers=given)


def _open(sessions: sessionmaker[Session], case_id: int) -> dict[str, int]:
    """Element -> task of what is open in a case."""
    with reading(sessions) as session:
        query = sa.select(TASK.c.element, TASK.c.id).where(
            TASK.c.instance_id == case_id, TASK.c.status == "open"
        )
        return {row.element: row.id for row in session.execute(query)}


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
    assert faults(sessions) == []


def _send(person: Person, task_id: int) -> bool:
    fields = person.hidden(f"/tasks/{task_id}")
    if "_version" in fields and "data-form" not in person.get(f"/tasks/{task_id}"):
        person.post(f"/tasks/{task_id}/claim", fields)
        fields = person.hidden(f"/tasks/{task_id}")
    return person.submit(f"/tasks/{task_id}", {**fields, **F03})


def test_of_twenty_simultaneous_submits_one_counts(
    sessions: sessionmaker[Session], started: list[Process], database_url: str, tmp_path: Path
) -> None:
    """Two colleagues who both have the page open, ten times each."""
    [case_id] = _cases(sessions, 1)
    server = Server(database_url, tmp_path)
    started.append(server)
    people_there = [Person(server, name) for name in ("Tomasz Kowal", "Jamal Pike")]
    [task_id] = _tasks(sessions)
    address = f"/tasks/{task_id}"
    fields = [{**one.hidden(address), **F03} for one in people_there]
    together = Barrier(20)

    def press(number: int) -> tuple[int, str, str]:
        together.wait()
        return people_there[number % 2].answer(address, fields[number % 2])

    with ThreadPoolExecutor(20) as threads:
        answers_given = list(threads.map(press, range(20)))
    assert Counter(status for status, _, _ in answers_given) == {303: 1, 409: 19}
    refusals = [page for status, _, page in answers_given if status == 409]
    assert all("This has changed in the meantime" in page for page in refusals)
    assert all("“Confirm funding envelope”" in page for page in refusals), "each says what is done already"
    assert _completed(sessions) == {task_id: 1}
    _sound(sessions)
    for element, login, given in (
        ("T101_analyseNeed", "hlarkin", answers.f02),
        ("T103_gatherLivedExperience", "kvance", answers.f04),
    ):
        _complete(sessions, case_id, element, login, given(clock.now().date()))
    assert "T104_checkScope" in _open(sessions, case_id), "the case goes on"


def test_of_twenty_simultaneous_starts_one_counts(
    sessions: sessionmaker[Session], started: list[Process], database_url: str, tmp_path: Path
) -> None:
    _cases(sessions, 1)
    server = Server(database_url, tmp_path)
    started.append(server)
    priya = Person(server, "Priya Nandra")
    address = "/start/cip-brief-issue"
    element = html.document_fromstring(priya.get(address)).xpath("//form[@data-form]")[0]
    form = Form(element, address)
    wanted = answers.f01(clock.now().date(), urgency="routine", urgencyReason=None)
    assert not fill(form, wanted, {})
    together = Barrier(20)

    def press(_: int) -> int:
        together.wait()
        return priya.post(address, dict(form.pairs()))

    with ThreadPoolExecutor(20) as threads:
        assert Counter(threads.map(press, range(20))) == {303: 1, 409: 19}
    with reading(sessions) as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(INSTANCE)) == 2
    _sound(sessions)


def test_a_power_cut_in_a_burst_of_answers_loses_and_repeats_nothing(
    sessions: sessionmaker[Session], started: list[Process], database_url: str, tmp_path: Path
) -> None:
    _cases(sessions, 18)
    ids = sorted(_tasks(sessions))
    acknowledged: list[int] = []
    for stop_after in (4, 9):
        server = Server(database_url, tmp_path)
        started.append(server)
        person = Person(server, "Tomasz Kowal")
        open_now = [one for one, status in _tasks(sessions).items() if status == "open"]

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
        status = _tasks(sessions)
        assert all(status[one] == "done" for one in acknowledged)
        assert set(status.values()) <= {"open", "done"}
        done = [one for one in ids if status[one] == "done"]
        assert _completed(sessions) == dict.fromkeys(done, 1)
        _sound(sessions)
    assert len(acknowledged) >= 9
    server = Server(database_url, tmp_path)
    started.append(server)
    person = Person(server, "Tomasz Kowal")
    for one, status_now in _tasks(sessions).items():
        if status_now == "open":
            assert _send(person, one)
    assert _completed(sessions) == dict.fromkeys(ids, 1)
    _sound(sessions)


def test_a_worker_killed_among_due_timers_fires_each_once(
    sessions: sessionmaker[Session], started: list[Process], database_url: str, tmp_path: Path
) -> None:
    number = 24
    begun = datetime(2026, 3, 2, 10, tzinfo=UTC)
    cases = _cases(sessions, number, at=begun)
    for _ in range(3):
        before = _fired(sessions).total()
        worker = Process(database_url, tmp_path, "worker")
        started.append(worker)
        deadline = clock.now() + timedelta(seconds=20)
        while _fired(sessions).total() < min(number, before + 6) and clock.now() < deadline:
            time.sleep(0.01)
        worker.kill()
        _sound(sessions)
    drain(sessions)
    fired = _fired(sessions)
    assert {case: fired[case] for case in cases} == dict.fromkeys(cases, 1)
    with reading(sessions) as session:
        due = session.scalar(
            sa.select(sa.func.count())
            .select_from(TIMER)
            .where(TIMER.c.due_at <= clock.now(), TIMER.c.instance_id.is_not(None))
        )
    assert due == 0


def _fired(sessions: sessionmaker[Session]) -> Counter[int]:
    with reading(sessions) as session:
        return Counter(session.scalars(sa.select(EVENT.c.instance_id).where(EVENT.c.kind == "timer.fired")))
