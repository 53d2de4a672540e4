"""Demo mode: one click to be one of the demo people; without it there are none."""

from __future__ import annotations

import dataclasses
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow.config import Settings
from cip_workflow.queries import people
from web import create_app

#: Nothing here depends on which database it is.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def demo_client(settings: Settings, database: object) -> FlaskClient:
    return create_app(dataclasses.replace(settings, demo=True), engine=database).test_client()


def test_one_click_signs_in_as_one_of_the_cast(
    settings: Settings, database, cast, post, sessions: sessionmaker[Session]
) -> None:
    client = demo_client(settings, database)
    page = client.get("/sign-in?next=/account").text
    assert "Demonstration." in page
    assert page.index("Leicestershire County Council") < page.index("Barnardo’s</h2>")
    with sessions() as session:
        priya = people.actor_by_login(session, "pnandra")
    form = re.search(rf'action="(/sign-in/demo/{priya.person_id})">(.*?)</form>', page, re.DOTALL)
    assert "Priya Nandra" in form[2]
    assert "Commissioners" in form[2]
    answer = post(client, form[1], {"next": "/account"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert "Priya Nandra" in client.get("/account").text
    assert 'href="/account/password"' not in client.get("/account").text


def test_a_link_alone_signs_nobody_in(settings: Settings, database, cast) -> None:
    client = demo_client(settings, database)
    assert client.get("/sign-in/demo/1").status_code == 405
    assert client.post("/sign-in/demo/1").status_code == 400


def test_real_accounts_are_not_for_the_taking(settings: Settings, database, cast, person, post) -> None:
    client = demo_client(settings, database)
    real = person("amina", "LCC", "platform-admin")
    assert "Amina" not in client.get("/sign-in").text
    assert post(client, f"/sign-in/demo/{real.person_id}").status_code == 404
    assert client.get("/account").status_code == 302


def test_without_demo_mode_the_cast_is_shut_out(
    client: FlaskClient, cast, post, sessions: sessionmaker[Session]
) -> None:
    with sessions() as session:
        priya = people.actor_by_login(session, "pnandra")
    assert "Priya" not in client.get("/sign-in").text
    assert "Demonstration" not in client.get("/sign-in").text
    assert post(client, f"/sign-in/demo/{priya.person_id}").status_code == 404


def test_an_empty_house_says_how_to_make_the_first_administrator(client: FlaskClient, person) -> None:
    assert "cip user add --admin" in client.get("/sign-in").text
    person("amina")
    assert "cip user add --admin" not in client.get("/sign-in").text
