"""The Camunda 7 tab: version, deployment, start, under /engine-rest. The modeller shows `message` and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.errors import Refused, WorkflowError
from cip_workflow.operations.deployment.deploy import Deployed, Version
from web.auth.access import by_token
from web.errors import status_of
from web.modeller import bundles, holder

blueprint = Blueprint("camunda7", __name__, url_prefix="/engine-rest")
blueprint.after_request(holder.allow)

#: The version that the modeller's newest Camunda 7 profile knows.
VERSION = "7.24.0"
#: The modeller takes a message that begins like this for one about the diagram.
_DIAGRAM = "ENGINE-09005 Could not parse BPMN process. Errors: \n"
_RESERVED = {
    "deployment-name",
    "deployment-activation-time",
    "enable-duplicate-filtering",
    "deploy-changed-only",
    "deployment-source",
    "tenant-id",
}


@blueprint.before_request
def ask() -> ResponseReturnValue | None:
    """A token, or 401 in words: the modeller then shows its fields for one. Asking what is allowed needs none."""
    if request.method == "OPTIONS":
        return Response(status=204)
    if holder.let_in():
        return None
    response: Response = jsonify(
        type="AuthenticationException",
        code=None,
        message="Show an access token: choose Bearer token, or Basic with your name to sign in and the token as password. "
        f"You make one at {bundles.address('account.show')}.",
    )
    response.status = "401 Unauthorized"
    response.headers["WWW-Authenticate"] = 'Basic realm="CIP Workflow"'
    return response


@blueprint.errorhandler(WorkflowError)
def say(error: WorkflowError) -> ResponseReturnValue:
    """Our sentences as `message`, one finding a line."""
    lines = bundles.sentences(error)
    diagram = isinstance(error, Refused) and bool(error.findings)
    message = (_DIAGRAM if diagram else "") + "\n".join(f"* {line}" if diagram else line for line in lines)
    status = 400 if status_of(error) == 422 else status_of(error)
    kind = "ParseException" if diagram else "InvalidRequestException"
    answer = {"type": kind, "message": message, "code": 0}
    return jsonify(answer | ({"details": _details(error)} if diagram else {})), status


@blueprint.get("/version", strict_slashes=False)
@by_token
def version() -> ResponseReturnValue:
    """Which engine this is like."""
    return jsonify(version=VERSION)


@blueprint.get("/engine", strict_slashes=False)
@by_token
def engines() -> ResponseReturnValue:
    """Scripts ask which engines there are; there is one."""
    return jsonify([{"name": "default"}])


@blueprint.get("/deployment", strict_slashes=False)
@by_token
def deployments() -> ResponseReturnValue:
    """The modeller asks for none, to see whether it is let in."""
    return jsonify([])


@blueprint.post("/deployment/create", strict_slashes=False)
@by_token
def create() -> ResponseReturnValue:
    """Deploy the diagram that is open and what is attached to it, with what is in force and belongs to it."""
    sent = [(name, file) for name, file in request.files.items(multi=True) if name not in _RESERVED]
    files = bundles.received(sent)
    name = request.form.get("deployment-name") or "Camunda Modeler"
    done = bundles.deployed(files, f"{name}, from {request.form.get('deployment-source') or 'a modeller'}")
    drawn = bundles.processes_of(files)
    return jsonify(
        links=[
            {
                "method": "GET",
                "href": f"{bundles.here()}/engine-rest/deployment/{done.deployment_id}",
                "rel": "self",
            }
        ],
        id=str(done.deployment_id),
        name=name,
        source=request.form.get("deployment-source"),
        deploymentTime=clock.now().strftime("%Y-%m-%dT%H:%M:%S.000+0000"),
        tenantId=request.form.get("tenant-id"),
        # Never null, also where nothing changed: the modeller starts the first one that is named here.
        deployedProcessDefinitions={
            _key(one): _definition(done, one, drawn) for one in bundles.sent_first(done, files)
        },
        deployedCaseDefinitions=None,
        deployedDecisionDefinitions=None,
        deployedDecisionRequirementsDefinitions=None,
    )


@blueprint.post("/process-definition/<definition>/start", strict_slashes=False)
@blueprint.post("/process-definition/key/<definition>/start", strict_slashes=False)
@by_token
def start(definition: str) -> ResponseReturnValue:
    """Start the newest version of a process, with the variables as answers of its start form."""
    begun = bundles.started(definition.partition(":")[0], _plain(bundles.body().get("variables")))
    return jsonify(
        links=[],
        id=str(begun.instance_id),
        definitionId=definition,
        businessKey=begun.reference,
        caseInstanceId=None,
        ended=begun.finished,
        suspended=False,
        tenantId=None,
    )


def _plain(variables: Any) -> dict[str, Any]:
    """`{"a": {"value": 1, "type": "Integer"}}` -> `{"a": 1}`."""
    if not isinstance(variables, Mapping):
        return {}
    return {
        str(name): one.get("value") if isinstance(one, Mapping) else one for name, one in variables.items()
    }


def _key(one: Version) -> str:
    return f"{one.process_id}:{one.version}:{one.definition_id}"


def _definition(done: Deployed, one: Version, drawn: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": _key(one),
        "key": one.process_id,
        "category": None,
        "description": None,
        "name": one.name,
        "version": one.version,
        "resource": drawn.get(one.process_id),
        "deploymentId": str(done.deployment_id),
        "diagram": None,
        "suspended": False,
        "tenantId": None,
        "versionTag": None,
        "historyTimeToLive": None,
        "startableInTasklist": True,
    }


def _details(error: WorkflowError) -> dict[str, Any]:
    """The findings by file, for other clients than the modeller."""
    found: dict[str, Any] = {}
    for one in getattr(error, "findings", ()):
        file = found.setdefault(getattr(one, "file", "") or "bundle", {"errors": [], "warnings": []})
        grave = getattr(one, "severity", "error") in {"error", "question"}
        file["errors" if grave else "warnings"].append(
            {
                "message": str(one),
                "line": getattr(one, "line", 0),
                "column": getattr(one, "column", 0),
                "mainElementId": getattr(one, "element", "") or None,
                "elementIds": [one.element] if getattr(one, "element", "") else [],
            }
        )
    return found
