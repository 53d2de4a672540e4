"""Adding a party."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.operations.party import add
from cip_workflow.queries import agreement as found
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.register import words
from web.register.blueprint import KEEPERS, register
from web.saving import Errors, number, rendered
from web.unit_of_work import reading, writing

_FIELDS = ("name", "kind", "ppon", "company", "charity", "reason")


@register.route("/agreement/parties/add", methods=["GET", "POST"])
@members_of(*KEEPERS)
def add_party() -> ResponseReturnValue:
    """A provider, a funder, a regulator, or who follows one of the parties."""
    given = {name: request.form.get(name, "") for name in _FIELDS}
    follows, vcse = request.form.get("successor_of", ""), bool(request.form.get("vcse"))

    def form(errors: Errors) -> str:
        with reading() as session:
            known = found.parties(session)
        return render_template(
            "register/party.html",
            title="Add a party",
            crumbs=words.crumbs(("Agreement", url_for("register.agreement")), ("Add a party", None)),
            errors=errors,
            given={**given, "successor_of": follows, "vcse": vcse},
            kinds=[{"value": key, "text": text} for key, text in words.PARTY.items()],
            known=[{"value": one.id, "text": one.name} for one in known],
        )

    if request.method == "GET":
        return form({})

    def save() -> None:
        with writing() as session:
            add.add(session, actor=current_actor(), **given, vcse=vcse, successor_of=number(follows))

    return rendered(
        save, done=lambda _: (f"{given['name']} is registered.", url_for("register.agreement")), again=form
    )
