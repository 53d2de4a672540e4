"""Access tokens: made on one's own page, shown once, ended, of no use afterwards."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from cip_workflow import clock
from cip_workflow.errors import Invalid, NotAllowed, NotFound
from cip_workflow.operations.person.leave import leave
from cip_workflow.operations.token.make import MOST_TOKENS, make
from cip_workflow.operations.token.revoke import revoke
from cip_workflow.queries import people, tokens
from cip_workflow.store import transaction
from tests.web.conftest import COMMAND_LINE
from tests.web.modeller.conftest import bearer, made

PROBE = "/engine-rest/version"


def test_a_person_makes_a_token_and_sees_it_once(client: FlaskClient, person, sign_in, post) -> None:
    person("paula", "LCC", "process-owner")
    sign_in(client, "paula")
    shown = post(client, "/account/tokens", {"name": "Modeler on my laptop", "days": "90"})
    [secret] = re.findall(r"cip_[\w-]{40,}", shown.text)
    assert client.get(PROBE, headers=bearer(secret)).status_code == 200
    listed = client.get("/account/tokens").text
    assert "Modeler on my laptop" in listed and secret not in listed and secret[-4:] in listed
    assert "/account/tokens" in client.get("/account").text
    [number] = re.findall(r"/account/tokens/(\d+)/revoke", listed)
    assert post(client, f"/account/tokens/{number}/revoke").status_code == 303
    assert client.get(PROBE, headers=bearer(secret)).status_code == 401
    assert "You have no token that works" in client.get("/account/tokens").text


def test_a_token_without_a_name_or_for_ever_is_not_made(client: FlaskClient, person, sign_in, post) -> None:
    person("paula")
    sign_in(client, "paula")
    page = post(client, "/account/tokens", {"name": " ", "days": "99999"})
    assert page.status_code == 422
    assert "Enter what the token is for" in page.text and "A token lives" in page.text


def test_a_token_ends_with_its_time_and_with_its_person(
    client: FlaskClient, secret: str, sessions, person
) -> None:
    with clock.moved(clock.now() + timedelta(days=91)):
        assert client.get(PROBE, headers=bearer(secret)).status_code == 401
    assert client.get(PROBE, headers=bearer(secret)).status_code == 200
    with transaction(sessions) as session:
        who = people.actor_by_login(session, "paula")
        leave(session, actor=COMMAND_LINE, person_id=who.person_id)
    assert client.get(PROBE, headers=bearer(secret)).status_code == 401


def test_nobody_revokes_the_token_of_somebody_else_but_administrators(person, sessions) -> None:
    for login, group in (("paula", "process-owner"), ("amina", "lcc-finance"), ("zara", "platform-admin")):
        person(login, "LCC", group)
    token = made(sessions, "paula")
    with transaction(sessions) as session, pytest.raises(NotFound):
        revoke(session, actor=people.actor_by_login(session, "amina"), token_id=token.id)
    with transaction(sessions) as session:
        revoke(session, actor=people.actor_by_login(session, "zara"), token_id=token.id)
    with transaction(sessions) as session:
        [kept] = tokens.tokens(session)
        assert not kept.live and not tokens.tokens(session, live=True)
        revoke(session, actor=people.actor_by_login(session, "paula"), token_id=token.id)


def test_the_number_of_tokens_is_limited_and_the_system_has_none(person, sessions) -> None:
    person("paula")
    for _ in range(MOST_TOKENS):
        made(sessions, "paula")
    with pytest.raises(Invalid):
        made(sessions, "paula")
    with transaction(sessions) as session, pytest.raises(NotAllowed):
        make(session, actor=COMMAND_LINE, name="A script")


def test_when_it_was_used_is_kept(client: FlaskClient, secret: str, sessions) -> None:
    client.get(PROBE, headers=bearer(secret))
    with sessions() as session:
        [kept] = tokens.tokens(session)
    assert kept.used_at is not None
