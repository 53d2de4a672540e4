"""The Camunda 8 tab of Camunda Modeler: topology, deployments, process instances, OAuth."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from cip_workflow import clock
from tests.operations import diagrams as d
from tests.web.modeller.conftest import FORM, basic, bearer, intake

WHOLE = {"intake.bpmn": intake(), "ask.form": FORM}


def test_topology_is_open_and_like_the_version_that_our_files_are_for(client: FlaskClient) -> None:
    for headers in ({}, {"authorization": ""}, basic("ann", "pw")):
        answer = client.get("/v2/topology", headers=headers)
        assert answer.status_code == 200
        assert answer.json["gatewayVersion"].startswith("8.")


def test_deploy_several_files_and_start(client: FlaskClient, secret: str, deploy8) -> None:
    done = deploy8(WHOLE)
    assert done.status_code == 200, done.text
    process, form = done.json["deployments"]
    assert process["processDefinition"]["processDefinitionId"] == "intake"
    assert (form["form"]["formId"], form["form"]["resourceName"]) == ("ask", "ask.form")
    assert isinstance(done.json["deploymentKey"], str)
    begun = client.post(
        "/v2/process-instances",
        json={
            "variables": {"what": "Beds"},
            "processDefinitionKey": process["processDefinition"]["processDefinitionKey"],
            "tenantId": "<default>",
        },
        headers=basic("paula", secret),
    )
    assert begun.status_code == 200, begun.text
    assert (begun.json["processDefinitionId"], begun.json["processDefinitionVersion"]) == ("intake", 1)
    assert begun.json["processInstanceKey"].isdecimal()


def test_a_decision_alone_is_named_in_the_answer(deploy8) -> None:
    table = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t">
      <decision id="Route" name="Which route"><variable name="Route"/><literalExpression><text>1</text></literalExpression></decision>
    </definitions>"""
    done = deploy8({"route.dmn": table, **WHOLE})
    assert done.status_code == 200, done.text
    [decision] = [
        one["decisionDefinition"] for one in done.json["deployments"] if "decisionDefinition" in one
    ]
    assert (decision["decisionDefinitionId"], decision["name"]) == ("Route", "Which route")


def test_a_refusal_is_a_problem_in_sentences(deploy8) -> None:
    answer = deploy8({"intake.bpmn": intake(form="missing")})
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert answer.json["title"] == "INVALID_ARGUMENT"
    assert "missing" in answer.json["detail"] and "line" in answer.json["detail"]


def test_without_a_token_the_words_are_those_that_the_modeller_looks_for(deploy8) -> None:
    answer = deploy8(WHOLE, headers={"authorization": ""})
    assert answer.status == "401 Unauthorized"
    assert answer.json["status"] == 401


def test_an_oauth_client_changes_its_token_for_one_that_ends(
    client: FlaskClient, secret: str, deploy8
) -> None:
    asked = {
        "audience": "cip",
        "client_id": "paula",
        "client_secret": secret,
        "grant_type": "client_credentials",
    }
    lent = client.post("/oauth/token", data=asked)
    assert lent.status_code == 200
    assert (lent.json["token_type"], lent.json["expires_in"]) == ("Bearer", 3600)
    token = lent.json["access_token"]
    assert secret not in token
    assert deploy8(WHOLE, headers=bearer(token)).status_code == 200
    with clock.moved(clock.now() + timedelta(hours=2)):
        assert deploy8(WHOLE, headers=bearer(token)).status_code == 401
    assert deploy8(WHOLE, headers=bearer(token[:-2] + "xx")).status_code == 401


def test_an_oauth_client_with_a_wrong_secret_gets_nothing(client: FlaskClient, secret: str) -> None:
    asked = {"client_id": "paula", "client_secret": "cip_wrong", "grant_type": "client_credentials"}
    answer = client.post("/oauth/token", data=asked)
    assert (answer.status, answer.json["error"]) == ("401 Unauthorized", "invalid_client")
    assert client.post("/oauth/token", data={**asked, "grant_type": "password"}).status_code == 400
    assert (
        client.post("/oauth/token", data={**asked, "client_secret": secret, "client_id": "amina"}).status_code
        == 401
    )


def test_a_process_that_is_not_there(client: FlaskClient, secret: str) -> None:
    answer = client.post(
        "/v2/process-instances", json={"processDefinitionId": "none"}, headers=bearer(secret)
    )
    assert (answer.status_code, answer.json["title"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize("body", ["[1]", '"text"', "7", "not JSON"])
def test_a_start_with_no_object_names_no_process(client: FlaskClient, secret: str, body: str) -> None:
    answer = client.post("/v2/process-instances", data=body, headers=bearer(secret))
    assert (answer.status_code, answer.json["title"]) == (404, "NOT_FOUND")


def test_callers_of_what_was_sent_get_the_new_one_too(deploy8) -> None:
    def called(name: str) -> bytes:
        return d.bpmn(
            d.process(
                "inner",
                d.start(starters=None),
                d.user("T2_in", name=name),
                d.end("e2"),
                d.flow("start", "T2_in"),
                d.flow("T2_in", "e2"),
            )
        )

    outer = d.bpmn(
        d.process(
            "outer",
            d.start("s1"),
            d.call("c1", "inner", inputs={}, outputs={}),
            d.end("e1"),
            d.flow("s1", "c1"),
            d.flow("c1", "e1"),
        )
    )
    deploy8({"inner.bpmn": called("Old"), "outer.bpmn": outer})
    again = deploy8({"inner.bpmn": called("New")})
    assert again.status_code == 200, again.text
    versions = {
        one["processDefinition"]["processDefinitionId"]: one["processDefinition"]["processDefinitionVersion"]
        for one in again.json["deployments"]
    }
    assert versions == {"inner": 2, "outer": 2}
    assert again.json["deployments"][0]["processDefinition"]["processDefinitionId"] == "inner"
