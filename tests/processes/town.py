"""An installation with the demo people and our processes, and everybody's browser: where paths are walked over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import store
from cip_workflow.config import Hashing, Settings
from cip_workflow.operations.agreement.load_standard import load_standard as load_agreement
from cip_workflow.operations.demo.load_people import load_people
from cip_workflow.operations.deployment.deploy import deploy
from cip_workflow.operations.group.load_standard import load_standard
from cip_workflow.queries import people
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from cip_workflow.types import SYSTEM, Actor
from tests.processes.visitor import Visitor
from web import create_app

ROOT = Path(__file__).parents[2]
OPERATOR = Actor(
    person_id=None,
    login=SYSTEM,
    name="the command line",
    organisation="LCC",
    groups=frozenset({"platform-admin", "governance-lead"}),
)
_ISSUING = ("cip-brief-issue.bpmn", "cip-conflict-of-interest.bpmn", "noticeRequirements.dmn")
_NOBODY = b"""<zeebe:properties>
          <zeebe:property name="starters" value="nobody" />"""
_COMMISSIONERS = b"""<zeebe:formDefinition formId="F01" bindingType="deployment" />
        <zeebe:properties>
          <zeebe:property name="starters" value="lcc-commissioner" />
          <zeebe:property name="action" value="State a need" />"""
_SECRET = "a secret for tests that is long enough"


def furnish(url: str, *, alone: bool = False) -> None:
    """People, groups, processes and forms of the demonstration, in an upgraded database.

    `alone`: of the processes only the one that issues briefs, without the lifecycle around it: commissioners start it.
    """
    engine = store.connect(url)
    sessions = sessionmaker(engine, expire_on_commit=False)
    with transaction(sessions) as session:
        load_standard(session, actor=OPERATOR)
        load_agreement(session, actor=OPERATOR)
    with transaction(sessions) as session:
        load_people(session, actor=OPERATOR)
    with transaction(sessions) as session:
        files = {
            path.name: path.read_bytes()
            for folder in ("processes", "forms")
            for path in sorted((ROOT / folder).iterdir())
            if path.suffix in {".bpmn", ".dmn", ".form"}
        }
        deploy(session, actor=OPERATOR, files=alone_of(files) if alone else files, note="For tests")
    engine.dispose()


def alone_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that issuing a brief needs, and commissioners may start it with the need statement."""
    kept = {name: data for name, data in files.items() if name.endswith(".form") or name in _ISSUING}
    diagram = kept[_ISSUING[0]]
    assert diagram.count(_NOBODY) == 1
    return {**kept, _ISSUING[0]: diagram.replace(_NOBODY, _COMMISSIONERS)}


class Town:
    """The application over a furnished database."""

    def __init__(self, url: str, folder: Path) -> None:
        self.engine = store.connect(url)
        self.sessions: sessionmaker[Session] = sessionmaker(self.engine, expire_on_commit=False)
        self.settings = Settings(
            secret_key=_SECRET, data=folder, database_url=url, demo=True, hashing=Hashing(mib=1, passes=1)
        )
        self._visitors: dict[str, Visitor] = {}

    @cached_property
    def app(self) -> Flask:
        """The application; sign-in is one click, as in every demonstration."""
        return create_app(self.settings, engine=self.engine)

    @cached_property
    def names(self) -> dict[str, str]:
        """Login -> name of everybody."""
        return {row.login: row.name for row in self.rows(sa.select(t.PERSON.c.login, t.PERSON.c.name))}

    def visitor(self, login: str) -> Visitor:
        """Somebody at their browser, the same one every time."""
        if login not in self._visitors:
            self._visitors[login] = Visitor(self.app, login, self.names[login], self.names)
        return self._visitors[login]

    def one_of(self, principal: str) -> str:
        """The login of a person, or of the first member of a group."""
        kind, _, key = principal.partition(":")
        if kind == "p":
            [row] = self.rows(sa.select(t.PERSON.c.login).where(t.PERSON.c.id == int(key)))
            return str(row.login)
        with reading(self.sessions) as session:
            return min(one.login for one in people.members(session, key))

    def rows(self, query: Any) -> list[Any]:
        """What stands in the database."""
        with reading(self.sessions) as session:
            return list(session.execute(query).all())

    def do(self, operation: Callable[..., Any], **given: Any) -> Any:
        """One operation in a transaction."""
        with transaction(self.sessions) as session:
            return operation(session, **given)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()
