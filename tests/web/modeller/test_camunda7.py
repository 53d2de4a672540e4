"""The Camunda 7 tab of Camunda Modeler: what it sends, and what it can show."""

from __future__ import annotations

from io import BytesIO

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from cip_workflow.store import tables as t
from tests.web.modeller.conftest import FORM, basic, bearer, intake, made

PROBE = "/engine-rest/deployment?maxResults=0"
WHOLE = {"intake.bpmn": intake(), "ask.form": FORM}


def test_the_modeller_asks_without_a_token_and_learns_that_it_needs_one(client: FlaskClient) -> None:
    answer = client.get(PROBE, headers={"accept": "application/json"})
    assert answer.status == "401 Unauthorized"
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
    assert "/account" in answer.json["message"]


@pytest.mark.parametrize(
    "path", [PROBE, "/engine-rest//deployment?maxResults=0", "/engine-rest/deployment/?maxResults=0"]
)
def test_bearer_and_basic_are_let_in_whatever_the_slashes(
    client: FlaskClient, secret: str, path: str
) -> None:
    assert client.get(path, headers=bearer(secret)).status_code == 200
    assert client.get(path, headers=basic("paula", secret)).status_code == 200
    assert client.get(path, headers=basic("Paula ", secret)).status_code == 200


def test_who_is_not_who_they_say_is_not_let_in(client: FlaskClient, secret: str, person, sessions) -> None:
    person("amina", "LCC", "lcc-finance")
    assert client.get(PROBE, headers=basic("amina", secret)).status_code == 401
    assert client.get(PROBE, headers=basic("paula", "cip_wrong")).status_code == 401
    assert client.get(PROBE, headers={"Authorization": "Basic nonsense"}).status_code == 401
    assert client.get(PROBE, headers={"Authorization": ""}).status_code == 401


def test_the_version_is_the_newest_of_its_profile(client: FlaskClient, secret: str) -> None:
    assert client.get("/engine-rest/version", headers=bearer(secret)).json == {"version": "7.24.0"}


def test_the_page_of_the_modeller_may_read_the_answers(client: FlaskClient) -> None:
    asked = client.options(
        "/engine-rest/deployment/create",
        headers={"Origin": "file://", "Access-Control-Request-Method": "POST"},
    )
    assert asked.status_code in {200, 204}
    assert asked.headers["Access-Control-Allow-Origin"] == "file://"
    assert "authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert (
        "Access-Control-Allow-Origin"
        not in client.get(PROBE, headers={"Origin": "https://evil.example"}).headers
    )


def test_deploy_and_start(client: FlaskClient, secret: str, deploy7, sessions) -> None:
    done = deploy7(WHOLE)
    assert done.status_code == 200, done.json
    [(key, definition)] = done.json["deployedProcessDefinitions"].items()
    assert (definition["key"], definition["version"], definition["resource"]) == ("intake", 1, "intake.bpmn")
    begun = client.post(
        f"/engine-rest/process-definition/{key}/start",
        json={"businessKey": None, "variables": {"what": {"value": "Beds", "type": "String"}}},
        headers=bearer(secret),
    )
    assert begun.status_code == 200, begun.json
    with sessions() as session:
        [task] = session.execute(sa.select(t.TASK.c.element, t.TASK.c.instance_id)).all()
    assert (task.element, str(task.instance_id)) == ("T1_look", begun.json["id"])


def test_the_same_again_is_the_same_version(deploy7) -> None:
    first, again = deploy7(WHOLE).json, deploy7(WHOLE).json
    assert first["deployedProcessDefinitions"].keys() == again["deployedProcessDefinitions"].keys()
    assert first["id"] == again["id"]


def test_one_file_is_made_whole_with_what_is_in_force(deploy7) -> None:
    deploy7(WHOLE)
    changed = deploy7({"intake.bpmn": intake("Intake of needs")})
    assert changed.status_code == 200, changed.json
    [definition] = changed.json["deployedProcessDefinitions"].values()
    assert (definition["version"], definition["name"]) == (2, "Intake of needs")


def test_a_form_alone_gives_its_processes_a_new_version(deploy7) -> None:
    deploy7(WHOLE)
    changed = deploy7({"ask.form": FORM + b"\n"})
    [definition] = changed.json["deployedProcessDefinitions"].values()
    assert (definition["key"], definition["version"]) == ("intake", 2)


