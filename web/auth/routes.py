"""Sign in, sign out, and the text that was kept."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.config import Settings
from cip_workflow.errors import NotFound
from cip_workflow.operations.person import sign_in as operation
from cip_workflow.operations.person import sign_out as leaving
from cip_workflow.operations.person.attempt import attempt
from cip_workflow.operations.person.prove import prove
from cip_workflow.queries import cast, parked, people
from cip_workflow.types import Actor
from web.auth import kept, sessions
from web.auth.access import public, signed_in
from web.auth.actor import actor_or_none, current_actor
from web.unit_of_work import reading, writing

blueprint = Blueprint("auth", __name__)

WRONG = "The sign-in name or the password is wrong. Check both and try again."


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """The sign-in page; in demo mode with the demo people."""
    actor = actor_or_none()
    if actor is not None:
        return redirect(_onward(actor, request.args))
    return _page()


@blueprint.post("/sign-in")
@public
def sign_in_with_password() -> ResponseReturnValue:
    """Check name and password. The one sentence for every failure tells nobody whether an account exists."""
    login, password = request.form.get("login", "").strip(), request.form.get("password", "")
    errors = {
        name: [sentence]
        for name, value, sentence in (
            ("login", login, "Enter your sign-in name."),
            ("password", password, "Enter your password."),
        )
        if not value
    }
    if errors:
        return _page(errors=errors, login=login), 422
    with writing() as database:
        tried = attempt(
            database, login=login, address=request.remote_addr or "", tries=_settings().sign_in_tries
        )
    proof = prove(password=password, stored=tried.password_hash, hashing=_settings().hashing)
    if tried.person_id is None or not proof.right:
        return _page(errors={"login": [WRONG]}, login=login), 422
    with writing() as database:
        account = operation.sign_in(
            database, person_id=tried.person_id, counted=tried.keys, new_hash=proof.new_hash
        )
    return _welcome(account)


@blueprint.post("/sign-in/demo/<int:person_id>")
@public
def sign_in_as(person_id: int) -> ResponseReturnValue:
    """One click to be one of the demo people; there is no such address without demo mode."""
    if not _settings().demo:
        raise NotFound
    with writing() as database:
        account = operation.sign_in(database, person_id=person_id, only_demo=True)
    return _welcome(account)


@blueprint.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End this session, here and for every copy of its cookie."""
    identifier = sessions.identifier()
    if actor_or_none() is not None and identifier:
        with writing() as database:
            leaving.sign_out(database, session_id=identifier, until=sessions.expires())
    sessions.end()
    flash("You have signed out.", "success")
    return redirect(url_for("auth.sign_in"), 303)


@blueprint.get("/kept/<token>")
@signed_in
def kept_text(token: str) -> ResponseReturnValue:
    """What somebody had typed when their session ended, to read and copy."""
    with reading() as database:
        found = parked.collect(database, actor=current_actor(), token=token)
    if found is None:
        raise NotFound("This text is not kept any more. It was kept for two hours.")
    shown = [(name, value) for name, value in found.pairs if value.strip() and not name.startswith("_")]
    return render_template("auth/kept.html", kept=found, pairs=shown)


def _welcome(account: people.Account) -> ResponseReturnValue:
    """Begin the session and go where the person wanted to go, with the text that was kept for them."""
    there = _onward(account.actor, request.form)
    sessions.begin(account)
    if account.must_change_password:
        session["after_password"] = there
        return redirect(url_for("account.password"), 303)
    return redirect(there, 303)


def _onward(actor: Actor, values: Any) -> str:
    """Where the person wanted to go, with the token of their kept text if it is theirs."""
    there, token = _next(values), values.get("kept", "")
    if not token:
        return there
    with reading() as database:
        found = parked.collect(database, actor=actor, token=token)
    return there if found is None else kept.with_parameter(there, token)


def _next(values: Any) -> str:
    """The page of ours that the person wanted; never another server."""
    there = values.get("next", "")
    if (
        not there.startswith("/")
        or there.startswith(("//", "/\\", "/sign-"))
        or any(ord(one) < 32 for one in there)
    ):
        return "/"
    return there


def _page(*, errors: dict[str, list[str]] | None = None, login: str = "") -> str:
    given = request.values
    with reading() as database:
        groups = cast.by_organisation(database) if _settings().demo else ()
        anybody = bool(groups) or people.anybody(database)
    return render_template(
        "auth/sign_in.html",
        errors=errors or {},
        login=login,
        there=_next(given),
        kept=given.get("kept", ""),
        ended=sessions.has_ended(),
        cast=groups,
        anybody=anybody,
    )
