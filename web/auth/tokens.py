"""Your access tokens: for a modeller or a script, shown once when they are made."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.errors import Invalid
from cip_workflow.operations.token.make import make
from cip_workflow.operations.token.revoke import revoke
from cip_workflow.queries import tokens
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.unit_of_work import reading, writing

blueprint = Blueprint("tokens", __name__, url_prefix="/account/tokens")

#: How long a token may live: days and words.
LIVES = (("7", "One week"), ("90", "Three months"), ("365", "One year"))


@blueprint.get("")
@signed_in
def index() -> ResponseReturnValue:
    """The tokens that still work, and a form for another."""
    return _page({}, {})


@blueprint.post("")
@signed_in
def add() -> ResponseReturnValue:
    """Make a token and show it, this once."""
    given = {"name": request.form.get("name", ""), "days": request.form.get("days", "90")}
    days = int(given["days"]) if given["days"] in dict(LIVES) else 0
    try:
        with writing() as session:
            made = make(session, actor=current_actor(), name=given["name"], days=days)
    except Invalid as invalid:
        return _page(given, invalid.fields), 422
    return render_template("auth/token_made.html", made=made)


@blueprint.post("/<int:token_id>/revoke")
@signed_in
def end(token_id: int) -> ResponseReturnValue:
    """The token works no more."""
    with writing() as session:
        revoke(session, actor=current_actor(), token_id=token_id)
    flash("The token is revoked. Whatever used it has to be given another.", "success")
    return redirect(url_for("tokens.index"), 303)


def _page(given: dict[str, str], errors: dict[str, list[str]]) -> str:
    with reading() as session:
        found = tokens.tokens(session, person_id=current_actor().person_id, live=True)
    return render_template("auth/tokens.html", tokens=found, given=given, errors=errors, lives=LIVES)
