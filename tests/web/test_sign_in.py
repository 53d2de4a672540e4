"""Signing in and out: passwords, throttle, sessions that end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.config import Hashing, Settings
from cip_workflow.operations.person.set_password import set_password
from cip_workflow.queries import accounts
from cip_workflow.store import transaction
from cip_workflow.store.model import Person, Throttle
from tests.web.conftest import CHEAP, COMMAND_LINE, hidden
from web import create_app

PASSWORD = "an unlikely string of words"
WRONG = "The sign-in name or the password is wrong."


@pytest.fixture
def amina(person):
    return person("amina", "LCC", "lcc-finance", password=PASSWORD)


def enter(client: FlaskClient, post, login: str = "amina", password: str = PASSWORD, **more):
    return post(client, "/sign-in", {"login": login, "password": password, **more})


def test_a_person_signs_in_and_gets_where_they_wanted_to_go(client: FlaskClient, amina, post) -> None:
    away = client.get("/account?page=2")
    assert away.headers["Location"] == "/sign-in?next=/account?page%3D2"
    page = client.get(away.headers["Location"])
    assert hidden(page.text)["next"] == "/account?page=2"
    answer = enter(client, post, next="/account?page=2")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account?page=2")
    assert "Amina" in client.get("/account").text


def test_the_sign_in_name_is_not_about_capitals_or_blanks(client: FlaskClient, amina, post) -> None:
    assert enter(client, post, login=" Amina ").status_code == 303


@pytest.mark.parametrize(
    ("login", "password"), [("amina", "not it at all"), ("nobody", PASSWORD), ("nobody", "not it at all")]
)
def test_every_failure_reads_the_same(client: FlaskClient, amina, post, login: str, password: str) -> None:
    answer = enter(client, post, login, password)
    assert answer.status_code == 422
    assert WRONG in answer.text
    assert "<title>Error: Sign in" in answer.text
    assert password not in answer.text
    assert client.get("/account").status_code == 302


def test_an_account_without_a_password_opens_for_nobody(client: FlaskClient, person, post) -> None:
    person("newcomer")
    assert WRONG in enter(client, post, "newcomer", "anything at all").text


def test_empty_fields_are_named(client: FlaskClient, groups, post) -> None:
    page = enter(client, post, "", "")
    assert page.status_code == 422
    assert 'href="#login">Enter your sign-in name.' in page.text
    assert 'href="#password">Enter your password.' in page.text


def test_a_planted_session_is_dropped_at_sign_in(client: FlaskClient, amina, post) -> None:
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
    enter(client, post)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["_user_id"] == f"{amina.person_id}.0"


def test_five_wrong_passwords_make_everybody_wait_even_the_owner(client: FlaskClient, amina, post) -> None:
    start = clock.now()
    with clock.moved(start):
        for _ in range(5):
            assert enter(client, post, password="wrong").status_code == 422
        stopped = enter(client, post)
        assert stopped.status_code == 429
        assert stopped.headers["Retry-After"] == "900"
        assert "Try again in 15 minutes." in stopped.text
    with clock.moved(start + timedelta(minutes=10)):
        assert "Try again in 5 minutes." in enter(client, post).text
    with clock.moved(start + timedelta(minutes=15)):
        assert enter(client, post).status_code == 303


def test_a_right_password_forgets_the_wrong_ones(client: FlaskClient, amina, post) -> None:
    for _ in range(3):
        for _ in range(4):
            assert enter(client, post, password="wrong").status_code == 422
        assert enter(client, post).status_code == 303
        post(client, "/sign-out")


def test_one_address_cannot_try_many_names(client: FlaskClient, groups, post) -> None:
    answers = [enter(client, post, f"name{number}", "wrong").status_code for number in range(51)]
    assert answers == [422] * 50 + [429]


def test_what_was_typed_as_a_name_is_not_kept(client: FlaskClient, amina, post, sessions) -> None:
    enter(client, post, login="my secret password", password="x")
    with sessions() as session:
        keys = [row.key for row in session.query(Throttle)]
    assert len(keys) == 2
    assert not any("secret" in key for key in keys)


def test_a_hash_of_another_cost_is_renewed_at_sign_in(
    settings: Settings, database, amina, post, sessions: sessionmaker[Session]
) -> None:
    dearer = Settings(
        secret_key=settings.secret_key,
        data=settings.data,
        database_url=settings.database_url,
        hashing=Hashing(mib=2, passes=1),
    )
    client = create_app(dearer, engine=database).test_client()
    assert enter(client, post).status_code == 303
    with sessions() as session:
        assert "m=2048" in session.get_one(Person, amina.person_id).password_hash
    post(client, "/sign-out")
    assert enter(client, post).status_code == 303


def test_a_given_password_is_changed_before_anything_else(client: FlaskClient, amina, post, sessions) -> None:
    with transaction(sessions) as session:
        given = set_password(session, actor=COMMAND_LINE, person_id=amina.person_id, hashing=CHEAP)
    answer = enter(client, post, password=given, next="/account")
    assert answer.headers["Location"] == "/account/password"
    assert "An administrator gave you the password" in client.get("/account/password").text
    same = post(client, "/account/password", {"current": given, "password": given, "again": given})
    assert same.status_code == 422
    answer = post(
        client,
        "/account/password",
        {"current": given, "password": "violet tractor seldom", "again": "violet tractor seldom"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    with sessions() as session:
        assert not accounts.get(session, amina.person_id).must_change_password


def test_until_it_is_changed_every_page_asks_for_it(client: FlaskClient, amina, post, sessions) -> None:
    with transaction(sessions) as session:
        given = set_password(session, actor=COMMAND_LINE, person_id=amina.person_id, hashing=CHEAP)
    enter(client, post, password=given)
    assert client.get("/account").headers["Location"] == "/account/password"
    assert post(client, "/account/mail", {"mail": "no"}).headers["Location"] == "/account/password"
    assert client.get("/help").status_code == 200
    assert post(client, "/sign-out").headers["Location"] == "/sign-in"


def test_a_session_ends_an_hour_after_the_last_click(client: FlaskClient, amina, post) -> None:
    start = clock.now()
    with clock.moved(start):
        enter(client, post)
    for minutes in (50, 100, 150):
        with clock.moved(start + timedelta(minutes=minutes)):
            assert client.get("/account").status_code == 200
    with clock.moved(start + timedelta(minutes=211)):
        away = client.get("/account")
        assert away.headers["Location"] == "/sign-in?next=/account"
        assert "Your session has ended." in client.get("/sign-in").text


def test_requests_that_a_script_makes_do_not_keep_a_session_alive(client: FlaskClient, amina, post) -> None:
    start = clock.now()
    with clock.moved(start):
        enter(client, post)
    with clock.moved(start + timedelta(minutes=50)):
        assert client.get("/account", headers={"X-Cip-Background": "1"}).status_code == 200
    with clock.moved(start + timedelta(minutes=61)):
        assert client.get("/account").status_code == 302


def test_a_session_ends_after_twelve_hours_however_busy(client: FlaskClient, amina, post) -> None:
    start = clock.now()
    for half_hours in range(24):
        with clock.moved(start + timedelta(minutes=30 * half_hours)):
            if half_hours == 0:
                enter(client, post)
            assert client.get("/account").status_code == 200
    with clock.moved(start + timedelta(hours=12, seconds=1)):
        assert client.get("/account").status_code == 302


def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(
    app: Flask, client: FlaskClient, amina, post
) -> None:
    enter(client, post)
    copy = client.get_cookie("cip").value
    answer = post(client, "/sign-out")
    assert answer.headers["Location"] == "/sign-in"
    assert "You have signed out." in client.get("/sign-in").text
    thief = app.test_client()
    thief.set_cookie("cip", copy)
    assert thief.get("/account").status_code == 302


def test_signing_out_in_one_browser_leaves_the_other(app: Flask, client: FlaskClient, amina, post) -> None:
    other = app.test_client()
    enter(client, post)
    enter(other, post)
    post(client, "/sign-out")
    assert other.get("/account").status_code == 200


def test_signing_out_everywhere_ends_the_other_too(app: Flask, client: FlaskClient, amina, post) -> None:
    other = app.test_client()
    enter(client, post)
    enter(other, post)
    assert post(client, "/account/sign-out-everywhere").status_code == 303
    assert other.get("/account").status_code == 302
    assert client.get("/account").status_code == 302


def test_a_page_costs_two_statements_to_know_who_is_there(
    client: FlaskClient, amina, post, statements
) -> None:
    enter(client, post)
    with statements() as sent:
        assert client.get("/privacy").status_code == 200
    assert len(sent) == 2
