"""The Camunda 8 tab: topology, deployments, process instances, under /v2, and where OAuth clients change a token."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from cip_workflow.errors import Refused, WorkflowError
from cip_workflow.operations.deployment.deploy import Deployed
from web.auth.access import by_token
from web.errors import status_of
from web.modeller import bundles, holder

blueprint = Blueprint("camunda8", __name__)
blueprint.after_request(holder.allow)

#: The minor version is compared with the diagram's; another one is a warning in the modeller.
VERSION = "8.7.0"
#: The modeller shows JSON as it is; the page shows the same findings on the picture.
_READ = "See the same findings on the drawn diagram: drop these files at {where}"
_TENANT = "<default>"
_TITLES = {400: "INVALID_ARGUMENT", 403: "FORBIDDEN", 404: "NOT_FOUND", 409: "INVALID_STATE"}
#: Without an answer here the modeller tries another protocol and says that it cannot connect.
_OPEN = {"camunda8.topology", "camunda8.token"}


@blueprint.before_request
def ask() -> ResponseReturnValue | None:
    """A token, or 401 with the words that the modeller looks for."""
    if request.method == "OPTIONS":
        return Response(status=204)
    if request.endpoint in _OPEN or holder.let_in():
        return None
    where = bundles.address("account.show")
    return _problem(
        401,
        "UNAUTHENTICATED",
        f"Show an access token: Basic with your name to sign in and the token as password, or OAuth with the same two. You make one at {where}.",
    )


@blueprint.errorhandler(WorkflowError)
def say(error: WorkflowError) -> ResponseReturnValue:
    """The modeller shows the whole answer as it is, so `detail` says first where to read it better."""
    status = 400 if status_of(error) == 422 else status_of(error)
    lines = list(bundles.sentences(error))
    if isinstance(error, Refused) and error.findings and not lines[0].startswith(bundles.ASKED):
        lines.insert(0, _READ.format(where=bundles.address("processes.deploy")))
    detail = "\n".join(lines)
    return _problem(status, _TITLES.get(status, "FAILED"), detail)


@blueprint.get("/v2/topology", strict_slashes=False)
@by_token
def topology() -> ResponseReturnValue:
    """Which engine this is like. Asked every five seconds while the modeller's dialog is open: no database."""
    return jsonify(
        brokers=[],
        clusterSize=1,
        partitionsCount=1,
        replicationFactor=1,
        gatewayVersion=VERSION,
        lastCompletedChangeId="-1",
    )


@blueprint.post("/oauth/token", strict_slashes=False)
@by_token
def token() -> ResponseReturnValue:
    """OAuth 2.0 client credentials (RFC 6749, 4.4): the client id is the name to sign in, the secret an access token."""
    shown = request.authorization
    basic = shown is not None and shown.type == "basic"
    login = (shown.username if basic and shown else request.form.get("client_id")) or ""
    secret = (shown.password if basic and shown else request.form.get("client_secret")) or ""
    if request.form.get("grant_type") != "client_credentials":
        return jsonify(error="unsupported_grant_type"), 400
    lent = holder.lend(login, secret)
    if lent is None:
        response: Response = jsonify(
            error="invalid_client", error_description="This name and access token do not work together."
        )
        response.status = "401 Unauthorized"
        return response
    return jsonify(access_token=lent, token_type="Bearer", expires_in=holder.LIVES)  # noqa: S106  # the kind of token, no secret


@blueprint.post("/v2/deployments", strict_slashes=False)
@by_token
def deployments() -> ResponseReturnValue:
    """Deploy diagrams, decisions and forms as one bundle, with what is in force and belongs to them."""
    files = bundles.received(("resources", one) for one in request.files.getlist("resources"))
    done = bundles.deployed(files, "Camunda Modeler")
    return jsonify(
        deploymentKey=str(done.deployment_id), tenantId=_TENANT, deployments=_resources(done, files)
    )


@blueprint.post("/v2/process-instances", strict_slashes=False)
@by_token
def process_instances() -> ResponseReturnValue:
    """Start the newest version of a process, named by its id or by the key that its deployment gave."""
    given = bundles.body()
    process_id, number = bundles.process(given.get("processDefinitionId"), given.get("processDefinitionKey"))
    sent = given.get("variables")
    variables = sent if isinstance(sent, Mapping) else {}
    begun = bundles.started(process_id, variables)
    return jsonify(
        processDefinitionId=process_id,
        processDefinitionVersion=number,
        processDefinitionKey=str(given.get("processDefinitionKey") or ""),
        processInstanceKey=str(begun.instance_id),
        tenantId=_TENANT,
        variables=variables,
        tags=[],
        businessId=begun.reference,
    )


def _problem(status: int, title: str, detail: str) -> Response:
    """`application/problem+json` (RFC 9457), with the reason as the modeller spells it: `401 Unauthorized`."""
    said = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    response = Response(json.dumps(said, ensure_ascii=False), mimetype="application/problem+json")
    response.status = f"{status} {HTTPStatus(status).phrase}"
    return response


def _resources(done: Deployed, files: dict[str, bytes]) -> list[dict[str, Any]]:
    key, drawn = str(done.deployment_id), bundles.processes_of(files)
    found: list[dict[str, Any]] = [
        {
            "processDefinition": {
                "processDefinitionId": one.process_id,
                "processDefinitionVersion": one.version,
                "processDefinitionKey": str(one.definition_id),
                "resourceName": drawn.get(one.process_id, f"{one.process_id}.bpmn"),
                "tenantId": _TENANT,
            }
        }
        for one in bundles.sent_first(done, files)
    ]
    found += [
        {"form": {"formId": form, "version": 1, "formKey": key, "resourceName": name, "tenantId": _TENANT}}
        for name, form in bundles.forms_of(files).items()
    ]
    found += [
        {
            "decisionDefinition": {
                "decisionDefinitionId": decision,
                "version": 1,
                "decisionDefinitionKey": key,
                "name": title,
                "decisionRequirementsId": name,
                "decisionRequirementsKey": key,
                "tenantId": _TENANT,
            }
        }
        for name, decision, title in bundles.decisions_of(files)
    ]
    return found
