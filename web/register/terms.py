"""Changing the terms of the agreement."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.errors import Invalid
from cip_workflow.operations.agreement import change
from cip_workflow.queries import agreement as found
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.register import given, words
from web.register.blueprint import register
from web.saving import Errors, number, rendered
from web.unit_of_work import reading, writing

_DATES = {
    "signed_on": "the day on which it was signed",
    "starts_on": "the start",
    "initial_end": "the end of the initial term",
    "max_end": "the latest end",
}
_AMOUNTS = {"value_ceiling": "the ceiling", "committed_before": "what was committed before"}
_TEXTS = ("title", "scope", "legal_basis")


@register.route("/agreement/change", methods=["GET", "POST"])
@members_of("platform-admin")
def terms() -> ResponseReturnValue:
    """The terms in a form; a reason is part of it."""
    with reading() as session:
        held = found.current(session, today=clock.now().astimezone(clock.LONDON).date())

    def form(errors: Errors) -> str:
        return render_template(
            "register/terms.html",
            title="Change the terms",
            crumbs=words.crumbs(("Agreement", url_for("register.agreement")), ("Change the terms", None)),
            errors=errors,
            given=_shown(held),
        )

    if request.method == "GET":
        return form({})

    def save() -> None:
        values, errors = _read()
        if errors:
            raise Invalid(fields=errors)
        with writing() as session:
            change.change(
                session,
                actor=current_actor(),
                agreement_id=held.id,
                version=number(request.form.get("version", "")) or 0,
                reason=request.form.get("reason", ""),
                **values,
            )

    return rendered(
        save, done=lambda _: ("The terms are changed.", url_for("register.agreement")), again=form
    )


def _read() -> tuple[dict[str, Any], Errors]:
    errors: Errors = {}
    values: dict[str, Any] = {name: request.form.get(name, "") for name in _TEXTS}
    for name, what in _DATES.items():
        values[name] = given.day_of(name, errors, what=what, needed=name != "signed_on")
    for name, what in _AMOUNTS.items():
        values[name] = given.amount_of(name, errors, what=what)
    return values, errors


def _shown(held: found.Agreement) -> dict[str, Any]:
    shown: dict[str, Any] = {name: request.form.get(name, getattr(held, name)) for name in _TEXTS}
    shown |= {name: given.shown_day(name, getattr(held, name)) for name in _DATES}
    shown |= {
        name: request.form.get(name, words.pounds(getattr(held, name)).removeprefix("£")) for name in _AMOUNTS
    }
    shown |= {"version": request.form.get("version", held.version), "reason": request.form.get("reason", "")}
    return shown
