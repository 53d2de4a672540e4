"""Failed steps: try again, or correct a value and try again."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import feel
from cip_workflow.errors import ExpressionError, Invalid, NotFound
from cip_workflow.operations.case import correct as correcting
from cip_workflow.operations.case import retry as retrying
from cip_workflow.queries import cases, open_work
from cip_workflow.types import Incident
from web.auth.access import members_of, signed_in
from web.auth.actor import current_actor
from web.governance.blueprint import ACTING, governance
from web.unit_of_work import reading, writing
from web.values import as_typed


@governance.post("/governance/cases/<int:instance_id>/incidents/<int:incident_id>/retry")
@members_of(*ACTING)
def retry(instance_id: int, incident_id: int) -> ResponseReturnValue:
    """Try a failed step again as it is."""
    with writing() as session:
        done = retrying.retry(session, actor=current_actor(), incident_id=incident_id)
    return _back(done)


@governance.get("/cases/<int:instance_id>/incidents/<int:incident_id>/correct")
@signed_in
def correct(instance_id: int, incident_id: int) -> ResponseReturnValue:
    """Choose which value is corrected, and to what."""
    return _form(instance_id, incident_id, {})


@governance.post("/cases/<int:instance_id>/incidents/<int:incident_id>/correct")
@signed_in
def send_correction(instance_id: int, incident_id: int) -> ResponseReturnValue:
    """Correct a value where the failed step stands, and try it again."""
    name, text, reason = (request.form.get(key, "").strip() for key in ("name", "value", "reason"))
    wrong = {}
    if not name:
        wrong["name"] = ["Enter the name of the value"]
    if not reason:
        wrong["reason"] = ["Enter why you correct it"]
    value: Any = None
    try:
        value = feel.to_plain(feel.evaluate(text, {}))
    except ExpressionError as error:
        wrong["value"] = [
            f'Write it as FEEL, for example "yes", 42, true or date("2026-11-23"). {error.message}'
        ]
    if wrong:
        return _form(instance_id, incident_id, wrong), 422
    actor = current_actor()
    try:
        with writing() as session:
            done = None
            if actor.groups & set(ACTING):
                done = retrying.retry(
                    session, actor=actor, incident_id=incident_id, variables={name: value}, reason=reason
                )
            else:  # what somebody decided is corrected by somebody who may decide it; governance then tries again
                correcting.correct(
                    session,
                    actor=actor,
                    instance_id=instance_id,
                    variables={name: value},
                    reason=reason,
                    incident_id=incident_id,
                )
    except Invalid as error:
        return _form(instance_id, incident_id, error.fields or {"value": [error.message]}), 422
    if done is None:
        flash("The value is corrected. A governance lead can try the step again now.", "success")
        return redirect(url_for("cases.case", instance_id=instance_id), 303)
    return _back(done)


def _back(done: retrying.Retried) -> ResponseReturnValue:
    with reading() as session:
        work = open_work.of_case(session, done.instance_id)
    if done.again:
        flash("The step was tried again and failed again. See what it says now.", "important")
    elif work.incidents:
        flash("The step is done now. Another one has failed: see below.", "important")
    else:
        flash("The step was tried again and the case goes on.", "success")
    return redirect(url_for("cases.case", instance_id=done.instance_id), 303)


def _form(instance_id: int, incident_id: int, wrong: dict[str, list[str]]) -> str:
    with reading() as session:
        actor = current_actor()
        case = cases.get(session, actor, instance_id)
        found = dict(open_work.of_case(session, instance_id, reader=actor).incidents).get(incident_id)
    if found is None:
        raise NotFound("This failed step is settled already.")
    return render_template(
        "governance/correct.html",
        title="Correct a value",
        case=case,
        incident=found,
        rows=_rows(found),
        given=request.form,
        errors=wrong,
    )


def _rows(incident: Incident) -> list[dict[str, Any]]:
    return [
        {"key": {"text": name}, "value": {"text": as_typed(value)}} for name, value in incident.values.items()
    ]
