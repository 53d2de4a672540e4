"""Start a case: the list, the form, its draft."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import forms
from cip_workflow.errors import Invalid
from cip_workflow.operations.case import present_start, save_start_draft
from cip_workflow.operations.case import start as starting
from cip_workflow.operations.case.once import once
from cip_workflow.queries import definitions
from cip_workflow.types import Actor
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.auth.kept import kept_pairs
from web.diagrams import document_of
from web.unit_of_work import reading, writing
from web.uploads import Stored, document_url, store_files

start = Blueprint("start", __name__)


@start.get("/start")
@signed_in
def index() -> ResponseReturnValue:
    """What this person may start."""
    actor = current_actor()
    with reading() as session:
        found = [
            {
                "process_id": one.process_id,
                "title": _start_name(session, one.id, one.process_id) or one.name,
                "documentation": one.documentation,
                "drafted": one.drafted,
            }
            for one in definitions.startable(session, actor)
        ]
    return render_template("start/index.html", title="Start something new", startable=found)


def _start_name(session: Any, definition_id: int, process_id: str) -> str:
    """What somebody does here: the start event's property `action` (“State a need”), else its name."""
    document, _ = document_of(session, definition_id, process_id)
    process = document.process(process_id)
    events = (
        [one for one in process.starts() if one.properties.get("starters") != "nobody"] if process else []
    )
    return next((said for one in events if (said := one.properties.get("action") or one.name)), "")


@start.get("/start/<process_id>")
@signed_in
def form(process_id: str) -> ResponseReturnValue:
    """The start form, with the person's draft or what was kept of an expired session."""
    actor = current_actor()
    with reading() as session:
        page = present_start.present_start(session, actor=actor, process_id=process_id, brief_ref=_brief())
        answers = page.draft or {}
        kept = kept_pairs()
        if kept is not None and page.form is not None:
            answers = forms.read(page.form, kept)
            flash(
                "We kept what you had typed when your session ended. Nothing was sent: check it, then send it.",
                "important",
            )
        return _page(session, actor, page, answers)


@start.post("/start/<process_id>")
@signed_in
def send(process_id: str) -> ResponseReturnValue:
    """Start the case, or save or change the draft, by the button that was pressed."""
    actor = current_actor()
    answers, wanted, files = _posted(actor, process_id)
    try:
        files.insist()
        if wanted.kind != "submit":
            return _keep(actor, process_id, answers, wanted)
        with writing() as session:
            once(session, token=f"{actor.person_id}-{request.form.get('_once') or secrets.token_hex(8)}")
            begun = starting.start(
                session, actor=actor, process_id=process_id, answers=answers, brief_ref=_brief()
            )
    except Invalid as wrong:
        return _wrong(actor, process_id, answers, wrong)
    name = " ".join(part for part in (begun.reference, begun.title) if part)
    flash(f"Started{': ' + name if name else ''}. {_next(begun.next)}", "success")
    return redirect(url_for("cases.case", instance_id=begun.instance_id), 303)


def _keep(
    actor: Actor, process_id: str, answers: Mapping[str, Any], wanted: forms.Intent
) -> ResponseReturnValue:
    with writing() as session:
        saved = save_start_draft.save_start_draft(
            session, actor=actor, process_id=process_id, answers=answers
        )
    if wanted.kind == "save":
        flash("Your draft is saved. You find it here under Start something new.", "success")
        return redirect(url_for("start.index"), 303)
    with reading() as session:
        page = present_start.present_start(session, actor=actor, process_id=process_id, brief_ref=_brief())
        return _page(session, actor, page, answers, saved=saved)


@start.post("/start/<process_id>/draft")
@signed_in
def draft(process_id: str) -> ResponseReturnValue:
    """Save the page as a draft, for the script that does so while somebody types."""
    actor = current_actor()
    answers, _, files = _posted(actor, process_id)
    files.insist()
    with writing() as session:
        saved = save_start_draft.save_start_draft(
            session, actor=actor, process_id=process_id, answers=answers
        )
    return jsonify(saved_at=saved.isoformat())


def _brief() -> str | None:
    return request.args.get("brief") or None


def _posted(actor: Actor, process_id: str) -> tuple[dict[str, Any], forms.Intent, Stored]:
    pairs = list(request.form.items(multi=True))
    with reading() as session:
        page = present_start.present_start(session, actor=actor, process_id=process_id, brief_ref=_brief())
    if page.form is None:
        return {}, forms.intent(pairs), Stored(files={}, refused={})
    stored = store_files(actor, task_id=None)
    return forms.read(page.form, pairs, stored.files), forms.intent(pairs), stored


def _wrong(actor: Actor, process_id: str, answers: Mapping[str, Any], wrong: Invalid) -> ResponseReturnValue:
    with writing() as session:
        save_start_draft.save_start_draft(session, actor=actor, process_id=process_id, answers=answers)
    with reading() as session:
        page = present_start.present_start(session, actor=actor, process_id=process_id, brief_ref=_brief())
        return _page(session, actor, page, answers, errors=wrong.fields or {"": [wrong.message]}), 422


def _next(following: Sequence[tuple[str, str]]) -> str:
    names = list(dict.fromkeys(name for name, _ in following))
    return f"Now open: {', '.join(names)}." if names else ""


def _page(
    session: Any,
    actor: Actor,
    page: present_start.StartPage,
    answers: Mapping[str, Any],
    *,
    errors: Mapping[str, Sequence[str]] | None = None,
    saved: Any = None,
) -> str:
    view = None
    if page.form is not None:
        view = forms.view(page.form, answers, page.variables, errors=errors, people=page.people, actor=actor)
    return render_template(
        "start/form.html",
        title=_start_name(session, page.definition_id, page.process_id) or page.name,
        errors=bool(errors),
        documentation="",
        process_id=page.process_id,
        view=view,
        once=request.form.get("_once") or secrets.token_urlsafe(12),
        draft_saved=saved or page.draft_saved,
        document_url=document_url,
    )
