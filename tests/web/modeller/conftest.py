"""A process owner with an access token, and what a modeller sends."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.test import TestResponse

from cip_workflow.config import Settings
from cip_workflow.operations.token.make import Made, make
from cip_workflow.queries import people
from cip_workflow.store import transaction
from tests.operations import diagrams as d

FORM = d.form("ask", "what")


def intake(name: str = "Intake", *, form: str = "ask", groups: str = "lcc-finance") -> bytes:
    """A process with a start form and one task."""
    return d.bpmn(
        d.process(
            "intake",
            d.start(form=form),
            d.user("T1_look", name="Look at it", form=form, groups=groups),
            d.end("done"),
            d.flow("start", "T1_look"),
            d.flow("T1_look", "done"),
            name=name,
        )
    )


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """An installation where who deploys also publishes."""
    return replace(settings, publish_on_deploy=True)


@pytest.fixture
def secret(person, sessions: sessionmaker[Session]) -> str:
    """The access token of Paula, who owns processes."""
    person("paula", "LCC", "process-owner")
    return made(sessions, "paula").secret


def made(sessions: sessionmaker[Session], login: str, **given: Any) -> Made:
    """A token of somebody."""
    with transaction(sessions) as session:
        return make(session, actor=people.actor_by_login(session, login), name="A modeller", **given)


def basic(login: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{login}:{secret}".encode()).decode()}


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def deploy7(client: FlaskClient, secret: str) -> Callable[..., TestResponse]:
    """`deploy7({"p.bpmn": data})` as the Camunda 7 tab sends it: each file under its own name."""

    def send(files: dict[str, bytes], **more: Any) -> TestResponse:
        data: dict[str, Any] = {
            "deployment-name": "Intake",
            "deployment-source": "Camunda Modeler",
            "enable-duplicate-filtering": "true",
        }
        data |= {name: (BytesIO(content), name, "text/xml") for name, content in files.items()}
        headers = {"accept": "application/json", "Origin": "file://", **bearer(secret)}
        return client.post(more.pop("path", "/engine-rest/deployment/create"), data=data, headers=headers)

    return send


@pytest.fixture
def deploy8(client: FlaskClient, secret: str) -> Callable[..., TestResponse]:
    """`deploy8({"p.bpmn": data})` as the Camunda 8 tab sends it: every file is called `resources`."""

    def send(files: dict[str, bytes], headers: dict[str, str] | None = None) -> TestResponse:
        sent = [(BytesIO(content), name, "application/octet-stream") for name, content in files.items()]
        data = {"resources": sent, "tenantId": "<default>"}
        return client.post("/v2/deployments", data=data, headers=headers or bearer(secret))

    return send
