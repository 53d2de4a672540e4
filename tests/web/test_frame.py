"""The frame of every page: headers, errors, navigation, the pages that anybody may read."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from cip_workflow import errors
from cip_workflow.config import Settings
from web import create_app
from web.auth.access import public

#: Nothing here depends on which database it is.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


OURS = [
    (errors.NotFound("There is no such case."), 404),
    (errors.NotAllowed("SOD-05: the author may not check the brief."), 403),
    (errors.Conflict("Amina has completed this task."), 409),
    (errors.Invalid("Two answers are wrong.", fields={"reason": ["Enter a reason."]}), 422),
    (errors.Refused("brief.bpmn cannot be deployed."), 422),
    (errors.TooMany("Wait three minutes.", retry_after=180), 429),
]


@pytest.fixture
def broken(app: Flask) -> Flask:
    """The application with addresses that fail in every way."""

    @app.get("/fails/<int:number>")
    @public
    def fails(number: int) -> str:
        raise OURS[number][0]

    @app.get("/crashes")
    @public
    def crashes() -> str:
        raise KeyError("a detail that nobody should see")

    return app


def test_every_answer_tells_the_browser_to_trust_only_us(client: FlaskClient) -> None:
    for path in ("/sign-in", "/health", "/nowhere", "/static/dist/manifest.json"):
        answer = client.get(path)
        policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["frame-ancestors"] == "'none'"
        assert policy["style-src"] == "'self'"
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in answer.headers


def test_scripts_on_a_page_carry_the_nonce_of_its_answer_and_styles_none(client: FlaskClient) -> None:
    first, second = client.get("/sign-in"), client.get("/sign-in")
    nonces = [
        re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])[1]
        for answer in (first, second)
    ]
    assert nonces[0] != nonces[1]
    inline = re.findall(r"<script(?![^>]*src=)([^>]*)>", first.text)
    assert inline
    assert all(f'nonce="{nonces[0]}"' in attributes for attributes in inline)
    assert " style=" not in first.text


def test_https_makes_cookies_secure_and_says_so_for_a_year(settings: Settings, database: object) -> None:
    secure = create_app(
        Settings(
            secret_key=settings.secret_key,
            data=settings.data,
            database_url=settings.database_url,
            base_url="https://workflow.example.org",
        ),
        engine=database,
    )
    answer = secure.test_client().get("/sign-in", base_url="https://workflow.example.org")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-cip=")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: FlaskClient) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Expires" not in cookie  # the browser forgets it when it is closed


@pytest.mark.parametrize("number", range(len(OURS)))
def test_our_errors_have_a_status_a_page_and_a_json_form(broken: Flask, number: int) -> None:
    error, status = OURS[number]
    client = broken.test_client()
    page = client.get(f"/fails/{number}")
    assert page.status_code == status
    assert error.message.split("’")[0] in page.text
    told = client.get(f"/fails/{number}", headers={"Accept": "application/json"})
    assert told.status_code == status
    assert told.json["message"] == error.message
    if isinstance(error, errors.Invalid):
        assert told.json["fields"] == {"reason": ["Enter a reason."]}
        assert "Enter a reason." in page.text
    if isinstance(error, errors.TooMany):
        assert page.headers["Retry-After"] == "180"


def test_a_crash_shows_a_number_and_no_detail(broken: Flask) -> None:
    answer = broken.test_client().get("/crashes")
    assert answer.status_code == 500
    assert re.search(r"Number of this error: <strong>[0-9a-f]{8}</strong>", answer.text)
    assert "a detail" not in answer.text
    assert "Traceback" not in answer.text


def test_other_http_errors_are_pages_too(broken: Flask) -> None:
    client = broken.test_client()
    assert "Page not found" in client.get("/nowhere").text
    assert client.get("/nowhere").status_code == 404
    wrong_method = client.delete("/sign-in")
    assert wrong_method.status_code == 405
    assert "GET" in wrong_method.headers["Allow"]
    assert "This address works differently" in wrong_method.text


def test_a_file_that_is_too_large_is_said_to_be(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"file": (BytesIO(b"x" * 106 * 1024 * 1024), "large.bin")})
    assert answer.status_code == 413
    assert "up to 20MB" in answer.text


def test_even_when_the_database_is_gone_there_is_a_page(
    app: Flask, client: FlaskClient, person, sign_in, database
) -> None:
    person("amina")
    sign_in(client, "amina")

    def gone(*ignored: object) -> None:
        raise sa.exc.OperationalError("SELECT", {}, Exception("the server is gone"))

    sa.event.listen(database, "before_cursor_execute", gone)
    try:
        answer = client.get("/account")
    finally:
        sa.event.remove(database, "before_cursor_execute", gone)
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "SELECT" not in answer.text


def test_health_says_whether_the_database_answers(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json["status"], answer.json["database"]) == (200, "ok", "answers")


def test_health_fails_when_the_database_does(settings: Settings, tmp_path: object) -> None:
    gone = Settings(
        secret_key=settings.secret_key,
        data=settings.data,
        database_url=f"sqlite:///{tmp_path}",
        hashing=settings.hashing,
    )
    answer = create_app(gone).test_client().get("/health")
    assert (answer.status_code, answer.json["status"]) == (503, "failed")


@pytest.mark.parametrize("path", ["/help", "/accessibility", "/privacy"])
def test_anybody_may_read_what_the_service_is(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<h1" in answer.text
    assert 'href="#main-content"' in answer.text


def test_every_navigation_entry_is_for_somebody_and_exists(
    app: Flask, client: FlaskClient, person, sign_in
) -> None:
    person("admin", "LCC", "platform-admin")
    person("finance", "LCC", "lcc-finance")
    sign_in(client, "admin")
    assert 'href="/admin"' in client.get("/account").text
    sign_in(client, "finance")
    assert 'href="/admin"' not in client.get("/account").text


def test_pages_are_not_kept_by_shared_computers_but_built_files_are(client: FlaskClient) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"
    assert "no-store" not in client.get("/static/dist/manifest.json").headers.get("Cache-Control", "")


def test_a_server_makes_the_application_from_its_environment(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from web import wsgi

    monkeypatch.setenv("CIP_DATA", str(settings.data))
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setattr("cip_workflow.log.configure", lambda *given: None)
    assert wsgi.make().test_client().get("/health").status_code == 200
