"""What somebody typed is not lost when their session, or the token of their page, has ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask, render_template_string, request
from flask.testing import FlaskClient

from cip_workflow import clock
from cip_workflow.store.model import Parked
from tests.web.conftest import hidden
from web.auth.access import check_declared, signed_in
from web.auth.kept import kept_pairs

#: Nothing here depends on which database it is.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


PASSWORD = "an unlikely string of words"
TYPED = {"need": "Respite care in the Vale\r\nof Belvoir", "members": ["amina", "ben"], "_draft": "1"}
PAGE = """{% extends "base.html" %}{% set title = "A task" %}{% block page %}<form method="post">{{ guard() }}
{% for name, value in pairs or [] %}<p>{{ name }}={{ value }}</p>{% endfor %}</form>{% endblock %}"""


@pytest.fixture
def app(app: Flask) -> Flask:
    """With a page that has a form and takes kept text back, and one that does not."""
    app.extensions["sent"] = []

    @app.route("/form/<int:number>", methods=["GET", "POST"])
    @signed_in
    def form(number: int) -> str:
        if request.method == "POST":
            app.extensions["sent"].append(request.form.to_dict())
            return "sent"
        return render_template_string(PAGE, pairs=kept_pairs())

    @app.route("/plain", methods=["GET", "POST"])
    @signed_in
    def plain() -> str:
        return render_template_string(PAGE)

    check_declared(app)
    return app


@pytest.fixture
def amina(person):
    return person("amina", password=PASSWORD)


@pytest.fixture
def again(client: FlaskClient, post):
    """Sign in at the address that an expired form was sent to; where that leads."""

    def enter(address: str, login: str = "amina") -> str:
        page = client.get(address)
        given = {**hidden(page.text), "login": login, "password": PASSWORD}
        given.pop("csrf_token")
        return post(client, "/sign-in", given).headers["Location"]

    return enter


def test_an_expired_form_comes_back_with_everything_typed_and_nothing_sent(
    app: Flask, client: FlaskClient, amina, sign_in, again
) -> None:
    start = clock.now()
    with clock.moved(start):
        sign_in(client, "amina")
        fields = hidden(client.get("/form/7?step=2").text)
    with clock.moved(start + timedelta(hours=3)):
        away = client.post("/form/7", data={**fields, **TYPED})
        assert away.status_code == 303
        assert away.headers["Location"].startswith("/sign-in?next=/form/7?step%3D2&kept=")
        assert "We kept what you typed" in client.get(away.headers["Location"]).text
        there = again(away.headers["Location"])
        assert there.startswith("/form/7?step=2&kept=")
        page = client.get(there).text
    assert "need=Respite care in the Vale\r\nof Belvoir" in page
    assert page.index("members=amina") < page.index("members=ben")
    assert "csrf_token=" not in page
    assert app.extensions["sent"] == []


def test_it_is_kept_even_when_the_browser_has_lost_its_cookie(
    app: Flask, client: FlaskClient, amina, sign_in, again
) -> None:
    sign_in(client, "amina")
    fields = hidden(client.get("/form/7").text)
    client.delete_cookie("cip")
    away = client.post("/form/7", data={**fields, **TYPED})
    assert "need=Respite care" in client.get(again(away.headers["Location"])).text


def test_a_page_from_before_the_last_sign_in_is_shown_again(
    app: Flask, client: FlaskClient, amina, sign_in
) -> None:
    sign_in(client, "amina")
    fields = hidden(client.get("/form/7").text)
    sign_in(client, "amina")  # in another tab: the token of the page does not fit any more
    back = client.post("/form/7", data={**fields, **TYPED})
    assert back.status_code == 303
    page = client.get(back.headers["Location"]).text
    assert "need=Respite care" in page
    assert "so nothing was sent" in page
    assert app.extensions["sent"] == []


def test_nobody_else_gets_it(app: Flask, client: FlaskClient, amina, person, sign_in, again) -> None:
    person("ben", password=PASSWORD)
    sign_in(client, "amina")
    fields = hidden(client.get("/form/7").text)
    client.delete_cookie("cip")
    away = client.post("/form/7", data={**fields, **TYPED})
    token = away.headers["Location"].partition("kept=")[2]
    there = again(away.headers["Location"], "ben")
    assert "kept" not in there
    assert "need=" not in client.get(f"/form/7?kept={token}").text
    assert client.get(f"/kept/{token}").status_code == 404


def test_it_belongs_to_its_own_page(client: FlaskClient, amina, sign_in, again) -> None:
    sign_in(client, "amina")
    fields = hidden(client.get("/form/7").text)
    client.delete_cookie("cip")
    away = client.post("/form/7", data={**fields, **TYPED})
    there = again(away.headers["Location"])
    assert "need=" not in client.get(there.replace("/form/7", "/form/8")).text


def test_a_page_that_does_not_take_it_back_says_where_it_can_be_read(
    client: FlaskClient, amina, sign_in, again
) -> None:
    sign_in(client, "amina")
    fields = hidden(client.get("/plain").text)
    client.delete_cookie("cip")
    away = client.post("/plain", data={**fields, **TYPED})
    there = again(away.headers["Location"])
    page = client.get(there).text
    assert "We kept what you had typed" in page
    token = there.partition("kept=")[2]
    text = client.get(f"/kept/{token}").text
    assert "Respite care in the Vale" in text
    assert "_draft" not in text


def test_after_two_hours_it_is_gone(client: FlaskClient, amina, sign_in, sessions) -> None:
    start = clock.now()
    with clock.moved(start):
        sign_in(client, "amina")
        fields = hidden(client.get("/form/7").text)
        client.delete_cookie("cip")
        token = client.post("/form/7", data={**fields, **TYPED}).headers["Location"].partition("kept=")[2]
    with clock.moved(start + timedelta(hours=2, seconds=1)):
        sign_in(client, "amina")
        assert client.get(f"/kept/{token}").status_code == 404
        client.delete_cookie("cip")
        client.post("/form/7", data={**fields, "need": "newer"})
    with sessions() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Parked)) == 1


def test_a_forged_form_is_not_kept(client: FlaskClient, amina, sessions) -> None:
    for fields in ({}, {"_made_for": "x.y.z"}, {"_made_for": "WyJhbWluYSIsIi9mb3JtLzciXQ.x.y"}):
        answer = client.post("/form/7", data={**fields, "need": "planted"})
        assert answer.headers["Location"] == "/sign-in"
    with sessions() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Parked)) == 0


def test_a_form_of_somebody_else_cannot_be_slipped_to_a_person(
    app: Flask, client: FlaskClient, amina, person, sign_in
) -> None:
    person("mallory")
    other = app.test_client()
    sign_in(other, "mallory")
    fields = hidden(other.get("/form/7").text)
    sign_in(client, "amina")
    answer = client.post("/form/7", data={**fields, "need": "planted"})
    assert answer.status_code == 400
    assert app.extensions["sent"] == []


def test_signing_in_again_in_another_tab_is_enough(client: FlaskClient, amina, sign_in) -> None:
    sign_in(client, "amina")
    fields = hidden(client.get("/form/7").text)
    client.delete_cookie("cip")
    away = client.post("/form/7", data={**fields, **TYPED})
    sign_in(client, "amina")
    there = client.get(away.headers["Location"]).headers["Location"]
    assert "need=Respite care" in client.get(there).text
