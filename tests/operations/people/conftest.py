"""People, a brief, and a case with a task that somebody holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.config import Hashing
from cip_workflow.operations.group.load_standard import load_standard
from cip_workflow.operations.person.add import add
from cip_workflow.queries import people
from cip_workflow.queries.people import Member
from cip_workflow.store import transaction
from cip_workflow.store.model import (
    Blob,
    Brief,
    Definition,
    Deployment,
    Instance,
    Resource,
    Task,
    TaskCandidate,
)
from cip_workflow.types import SYSTEM, Actor

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
    """`task("g:lcc-finance", holder=12)` opens a task in a case of its own; its id."""

    def make(*candidates: str, holder: int | None = None, fixed: bool = False) -> int:
        now = clock.now()
        with command() as session:
            definition = session.query(Definition).one_or_none() or _definition(session)
            case = Instance(
                definition_id=definition.id,
                process_id="p",
                process_name="A process",
                state=b"",
                started_at=now,
                last_human_at=now,
            )
            session.add(case)
            session.flush()
            row = Task(
                instance_id=case.id,
                key=1,
                element="check",
                name="Check the costs",
                process="p",
                candidates=list(candidates),
                assignee_id=holder,
                fixed=fixed,
                opened_at=now,
                opened_seq=0,
                claimed_at=now if holder else None,
            )
            session.add(row)
            session.flush()
            for principal in [f"p:{holder}"] if holder else candidates:
                session.add(TaskCandidate(task_id=row.id, principal=principal, due_at=now))
            return row.id

    return make


def _definition(session: Session) -> Definition:
    digest, now = "0" * 64, clock.now()
    session.add(Blob(digest=digest, size=0, data=b""))
    deployment = Deployment(digest=digest, deployed_at=now)
    session.add(deployment)
    session.flush()
    resource = Resource(deployment_id=deployment.id, name="p.bpmn", kind="bpmn", digest=digest)
    session.add(resource)
    session.flush()
    values = {"files": {}, "groups": [], "message_starts": [], "decided": {}, "senders": {}, "properties": {}}
    definition = Definition(
        process_id="p",
        version=1,
        name="A process",
        digest=digest,
        deployment_id=deployment.id,
        resource_id=resource.id,
        specs="",
        created_at=now,
        none_start=True,
        **values,
    )
    session.add(definition)
    session.flush()
    return definition
