"""What is deployed, for those who look after it."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.processes.conftest import FORM, leave


def test_every_process_is_listed_with_its_cases(client: FlaskClient, published, sign_in, post) -> None:
    published(leave())
    sign_in(client, "amina")
    post(client, "/start/leave", {"_once": "x"})
    published(leave("Ask kindly"))
    sign_in(client, "gov")
    page = client.get("/processes").text
    assert "Leave" in page and "1 on earlier versions" in page
    assert "Deploy files" not in page


def test_a_version_shows_picture_steps_files_and_where_cases_stand(
    client: FlaskClient, published, sign_in, post
) -> None:
    published(leave())
    sign_in(client, "amina")
    post(client, "/start/leave", {"_once": "x"})
    sign_in(client, "gov")
    page = client.get("/processes/leave").text
    assert "In force" in page and "<svg" in page and "Ask for leave</strong>: 1 open task" in page
    assert "proposed" not in page and "Paula" in page and "published by Peter" in page
    assert "Retire" not in page
    got = client.get("/processes/leave/1/files/ask.form")
    assert got.data == FORM and got.headers["Content-Disposition"] == "attachment; filename=ask.form"
    assert client.get("/processes/leave/1/files/../../etc/passwd").status_code == 404
    assert client.get("/processes/leave/7/files/ask.form").status_code == 404
    assert client.get("/processes/none").status_code == 404


def test_two_versions_are_compared_in_sentences_and_pictures(client: FlaskClient, published, sign_in) -> None:
    published(leave())
    published({**leave("Ask kindly", more=True), "ask.form": FORM + b"\n"})
    sign_in(client, "gov")
    page = client.get("/processes/leave/compare?before=1&after=2").text
    assert "From version 1 to version 2" in page
    assert "Its name is now “Ask kindly”" in page and "The form ask differs." in page
    assert 'class="node userTask changed"' in page and 'class="node userTask added"' in page
    back = client.get("/processes/leave/compare?before=2&after=1").text
    assert "is gone" in back and 'class="node userTask removed"' in back
    same = client.get("/processes/leave/compare?before=2&after=2").text
    assert "No step has changed its meaning" in same


def test_an_earlier_version_comes_back_with_a_reason(client: FlaskClient, published, sign_in, post) -> None:
    published(leave())
    published(leave("Ask kindly"))
    sign_in(client, "paula")
    post(client, "/processes/leave/1/in-force", {"reason": ""})
    assert "Nothing was changed" in client.get("/processes/leave").text
    post(client, "/processes/leave/1/in-force", {"reason": "The kind one confuses people."})
    page = client.get("/processes/leave").text
    assert "New cases start on version 1 from now on." in page and "leave, version 1" in page


def test_a_retired_version_starts_nothing(client: FlaskClient, published, sign_in, post) -> None:
    published(leave())
    sign_in(client, "paula")
    post(client, "/processes/leave/1/retire", {"reason": "Nobody takes leave."})
    assert "Retired" in client.get("/processes/leave").text
    sign_in(client, "amina")
    assert "Leave" not in client.get("/start").text.split("<main")[1]
