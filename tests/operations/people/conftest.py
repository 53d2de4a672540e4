"""People, a brief, and a case with a task that somebody holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.config import Hashing
from cip_workflow.operations.case.start import start
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.operations.group.load_standard import load_standard
from cip_workflow.operations.person.add import add
from cip_workflow.queries import people
from cip_workflow.queries.people import Member
from cip_workflow.store import transaction
from cip_workflow.store.model import (
    Brief,
    Task,
    TaskCandidate,
)
from cip_workflow.types import SYSTEM, Actor
from tests.operations import diagrams as d

CHEAP = Hashing(mib=1, passes=1)
COMMAND_LINE = Actor(person_id=None, login=SYSTEM, name="Command line", organisation="LCC")


@pytest.fixture
def command(sessions: sessionmaker[Session]) -> Iterator[Callable[[], AbstractContextManager[Session]]]:
    """`with command() as session:` is one command: one transaction."""
    with transaction(sessions) as session:
        load_standard(session, actor=COMMAND_LINE)
    return lambda: transaction(sessions)


@pytest.fixture
def person(command) -> Callable[..., Member]:
    """`person("amina", "LCC", "lcc-finance")` makes an account."""

    def make(login: str, organisation: str = "LCC", *groups: str, **more: Any) -> Member:
        with command() as session:
            return add(
                session,
                actor=COMMAND_LINE,
                login=login,
                name=more.pop("name", login.capitalize()),
                organisation=organisation,
                groups=groups,
                hashing=CHEAP,
                **more,
            )

    return make


@pytest.fixture
def admin(command, person) -> Actor:
    """A platform administrator."""
    made = person("zara", "LCC", "platform-admin")
    with command() as session:
        return people.actor_for(session, made.person_id)


@pytest.fixture
def brief(command) -> str:
    """A design brief; its reference."""
    with command() as session:
        session.add(
            Brief(ref="CIP-DB-2026-01", year=2026, number=1, title="Short breaks", created_at=clock.now())
        )
    return "CIP-DB-2026-01"


@pytest.fixture
def task(command) -> Callable[..., int]:
    """`task("g:lcc-finance", holder=12)` opens a task in a case of its own, offered to these; its id."""
    nodes = (d.start(), d.user("check", groups="lcc-finance"), d.end(), d.chain("start", "check", "end"))
    with command() as session:
        deploy(session, actor=COMMAND_LINE, files={"p.bpmn": d.bpmn(d.process("p", *nodes))})

    def make(*candidates: str, holder: int | None = None, fixed: bool = False) -> int:
        with command() as session:
            begun = start(session, actor=COMMAND_LINE, process_id="p", answers={})
            row = session.query(Task).filter_by(instance_id=begun.instance_id).one()
            row.candidates, row.assignee_id, row.fixed = list(candidates), holder, fixed
            session.query(TaskCandidate).filter_by(task_id=row.id).delete()
            for principal in [f"p:{holder}"] if holder else candidates:
                session.add(TaskCandidate(task_id=row.id, principal=principal, due_at=clock.now()))
            return row.id

    return make