def test_a_refusal_reads_as_plain_english_one_finding_a_line(deploy7, sessions) -> None:
    answer = deploy7({"intake.bpmn": intake(form="missing", groups="=1 +")})
    assert answer.status_code == 400
    first, *lines = answer.json["message"].splitlines()
    assert first.startswith("ENGINE-09005")
    assert len(lines) >= 2 and all(line.startswith("* intake.bpmn, line ") for line in lines)
    assert any("cannot be read" in line and "Look at it" in line for line in lines)
    assert answer.json["details"]["intake.bpmn"]["errors"][0]["line"] > 0
    with sessions() as session:
        assert not session.execute(sa.select(t.DEPLOYMENT.c.id)).all()


def test_what_cannot_be_read_is_said_with_its_line(deploy7) -> None:
    answer = deploy7({"broken.bpmn": b"<definitions>\n<process"})
    assert answer.status_code == 400
    assert "broken.bpmn" in answer.json["message"]


def test_no_file_and_twice_the_same_file(client: FlaskClient, secret: str, deploy7) -> None:
    answer = deploy7({})
    assert (answer.status_code, answer.json["type"]) == (400, "InvalidRequestException")
    assert "No file was sent" in answer.json["message"]


def test_who_deploys_nothing_is_told_so(client: FlaskClient, person, sessions, deploy7) -> None:
    person("amina", "LCC", "lcc-finance")
    mine = made(sessions, "amina").secret
    answer = client.post(
        "/engine-rest/deployment/create",
        data={"a.bpmn": (BytesIO(intake()), "a.bpmn")},
        headers=bearer(mine),
    )
    assert answer.status_code == 403
    assert "deploy" in answer.json["message"]


def test_a_start_that_is_not_right_says_why(client: FlaskClient, secret: str, deploy7) -> None:
    deploy7(WHOLE)
    answer = client.post(
        "/engine-rest/process-definition/key/intake/start",
        json={"variables": {"colour": {"value": "blue"}}},
        headers=bearer(secret),
    )
    assert answer.status_code == 400
    assert answer.json["message"].startswith("colour: ")
    assert (
        client.post("/engine-rest/process-definition/key/none/start", headers=bearer(secret)).status_code
        == 404
    )


@pytest.mark.parametrize("body", ["[1]", '"text"', "7", "not JSON", "[" * 100_000])
def test_a_start_with_no_object_is_one_without_variables(
    client: FlaskClient, secret: str, deploy7, body: str
) -> None:
    deploy7(WHOLE)
    answer = client.post(
        "/engine-rest/process-definition/key/intake/start", data=body, headers=bearer(secret)
    )
    assert answer.status_code == 200, answer.json
    assert answer.json["businessKey"] is None


def test_a_form_nested_without_end_is_refused_in_words(deploy7) -> None:
    answer = deploy7({**WHOLE, "ask.form": b'{"a":' * 100_000})
    assert answer.status_code == 400
    assert "ask.form" in answer.json["message"]


def test_links_of_the_modeller_open_our_pages(client: FlaskClient, secret: str, sign_in) -> None:
    told = client.get("/.well-known/camunda-automation-platform/webapps").json
    assert told["cockpitUrl"].endswith("/opened/") and told["tasklistUrl"].endswith("/tasks")
    sign_in(client, "paula")
    there = client.get("/opened/process-instance/7")
    assert (there.status_code, there.headers["Location"]) == (302, "/cases/7")
    assert client.get('/opened/repository?deploymentsQuery=[{"type":"id"}]').headers["Location"] == "/start"


def test_what_a_diagram_leaves_open_is_asked_on_a_page_that_the_message_names(
    deploy7, client, sign_in
) -> None:
    answer = deploy7({"intake.bpmn": intake(groups="nobody-knows"), "ask.form": FORM})
    assert answer.status_code == 400
    _, where, *lines = answer.json["message"].splitlines()
    assert "leaves something open. Answer the questions at http" in where
    assert any("nobody-knows" in line for line in lines)
    sign_in(client, "paula")
    page = client.get(where.rpartition("/processes/")[1] + where.rpartition("/processes/")[2])
    assert "1 question to answer" in page.text
