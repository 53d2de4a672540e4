"""The admin pages: people, groups, organisations, teams, settings, the log; and the own account."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, sessionmaker

from cip_workflow import clock
from cip_workflow.queries import accounts, groups, people
from cip_workflow.store import transaction
from cip_workflow.store.model import Brief


@pytest.fixture
def admin(client: FlaskClient, person, sign_in) -> FlaskClient:
    """The client, signed in as an administrator."""
    person("zara", "LCC", "platform-admin", name="Zara Ito")
    sign_in(client, "zara")
    return client


@pytest.fixture
def brief(sessions: sessionmaker[Session]) -> str:
    with transaction(sessions) as session:
        session.add(
            Brief(ref="CIP-DB-2026-01", year=2026, number=1, title="Short breaks", created_at=clock.now())
        )
    return "CIP-DB-2026-01"


def message(client: FlaskClient, answer) -> str:
    """The text of the banner on the page that an answer leads to."""
    assert answer.status_code == 303, answer.text
    page = client.get(answer.headers["Location"]).text
    return re.search(r'cip-message__text">\s*(.*?)\s*</p>', page, re.DOTALL)[1]


def test_a_new_person_can_sign_in_with_what_the_page_shows_once(
    admin: FlaskClient, app, post, sessions
) -> None:
    given = {
        "login": "amina",
        "name": "Amina Patel",
        "email": "",
        "organisation": "LCC",
        "groups": ["lcc-finance"],
    }
    page = post(admin, "/admin/people/new", given)
    assert page.status_code == 200
    secret = re.search(r"<code>([\w-]+)</code>", page.text)[1]
    assert page.headers["Cache-Control"] == "no-store"
    with admin.session_transaction() as cookie:
        assert secret not in str(dict(cookie))
    other = app.test_client()
    assert (
        post(other, "/sign-in", {"login": "amina", "password": secret}).headers["Location"]
        == "/account/password"
    )
    with sessions() as session:
        assert people.actor_by_login(session, "amina").groups == {"lcc-finance"}


def test_a_form_with_mistakes_comes_back_as_it_was_typed(admin: FlaskClient, post) -> None:
    given = {
        "login": "ZARA",
        "name": "",
        "email": "nowhere",
        "organisation": "",
        "groups": ["lcc-finance", "cip-board"],
    }
    page = post(admin, "/admin/people/new", given)
    assert page.status_code == 422
    assert "<title>Error: Add a person" in page.text
    for field in ("login", "name", "email"):
        assert f'href="#{field}"' in page.text
    assert 'value="ZARA"' in page.text
    assert len(re.findall(r'value="(?:lcc-finance|cip-board)" checked', page.text)) == 2


def test_details_are_changed_and_a_stale_page_is_not_taken(admin: FlaskClient, person, post) -> None:
    amina = person("amina")
    there = f"/admin/people/{amina.person_id}"
    version = re.search(r'name="version" value="(\d+)"', admin.get(f"{there}/change").text)[1]
    given = {"name": "Amina Patel", "email": "a@example.org", "organisation": "BARNARDOS", "version": version}
    assert message(admin, post(admin, f"{there}/change", given)) == "The account of Amina Patel is changed."
    again = post(admin, f"{there}/change", given)
    assert again.status_code == 409
    assert "Somebody else has changed" in again.text
    assert "Barnardo’s" in admin.get(there).text


def test_groups_are_joined_and_left_from_the_person_and_from_the_group(
    admin: FlaskClient, person, post, sessions
) -> None:
    amina = person("amina")
    there = f"/admin/people/{amina.person_id}"
    assert 'value="bar-finance"' not in admin.get(there).text
    assert (
        message(admin, post(admin, f"{there}/groups", {"group": "lcc-finance"}))
        == "The person is in the group."
    )
    joined = post(admin, "/admin/groups/cip-board/members", {"person": amina.person_id, "note": "no vote"})
    assert message(admin, joined) == "The person is in the group."
    assert "no vote" in admin.get("/admin/groups/cip-board").text
    assert "not in the group any more" in message(
        admin, post(admin, "/admin/groups/lcc-finance/members/remove", {"person": amina.person_id})
    )
    assert "not in the group any more" in message(
        admin, post(admin, f"{there}/groups/remove", {"group": "cip-board"})
    )
    with sessions() as session:
        assert people.actor_for(session, amina.person_id).groups == frozenset()


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("/admin/people/{id}/groups", {}, "Select a group."),
        ("/admin/people/{id}/groups", {"group": "bar-finance"}, "Amina is not from there."),
        ("/admin/groups/cip-board/members", {}, "Select a person."),
        ("/admin/groups/design-team/members", {"person": "{id}"}, "within each brief"),
        ("/admin/groups/new", {"key": "lcc-finance", "name": ""}, "There is already a group lcc-finance."),
        ("/admin/groups/lcc-finance/change", {"name": ""}, "Enter a name of 200 characters or fewer."),
        ("/admin/organisations", {"key": "LCC", "name": "Again"}, "There is already an organisation LCC."),
        ("/admin/organisations/LCC", {"name": ""}, "Enter a name of 200 characters or fewer."),
    ],
)
def test_mistakes_are_said_on_the_page(admin: FlaskClient, person, post, path, data, said) -> None:
    amina = person("amina")
    filled = {name: value.replace("{id}", str(amina.person_id)) for name, value in data.items()}
    page = post(admin, path.replace("{id}", str(amina.person_id)), filled)
    assert page.status_code == 422
    assert said in page.text
    assert "<title>Error: " in page.text


def test_groups_and_organisations_are_added_and_renamed(admin: FlaskClient, post, sessions) -> None:
    given = {"key": "lcc-housing", "name": "Housing", "description": "Homes.", "organisation": "LCC"}
    assert message(admin, post(admin, "/admin/groups/new", given)) == "Housing is added."
    changed = post(admin, "/admin/groups/lcc-housing/change", {"name": "Housing officers", "description": ""})
    assert message(admin, changed) == "The group is changed."
    assert (
        message(admin, post(admin, "/admin/organisations", {"key": "nhs", "name": "NHS"})) == "NHS is added."
    )
    assert (
        message(admin, post(admin, "/admin/organisations/NHS", {"name": "The NHS"})) == "The name is changed."
    )
    with sessions() as session:
        assert groups.group(session, "lcc-housing").name == "Housing officers"
        assert "The NHS" in {one.name for one in groups.organisations(session)}


def test_a_leaver_is_asked_about_first_and_their_session_ends(
    admin: FlaskClient, app, person, post, sign_in, sessions
) -> None:
    amina = person("amina", "LCC", "lcc-finance")
    theirs = app.test_client()
    sign_in(theirs, "amina")
    assert theirs.get("/account").status_code == 200
    there = f"/admin/people/{amina.person_id}"
    page = admin.get(f"{there}/leave").text
    assert "they hold none" in page
    assert "they leave 1 group or role" in page
    with sessions() as session:
        assert accounts.get(session, amina.person_id).active
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert message(admin, post(admin, f"{there}/leave", {"version": version})).startswith("Amina has left.")
    assert theirs.get("/account").status_code == 302
    assert "Has left" in admin.get(there).text
    assert "Amina" in admin.get("/admin/people?left=1").text
    assert "Amina" not in admin.get("/admin/people").text
    assert "open again" in message(admin, post(admin, f"{there}/rejoin"))


def test_the_last_administrator_is_told_why_not(admin: FlaskClient, post, sessions) -> None:
    with sessions() as session:
        zara = people.actor_by_login(session, "zara")
    page = post(admin, f"/admin/people/{zara.person_id}/leave", {})
    assert page.status_code == 409
    assert "last platform administrator" in page.text


def test_a_new_password_is_shown_once_and_ends_sessions(
    admin: FlaskClient, app, person, post, sign_in
) -> None:
    amina = person("amina")
    theirs = app.test_client()
    sign_in(theirs, "amina")
    page = post(admin, f"/admin/people/{amina.person_id}/password")
    assert re.search(r"<code>[\w-]{23}</code>", page.text)
    assert theirs.get("/account").status_code == 302
    demo = person("demo", demo=True)
    refused = post(admin, f"/admin/people/{demo.person_id}/password")
    assert refused.status_code == 422
    assert "Demonstration people have no password" in refused.text


def test_people_who_do_not_exist_are_not_found(admin: FlaskClient, post) -> None:
    for path in (
        "/admin/people/999",
        "/admin/people/999/change",
        "/admin/people/999/leave",
        "/admin/groups/none",
        "/admin/briefs/none",
    ):
        assert admin.get(path).status_code == 404, path
    assert post(admin, "/admin/people/999/leave").status_code == 404


def test_the_list_of_people_is_paged_and_searched(admin: FlaskClient, person) -> None:
    for number in range(26):
        person(f"person{number:02}", name=f"Person {number:02}")
    page = admin.get("/admin/people").text
    assert "Person 24" in page
    assert "Person 25" not in page
    following = re.search(r'href="([^"]+)" rel="next"', page)[1].replace("&amp;", "&")
    rest = admin.get(following).text
    assert "Person 25" in rest
    assert "Zara Ito" in rest
    assert "Person 24" not in rest
    assert "Back to the first page" in rest
    found = admin.get("/admin/people?search=zara").text
    assert "Zara Ito" in found
    assert "Person 01" not in found
    assert "Nobody is found for “&lt;script&gt;”" in admin.get("/admin/people?search=<script>").text


def test_teams_of_briefs_are_for_governance_too(client: FlaskClient, person, sign_in, post, brief) -> None:
    person("fiona", "LCC", "governance-lead")
    amina = person("amina")
    sign_in(client, "fiona")
    assert brief in client.get("/admin/briefs").text
    page = client.get(f"/admin/briefs/{brief}").text
    assert 'href="/admin/briefs"' in page
    assert 'href="/admin/people"' not in page
    given = {"person": amina.person_id, "role": "design-lead", "part": "practitioner"}
    assert (
        message(client, post(client, f"/admin/briefs/{brief}/members", given)) == "The person has the role."
    )
    assert "practitioner" in client.get(f"/admin/briefs/{brief}").text
    empty = post(client, f"/admin/briefs/{brief}/members", {})
    assert empty.status_code == 422
    assert "Select a person." in empty.text
    ended = post(client, f"/admin/briefs/{brief}/members/remove", given)
    assert message(client, ended) == "The role has ended."
    assert client.get("/admin/people").status_code == 403


def test_settings_show_no_secret(admin: FlaskClient, settings) -> None:
    page = admin.get("/admin/settings").text
    assert "CIP_SESSION_MINUTES" in page
    assert settings.secret_key not in page
    assert settings.database_url not in page


def test_the_log_tells_who_did_what(admin: FlaskClient, person, post) -> None:
    amina = person("amina")
    post(admin, f"/admin/people/{amina.person_id}/groups", {"group": "lcc-finance"})
    page = admin.get("/admin/changes").text
    row = re.search(r"Joined a group</td>\s*<td[^>]*>([^<]*)</td>\s*<td[^>]*>([^<]*)<", page)
    assert row.groups() == ("Amina, Council finance", "Zara Ito")


def test_everybody_looks_after_their_own_account(
    client: FlaskClient, person, sign_in, post, sessions, brief
) -> None:
    amina = person("amina", "LCC", "lcc-finance", email="amina@example.org")
    sign_in(client, "amina")
    page = client.get("/account").text
    assert "Council finance" in page
    assert "amina@example.org" in page
    assert (
        message(client, post(client, "/account/mail", {"mail": "no"}))
        == "You will get no mail about your tasks."
    )
    with sessions() as session:
        assert not accounts.get(session, amina.person_id).mail
    given = {"current": "", "password": "violet tractor seldom", "again": "something else"}
    page = post(client, "/account/password", given)
    assert page.status_code == 422
    assert "Enter the password you have now." in page.text
    assert "The two new passwords are not the same." in page.text
    assert "violet" not in page.text
