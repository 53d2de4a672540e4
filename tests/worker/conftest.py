"""A council with mail addresses, and a mail server; jobs are collected, or taken by the real queue (`mailing`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import jobs
from cip_workflow.config import Settings
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from cip_workflow.worker.mailroom import Mailroom
from tests.operations import diagrams as d
from tests.operations.world import World
from tests.worker.smtp import Received, free_port, running

SECRET = "a secret for tests that is long enough"


@dataclass
class Job:
    kind: str
    key: str
    payload: Mapping[str, Any]


class Collected(list[Job]):
    """A queue that keeps what it is given."""

    def enqueue(self, session: Session, kind: str, key: str, payload: Mapping[str, Any]) -> None:
        self.append(Job(kind, key, payload))


@pytest.fixture
def smtp() -> Iterator[tuple[Received, str]]:
    received = Received()
    with running(received, free_port()) as url:
        yield received, url


@pytest.fixture
def settings(smtp: tuple[Received, str], database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        secret_key=SECRET,
        data=tmp_path,
        database_url=database_url,
        smtp_url=smtp[1],
        mail_from="cip@example.org",
        base_url="https://cip.example.org",
    )


@pytest.fixture
def asked(sessions: sessionmaker[Session]) -> Collected:
    """The jobs that commands ask for."""
    collected = Collected()
    sessions.configure(info={jobs.INFO: collected})
    return collected


@pytest.fixture
def town(asked: Collected, sessions: sessionmaker[Session]) -> World:
    """A process in which everything that mail tells of happens at the start: a task, a reminder, an escalation."""
    return peopled(sessions)


def peopled(sessions: sessionmaker[Session]) -> World:
    """The council with mail addresses, and a process to be told of."""
    world = World(sessions)
    with transaction(sessions) as session:
        session.execute(sa.update(t.PERSON).values(email=t.PERSON.c.login + "@example.org"))
    world.draw(
        d.start(),
        d.gateway("fork", "parallel"),
        d.user(
            "review", name="Review it", sla="5wd", warnAt="0.5", escalateTo="lcc-procurement, governance-lead"
        ),
        d.user("pay", name="Pay it", groups="lcc-finance", sla="9wd"),
        d.service(
            "tell",
            "cip:remind",
            inputs={
                "groups": '=["lcc-commissioner"]',
                "people": "=[null]",
                "subject": '="The evidence is late"',
                "text": '="Fifteen working days have passed."',
            },
        ),
        d.end("late", "Nobody has decided", d.escalating("governance")),
        d.end(),
        d.chain("start", "fork", "review", "pay", "end"),
        d.chain("fork", "tell", "late"),
        parts=(d.escalation("governance"),),
    )
    return world


@pytest.fixture
def room(town: World, settings: Settings) -> Mailroom:
    """The mailroom of the town."""
    return Mailroom(town.sessions, settings)
