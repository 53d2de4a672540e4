"""Mail that an answer asks for is part of the answer: it survives the server and the worker that were killed on the way."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.operations.case.start import start
from cip_workflow.operations.task.complete import complete
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.failure.living import F03, Person, Process, Server
from tests.failure.sound import faults
from tests.processes import answers as a
from tests.worker.smtp import Received, free_port, running

CASES = 8
#: Who is told when the funding is confirmed last: the lawyers.
TOLD = ("joanna.fenn@leicestershire.example", "elin.dunmore@leicestershire.example")
_PATIENCE = 40.0


def _staged(sessions: sessionmaker[Session]) -> list[int]:
    """Cases in which only the funding is still to be confirmed: the tasks. No mail was on meanwhile."""
    today = clock.now().date()
    for _ in range(CASES):
        with transaction(sessions) as session:
            priya = people.actor_by_login(session, "pnandra")
            case = start(session, actor=priya, process_id="cip-brief-issue", answers=a.f01(today))
        for login, element, given in (
            ("hlarkin", "T101_analyseNeed", a.f02(today)),
            ("kvance", "T103_gatherLivedExperience", a.f04(today)),
        ):
            with transaction(sessions) as session:
                task_id = session.execute(
                    sa.select(t.TASK.c.id).where(
                        t.TASK.c.instance_id == case.instance_id, t.TASK.c.element == element
                    )
                ).scalar_one()
                complete(session, actor=people.actor_by_login(session, login), task_id=task_id, answers=given)
    return _funding(sessions)


def _funding(sessions: sessionmaker[Session], status: str = "open") -> list[int]:
    with reading(sessions) as session:
        query = sa.select(t.TASK.c.id).where(
            t.TASK.c.element == "T102_confirmFunding", t.TASK.c.status == status
        )
        return list(session.scalars(query.order_by(t.TASK.c.id)))


def _wait(received: Received, number: int) -> None:
    deadline = time.monotonic() + _PATIENCE
    while len(set(received.ids)) < number:
        assert time.monotonic() < deadline, f"{len(set(received.ids))} of {number} mails came"
        time.sleep(0.02)


def test_every_mail_that_an_answer_asked_for_arrives(
    sessions: sessionmaker[Session], database_url: str, tmp_path: Path, started: list[Process]
) -> None:
    tasks, received = _staged(sessions), Received()
    received.takes = 0.1
    acknowledged: list[int] = []
    with running(received, free_port()) as smtp:
        for stop_after in (3, CASES):
            server = Server(database_url, tmp_path, smtp=smtp)
            started.append(server)
            person = Person(server, "Tomasz Kowal")

            def answer(
                task_id: int, server: Server = server, person: Person = person, stop: int = stop_after
            ) -> None:
                try:
                    address = f"/tasks/{task_id}"
                    person.post(f"{address}/claim", person.hidden(address))
                    if person.submit(address, {**person.hidden(address), **F03}):
                        acknowledged.append(task_id)
                except (OSError, HTTPException):
                    return
                if len(acknowledged) >= stop:
                    server.end()  # kill -9, with answers of others on their way

            with ThreadPoolExecutor(4) as threads:
                list(threads.map(answer, _funding(sessions)))
            server.end()
            done = _funding(sessions, "done")
            assert set(acknowledged) <= set(done)
            assert faults(sessions) == []
            worker = Process(database_url, tmp_path, "worker", smtp=smtp)
            started.append(worker)
            if stop_after < CASES:
                _wait(received, 2)
                worker.end()  # kill -9, with a letter on its way
        assert set(_funding(sessions, "done")) == set(tasks)
        _wait(received, len(TOLD) * CASES)
        worker.end()
    letters = {str(one["Message-ID"]): one for one in received.mails}
    told = Counter(one["To"].addresses[0].addr_spec for one in letters.values())
    assert told == dict.fromkeys(TOLD, CASES), (
        "each is told once of each case; what came twice has one Message-ID"
    )
    assert all("Check tier 1 scope and legal regime" in str(one["Subject"]) for one in letters.values())
    assert len(received.mails) <= len(letters) + 8, "only letters that were on their way come twice"
