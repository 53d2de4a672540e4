"""Your account: password, mail, groups, sessions."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.config import Settings
from cip_workflow.errors import Invalid
from cip_workflow.operations.person.change_password import change_password
from cip_workflow.operations.person.prefer import prefer
from cip_workflow.operations.person.sign_out import sign_out_everywhere
from cip_workflow.queries import groups
from web.auth import sessions
from web.auth.access import signed_in
from web.auth.actor import current_account, current_actor
from web.unit_of_work import reading, writing

blueprint = Blueprint("account", __name__, url_prefix="/account")

ENTER_CURRENT = "Enter the password you have now."
ENTER_NEW = "Enter a new password."
NOT_THE_SAME = "The two new passwords are not the same. Type the new one twice."


@blueprint.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Who you are here: your groups, your mail, your password."""
    account = current_account()
    with reading() as database:
        everywhere = groups.of_person(database, account.person_id)
        roles = groups.roles_of(database, account.person_id)
        names = groups.names(database)
    return render_template(
        "auth/account.html", account=account, groups=everywhere, roles=roles, group_names=names
    )


@blueprint.post("/mail")
@signed_in
def mail() -> ResponseReturnValue:
    """Keep the preference about mail."""
    wanted = request.form.get("mail") == "yes"
    with writing() as database:
        prefer(database, actor=current_actor(), mail=wanted)
    flash(
        "You will get mail about your tasks." if wanted else "You will get no mail about your tasks.",
        "success",
    )
    return redirect(url_for("account.show"), 303)


@blueprint.get("/password")
@signed_in
def password() -> ResponseReturnValue:
    """The form to change one's password."""
    return render_template("auth/password.html", errors={}, must=current_account().must_change_password)


@blueprint.post("/password")
@signed_in
def save_password() -> ResponseReturnValue:
    """Change it; other sessions of the person end, this one goes on under a new identifier."""
    given = {name: request.form.get(name, "") for name in ("current", "password", "again")}
    errors = _unfilled(given)
    settings: Settings = current_app.config["SETTINGS"]
    if not errors:
        try:
            with writing() as database:
                account = change_password(
                    database,
                    actor=current_actor(),
                    current=given["current"],
                    password=given["password"],
                    hashing=settings.hashing,
                )
        except Invalid as invalid:
            errors = invalid.fields
    if errors:
        page = render_template(
            "auth/password.html", errors=errors, must=current_account().must_change_password
        )
        return page, 422
    there = session.get("after_password") or url_for("account.show")
    sessions.begin(account)
    flash("Your password is changed. Everywhere else you are signed out.", "success")
    return redirect(there, 303)


@blueprint.post("/sign-out-everywhere")
@signed_in
def end_all() -> ResponseReturnValue:
    """End every session of this person."""
    with writing() as database:
        sign_out_everywhere(database, actor=current_actor())
    sessions.end()
    flash("You are signed out everywhere.", "success")
    return redirect(url_for("auth.sign_in"), 303)


def _unfilled(given: dict[str, str]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if not given["current"]:
        errors["current"] = [ENTER_CURRENT]
    if not given["password"]:
        errors["password"] = [ENTER_NEW]
    elif given["password"] != given["again"]:
        errors["again"] = [NOT_THE_SAME]
    return errors
