"""Every route says who may use it, the written lists agree, and the door does what the list says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import token
from web.auth.access import check_declared, declared

LISTS = sorted((Path(__file__).parent / "access").glob("*.txt"))


#: Doors do not depend on the database, and there are many of them.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def written() -> dict[str, str]:
    lines = [
        line for path in LISTS for line in path.read_text().splitlines() if " -> " in line and line[0] != "#"
    ]
    found = dict(line.split(" -> ") for line in lines)
    assert len(found) == len(lines), "a route is listed twice"
    return found


def test_the_written_lists_are_the_routes_and_who_may_use_them(app: Flask) -> None:
    assert {rule: str(access) for rule, access in declared(app).items()} == written()


def test_a_route_that_nobody_thought_about_stops_the_start(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "anybody may read this")
    with pytest.raises(RuntimeError, match=r"do not say who may use them: forgotten\. Put @public"):
        check_declared(app)


def _requests(who: str) -> list[tuple[str, str]]:
    """Method and address of every route for `who`, or of all that are not public."""
    found = []
    for line, access in written().items():
        methods, rule = line.split(" ", 1)
        if (
            access == who
            or (who == "not public" and access not in {"public", "token"})
            or (who == "groups" and "-" in access and access != "signed-in")
        ):
            path = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule)
            path = re.sub(r"<int:\w+>", "1", re.sub(r"<(?:path:)?\w+>", "x", path))
            found += [(method, path) for method in methods.split(",")]
    return found


def test_without_a_session_nothing_but_the_public_pages_answers(client: FlaskClient) -> None:
    for method, path in _requests("not public"):
        page = client.open(path, method=method)
        assert page.status_code in {302, 303}, (method, path, page.status_code)
        assert page.headers["Location"].startswith("/sign-in"), (method, path)
        told = client.open(path, method=method, headers={"Accept": "application/json"})
        assert (told.status_code, told.json["code"]) == (401, "signed-out"), (method, path)


def test_modellers_without_a_token_are_never_sent_to_the_sign_in_page(client: FlaskClient) -> None:
    asked = _requests("token")
    assert len(asked) > 8
    for method, path in asked:
        answer = client.open(path, method=method)
        open_to_all = path.endswith(("/topology", "/webapps"))
        wanted = 200 if open_to_all else 400 if path == "/oauth/token" else 401
        assert answer.status_code == wanted, (method, path, answer.status_code)
        assert "Location" not in answer.headers


def test_a_session_opens_no_address_of_modellers(client: FlaskClient, person, sign_in) -> None:
    person("paula", "LCC", "process-owner")
    sign_in(client, "paula")
    for method, path in _requests("token"):
        if not path.endswith(("/topology", "/webapps", "/token")):
            assert client.open(path, method=method).status_code == 401, (method, path)


def test_people_outside_the_group_are_told_whose_page_it_is(client: FlaskClient, person, sign_in) -> None:
    person("amina", "LCC", "lcc-finance")
    sign_in(client, "amina")
    for method, path in _requests("groups"):
        page = client.open(path, method=method, data={"csrf_token": token(client)})
        assert page.status_code == 403, (method, path, page.status_code)
        assert "you are not in that group" in page.text, (method, path)


def test_no_form_is_taken_without_its_token(client: FlaskClient, person, sign_in) -> None:
    person("amina", "LCC", "platform-admin", "governance-lead")
    sign_in(client, "amina")
    posts = [path for method, path in _requests("not public") if method == "POST"]
    assert len(posts) > 10
    for path in [*posts, "/sign-in", "/sign-out"]:
        page = client.post(path, data={"reason": "planted by another site"})
        assert page.status_code == 400, path
        assert "Nothing was changed" in page.text


def test_nobody_is_sent_to_another_server_after_signing_in(client: FlaskClient, person, post) -> None:
    person("amina", password="an unlikely string of words")
    for there in (
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/sign-out",
        "javascript:alert(1)",
        "/\tx",
    ):
        given = {"login": "amina", "password": "an unlikely string of words", "next": there}
        assert post(client, "/sign-in", given).headers["Location"] == "/", there
        client.delete_cookie("cip")
