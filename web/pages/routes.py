"""The way in, and the pages that say what this service is and who helps."""

from __future__ import annotations

from flask import Blueprint, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.queries import people
from cip_workflow.queries.health import look
from web.auth.access import public
from web.auth.actor import actor_or_none
from web.unit_of_work import reading

blueprint = Blueprint("pages", __name__)

FIRST_PAGE = "/tasks"


@blueprint.get("/")
@public
def first() -> ResponseReturnValue:
    """To the tasks, or to the sign-in page."""
    return redirect(FIRST_PAGE if actor_or_none() is not None else url_for("auth.sign_in"))


@blueprint.get("/health/live")
@public
def live() -> ResponseReturnValue:
    """For whoever restarts the process: it answers, whatever the database does."""
    return jsonify(status="ok")


@blueprint.get("/health")
@public
def health() -> ResponseReturnValue:
    """For whoever sends people here: 200 when pages can be served, 503 when they cannot."""
    found = look(reading)
    said = {
        "status": "ok" if found.ready else "failed",
        "database": "answers" if found.database else "does not answer",
    }
    if found.database:
        said["schema"] = "newest" if found.schema else "not the newest: cip db upgrade"
        said["worker"] = "lives" if found.worker else "none lives: cip worker"
    return jsonify(said), 200 if found.ready else 503


@blueprint.get("/help")
@public
def get_help() -> ResponseReturnValue:
    """How to use the service, and who helps: their names are for signed-in people only."""
    with reading() as session:
        helpers = (
            {name: people.members(session, group) for name, group in _HELPERS.items()}
            if actor_or_none()
            else {}
        )
    return render_template("pages/help.html", helpers=helpers)


@blueprint.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("pages/accessibility.html")


@blueprint.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """What is kept about people, for how long, and who sees it."""
    return render_template("pages/privacy.html")


_HELPERS = {"Governance leads": "governance-lead", "Platform administrators": "platform-admin"}
