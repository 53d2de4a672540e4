"""Two process owners, an administrator, somebody else; and a process in two versions."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.operations import diagrams as d

FORM = d.form("ask", "what")


def leave(
    word: str = "Ask for leave", groups: str = "lcc-finance", *, more: bool = False
) -> dict[str, bytes]:
    """A process of one step, or of two."""
    second = [d.user("T2_tell", name="Tell the others", groups="lcc-legal")] if more else []
    return {
        "leave.bpmn": d.bpmn(
            d.process(
                "leave",
                d.start(starters="lcc-finance"),
                d.user("T1_ask", name=word, groups=groups, form="ask"),
                *second,
                d.end("done"),
                d.chain("start", "T1_ask", *(["T2_tell"] if more else []), "done"),
                name="Leave",
            )
        ),
        "ask.form": FORM,
    }


def packed(files: dict[str, bytes]) -> bytes:
    """A zip of files, in a folder."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(f"folder/{name}", data)
        archive.writestr("folder/readme.txt", "not a diagram")
    return buffer.getvalue()


@pytest.fixture
def owners(person) -> None:
    for login, group in (
        ("paula", "process-owner"),
        ("peter", "process-owner"),
        ("gov", "governance-lead"),
        ("amina", "lcc-finance"),
    ):
        person(login, "LCC", group)


@pytest.fixture
def drop(client: FlaskClient, sign_in, post) -> Callable[..., TestResponse]:
    """`drop("paula", {"a.bpmn": data})` drops files on the page."""

    def send(login: str, files: dict[str, bytes], **more: Any) -> TestResponse:
        sign_in(client, login)
        data = {"files": [(BytesIO(content), name) for name, content in files.items()], **more}
        return post(client, "/processes/deploy", data)

    return send


@pytest.fixture
def published(client: FlaskClient, owners, drop, sign_in, post) -> Callable[[dict[str, bytes]], None]:
    """`published(files)`: Paula proposes, Peter publishes."""

    def do(files: dict[str, bytes]) -> None:
        there = drop("paula", files).headers["Location"]
        sign_in(client, "peter")
        assert post(client, f"{there}/publish").status_code == 303

    return do
