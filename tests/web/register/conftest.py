"""Two briefs on the shelf, a Monday in November, and everybody's browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from tests.web.register.shelf import Shelf

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """A Monday morning."""
    with clock.moved(MONDAY):
        yield


@pytest.fixture
def shelf(now: None, cast: None, sessions: sessionmaker[Session]) -> Shelf:
    """The two briefs."""
    return Shelf(sessions)


@pytest.fixture
def visit(cast: None, app: Flask, sign_in: Callable[..., object]) -> Callable[[str], FlaskClient]:
    """`visit("pnandra").get("/briefs")` is what somebody sees."""

    def begin(login: str) -> FlaskClient:
        client = app.test_client()
        sign_in(client, login)
        return client

    return begin
