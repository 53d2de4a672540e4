"""The application over the test's database, people to sign in as, and a client that carries the CSRF token."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.test import TestResponse

from cip_workflow import clock
from cip_workflow.config import Hashing, Settings
from cip_workflow.operations.agreement.load_standard import load_standard as load_agreement
from cip_workflow.operations.demo.load_people import load_people
from cip_workflow.operations.group.load_standard import load_standard
from cip_workflow.operations.person.add import add
from cip_workflow.queries import people
from cip_workflow.queries.people import Member
from cip_workflow.store import transaction
from cip_workflow.types import SYSTEM, Actor
from web import create_app

CHEAP = Hashing(mib=1, passes=1)
COMMAND_LINE = Actor(person_id=None, login=SYSTEM, name="Command line", organisation="LCC")
_SECRET = "a secret for tests that is long enough"


class Compiled(BytecodeCache):
    """What templates are compiled to, kept from one application to the next: that takes longer than most tests."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


@pytest.fixture(scope="session", autouse=True)
def compiled_templates() -> Iterator[None]:
    """Every application of these tests takes compiled templates from one place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": Compiled()})
        yield


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings of the application; a test module may override this fixture."""
    return Settings(secret_key=_SECRET, data=tmp_path, database_url=database_url, hashing=CHEAP)


@pytest.fixture
def app(settings: Settings, database: sa.Engine) -> Flask:
    """The application, on the engine whose statements the fixture `statements` counts."""
    return create_app(settings, engine=database)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without scripts: cookies, no redirects followed."""
    return app.test_client()


@pytest.fixture
def groups(sessions: sessionmaker[Session]) -> None:
    """The standard organisations and groups, and the agreement."""
    with transaction(sessions) as session:
        load_standard(session, actor=COMMAND_LINE)
        load_agreement(session, actor=COMMAND_LINE)


@pytest.fixture
def cast(groups: None, sessions: sessionmaker[Session]) -> None:
    """The demo people."""
    with transaction(sessions) as session:
        load_people(session, actor=COMMAND_LINE)


@pytest.fixture
def person(groups: None, sessions: sessionmaker[Session]) -> Callable[..., Member]:
    """`person("amina", "LCC", "lcc-finance", password=..)` makes an account and gives its Member."""

    def make(login: str, organisation: str = "LCC", *keys: str, **more: Any) -> Member:
        with transaction(sessions) as session:
            return add(
                session,
                actor=COMMAND_LINE,
                login=login,
                name=more.pop("name", login.capitalize()),
                organisation=organisation,
                groups=keys,
                hashing=CHEAP,
                **({"must_change_password": False} | more),
            )

    return make


@pytest.fixture
def sign_in(sessions: sessionmaker[Session]) -> Callable[[FlaskClient, str], Actor]:
    """`sign_in(client, "amina")` begins a session for a person who exists, without a password."""

    def begin(client: FlaskClient, login: str) -> Actor:
        with sessions() as session:
            actor = people.actor_by_login(session, login)
            account = people.account(session, actor.person_id or 0)
        assert account is not None
        now = clock.now().timestamp()
        with client.session_transaction() as cookie:
            cookie.clear()
            cookie.update(
                _user_id=f"{actor.person_id}.{account.epoch}", _fresh=True, id=login, began=now, seen=now
            )
        return actor

    return begin


@pytest.fixture
def post() -> Callable[..., TestResponse]:
    """`post(client, path, {..})` sends a form with the token of the client's session."""

    def send(client: FlaskClient, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        return client.post(path, data={**(data or {}), "csrf_token": token(client)}, **more)

    return send


def token(client: FlaskClient) -> str:
    """A CSRF token of this client's session, as a page would carry it."""
    with client.session_transaction() as cookie:
        secret = cookie.setdefault("csrf_token", "0123456789abcdef")
    return URLSafeTimedSerializer(client.application.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(
        secret
    )


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the forms on a page, by name; the last form wins."""
    found = re.findall(r'<input type="hidden" name="([^"]+)"(?: autocomplete="\w+")? value="([^"]*)">', page)
    return dict(found)
