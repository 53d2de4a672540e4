"""Several tabs that a browser opens at the same moment work side by side."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.conftest import hidden

PASSWORD = "an unlikely string of words"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def tab(app: Flask, cookie: str) -> FlaskClient:
    """A tab that asks with the cookie as it was when all of them were opened."""
    opened = app.test_client()
    opened.set_cookie("cip", cookie)
    return opened


def test_tabs_that_open_at_once_share_their_token(app: Flask, client: FlaskClient, person, post) -> None:
    person("amina", password=PASSWORD)
    answer = post(client, "/sign-in", {"login": "amina", "password": PASSWORD})
    assert answer.status_code == 303
    cookie = client.get_cookie("cip")
    assert cookie is not None
    tabs = [tab(app, cookie.value) for _ in range(3)]
    forms = [hidden(one.get("/account/password").text) for one in tabs]
    assert all(form["csrf_token"] for form in forms)
    last = tabs[-1]  # whose answer came last, and whose cookie the browser keeps
    for form in forms:
        sent = last.post("/account/password", data=form)
        assert sent.status_code == 422, "the form is taken, and asks for the passwords that are missing"


def test_a_new_session_has_a_token_of_its_own(client: FlaskClient, person, post) -> None:
    person("amina", password=PASSWORD)
    with client.session_transaction() as before:
        before["csrf_token"] = "planted"
    post(client, "/sign-in", {"login": "amina", "password": PASSWORD})
    with client.session_transaction() as after:
        assert len(after["csrf_token"]) == 40
