"""Files are dropped, judged, kept as a draft; a second person reads what changes and publishes."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.web.processes.conftest import FORM, leave, packed


def test_a_draft_says_what_it_holds_and_waits_for_a_second_person(
    client: FlaskClient, owners, drop, sign_in, post
) -> None:
    kept = drop("paula", leave(), note="Leave at last")
    assert kept.status_code == 303, kept.text
    there = kept.headers["Location"]
    page = client.get(there).text
    assert "Leave at last" in page and "This process is new" in page and "leave.bpmn" in page
    assert "so somebody else publishes it" in page
    refused = post(client, f"{there}/publish")
    assert refused.status_code == 403 and "SOD-11" in refused.text
    sign_in(client, "peter")
    assert "Leave at last" in client.get("/processes").text
    done = post(client, f"{there}/publish")
    assert done.headers["Location"] == "/processes"
    listed = client.get("/processes").text
    assert "Published: Leave, version 1." in listed and "Leave at last" not in listed
    assert client.get(there).status_code == 404


def test_a_zip_is_opened_and_what_is_no_diagram_is_left_out(client: FlaskClient, owners, drop) -> None:
    kept = drop("paula", {"bundle.zip": packed(leave())})
    page = client.get(kept.headers["Location"]).text
    assert "leave.bpmn" in page and "ask.form" in page and "readme" not in page


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "Choose one or more diagrams"),
        ({"broken.zip": b"PK\x03\x04 not at all"}, "cannot be opened as a zip"),
        ({"a.bpmn": b"<definitions"}, "Nothing was deployed"),
        ({"a.txt": b"words"}, "This is no .bpmn, .dmn or .form file"),
        ({"one.zip": packed(leave()), "ask.form": FORM}, "Two files are called ask.form"),
    ],
)
def test_rubbish_is_said_and_nothing_is_kept(owners, drop, sessions, files, said) -> None:
    page = drop("paula", files)
    assert page.status_code == 422 and said in page.text
    with sessions() as session:
        assert not session.execute(sa.select(t.DEPLOYMENT.c.id)).all()


def test_what_stands_against_it_is_listed_and_marked_on_the_picture(owners, drop) -> None:
    page = drop("paula", leave(groups="=1 +"))
    assert page.status_code == 422
    assert "Stands against it" in page.text and "cannot be read" in page.text and "line " in page.text
    assert 'class="node userTask failed"' in page.text
    assert "Read it as a list of steps" in page.text


def test_one_file_is_made_whole_and_compared_with_what_is_in_force(
    client: FlaskClient, published, drop, sign_in, post
) -> None:
    published(leave())
    sign_in(client, "amina")
    assert post(client, "/start/leave", {"_once": "x"}).status_code == 303
    there = drop("paula", {"leave.bpmn": leave("Ask kindly", more=True)["leave.bpmn"]}).headers["Location"]
    page = client.get(there).text
    assert "Its name is now “Ask kindly”, not “Ask for leave”." in page
    assert "Tell the others" in page and "is new" in page
    assert "Ask for leave: 1 open task (version 1)" in page and "This step changes" in page
    assert 'class="node userTask added"' in page and 'class="node userTask changed"' in page
    assert "ask.form" in page


def test_a_draft_is_put_away_with_a_reason(client: FlaskClient, owners, drop, post) -> None:
    there = drop("paula", leave()).headers["Location"]
    assert post(client, f"{there}/discard", {"reason": ""}).status_code == 422
    assert post(client, f"{there}/discard", {"reason": "Too soon."}).status_code == 303
    assert client.get(there).status_code == 404


def test_the_same_files_again_change_nothing(published, drop) -> None:
    published(leave())
    again = drop("paula", leave())
    assert again.headers["Location"] == "/processes"


def test_nobody_else_sees_drafts(client: FlaskClient, owners, drop, sign_in) -> None:
    there = drop("paula", leave(), note="Secret plans").headers["Location"]
    sign_in(client, "gov")
    assert client.get(there).status_code == 403
    assert "Secret plans" not in client.get("/processes").text


def test_questions_are_answered_on_the_page_and_then_it_is_published(
    client: FlaskClient, owners, drop, sign_in, post
) -> None:
    there = drop("paula", leave(groups="nobody-knows")).headers["Location"]
    page = client.get(there).text
    assert "1 question to answer" in page and "nobody-knows" in page and "Council finance" in page
    assert "It can be published when its questions are answered" in page
    assert post(client, f"{there}/publish").status_code in {403, 422}
    nothing = post(client, f"{there}/answers", {})
    assert "Answer at least one question" in client.get(nothing.headers["Location"]).text
    kept = post(client, f"{there}/answers", {"choice-0": "group", "value-0-group": "lcc-finance"})
    after = client.get(kept.headers["Location"]).text
    assert "The draft can be published now" in after and "leave.bpmn.answers.json" in after
    sign_in(client, "peter")
    assert post(client, f"{kept.headers['Location']}/publish").status_code == 303
    sign_in(client, "amina")
    assert post(client, "/start/leave", {"_once": "x"}).status_code == 303
    assert "Ask for leave" in client.get("/tasks/teams").text


def test_a_choice_that_was_added_is_shown_at_the_gateway_as_drawn(
    client: FlaskClient, owners, drop, sign_in, post
) -> None:
    drawn = d.bpmn(
        d.process(
            "leave",
            d.start(starters="lcc-finance"),
            d.gateway("granted"),
            d.end("yes", "On leave"),
            d.end("no", "Not granted"),
            d.flow("start", "granted"),
            d.flow("granted", "yes", key="to_yes"),
            d.flow("granted", "no", key="to_no"),
            name="Leave",
        )
    )
    there = drop("paula", {"leave.bpmn": drawn}).headers["Location"]
    kept = post(client, f"{there}/answers", {"choice-0": "person", "value-0-person": "lcc-finance"})
    sign_in(client, "peter")
    assert post(client, f"{kept.headers['Location']}/publish").status_code == 303
    sign_in(client, "amina")
    case = client.get(post(client, "/start/leave", {"_once": "x"}).headers["Location"]).text
    assert 'data-element="granted"' in case and "exclusiveGateway now" in case
    assert "Choose the way" in case


def test_a_test_beside_the_model_that_fails_is_shown_like_a_finding(owners, drop) -> None:
    test = b"process: leave\ncases:\n  - name: At once\n    end: done\n"
    page = drop("paula", {**leave(), "leave.test.yaml": test})
    assert page.status_code == 422 and "Stands against it" in page.text
    assert "The test “At once” fails. The case should reach done." in page.text
    assert "leave.test.yaml, line 3, column 1 (test)" in page.text
    right = test + b"    steps: [{task: T1_ask, answers: {what: The sea}}]\n"
    kept = drop("paula", {"a.zip": packed({**leave(), "leave.test.yaml": right})})
    assert kept.status_code == 303
