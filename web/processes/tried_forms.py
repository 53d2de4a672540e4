"""Forms as the inbox shows them, to try: answers are judged and nothing is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cip_workflow import clock, feel, forms
from cip_workflow.errors import Invalid, WorkflowError
from cip_workflow.queries.people import Directory
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.processes.blueprint import DEPLOYING, LOOKING, processes
from web.processes.holding import Holding, draft_of, version_of
from web.unit_of_work import reading

#: The box for variables of the case. Names that begin like this belong to the page, never to the form.
VARIABLES = "_variables"
_MOST = 20_000


@processes.route("/processes/<process_id>/<int:version>/forms/<form_id>", methods=["GET", "POST"])
@members_of(*LOOKING)
def version_form(process_id: str, version: int, form_id: str) -> ResponseReturnValue:
    """A form of a version."""
    return _page(version_of(process_id, version), form_id)


@processes.route("/processes/drafts/<int:draft_id>/forms/<form_id>", methods=["GET", "POST"])
@members_of(*DEPLOYING)
def draft_form(draft_id: int, form_id: str) -> ResponseReturnValue:
    """A form of a draft."""
    return _page(draft_of(draft_id), form_id)


def _page(holding: Holding, form_id: str) -> ResponseReturnValue:
    form, actor = holding.form(form_id), current_actor()
    typed = request.form.get(VARIABLES, "").strip()[:_MOST]
    variables, wrong = _variables(typed)
    answers: Mapping[str, Any] = {}
    errors: dict[str, list[str]] | None = None
    shown: Any = None
    with reading() as session:
        people = Directory(session)
        if request.method == "POST":
            pairs = list(request.form.items(multi=True))
            answers = forms.read(form, pairs, _files())
            if forms.intent(pairs).kind == "submit" and not wrong:
                try:
                    taken = forms.clean(form, answers, variables, people=people, actor=actor, now=clock.now())
                    shown = forms.show(form, taken, people=people, actor=actor)
                except Invalid as invalid:
                    errors = {path: list(said) for path, said in invalid.fields.items()}
        view = forms.view(form, answers, variables, errors=errors, people=people, actor=actor)
    page = render_template(
        "processes/form.html",
        holding=holding,
        form=form,
        view=view,
        shown=shown,
        variables=typed,
        wrong=wrong,
        errors=bool(errors or wrong),
    )
    return (page, 422) if errors or wrong else page


def _variables(text: str) -> tuple[dict[str, Any], str]:
    """The variables that were typed, and what is wrong with them."""
    if not text:
        return {}, ""
    sentence = 'The variables of the case cannot be read. Write them as FEEL, for example {title: "Homes"}.'
    try:
        value = feel.to_plain(feel.evaluate(text))
    except WorkflowError as error:
        return {}, f"{sentence} {error.message}"
    return (value, "") if isinstance(value, dict) else ({}, sentence)


def _files() -> dict[str, list[dict[str, Any]]]:
    """What would be known of the files of this post. Their bytes are looked at and forgotten."""
    known: dict[str, list[dict[str, Any]]] = {}
    for name, file in request.files.items(multi=True):
        if file.filename:
            data = file.read()
            known.setdefault(name, []).append(
                {
                    "document": len(known) + 1,
                    "name": file.filename,
                    "size": len(data),
                    "type": file.mimetype,
                    "sha256": hashlib.sha256(data).hexdigest(),
                }
            )
    return known
