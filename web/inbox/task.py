"""The page of one task: read, typed into, saved, sent. Without a script every button is a plain post of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import forms
from cip_workflow.errors import Invalid
from cip_workflow.operations.task import complete, present, save_draft
from cip_workflow.queries import groups, tasks
from cip_workflow.types import Actor
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.auth.kept import kept_pairs
from web.inbox import panel
from web.inbox.blueprint import inbox
from web.unit_of_work import reading, writing
from web.uploads import Stored, document_url, store_files
from web.wanted import wants_json


@inbox.get("/tasks/<int:task_id>")
@signed_in
def task(task_id: int) -> ResponseReturnValue:
    """The task with the reader's draft, or with what was kept of an expired session."""
    actor = current_actor()
    with reading() as session:
        shown = present.present(session, actor=actor, task_id=task_id)
        detail = tasks.get(session, actor, task_id)
        if detail.status == "done":
            return redirect(url_for("inbox.submitted", task_id=task_id))
        kept = kept_pairs()
        answers = detail.draft or {}
        if kept is not None and shown.form is not None:
            answers = forms.read(shown.form, kept)
            flash(
                "We kept what you had typed when your session ended. Nothing was sent: check it, then submit it.",
                "important",
            )
        return _page(session, actor, shown, detail, answers)


@inbox.post("/tasks/<int:task_id>")
@signed_in
def send(task_id: int) -> ResponseReturnValue:
    """Complete the task, or save or change the draft, by the button that was pressed."""
    actor = current_actor()
    form = _form(actor, task_id)
    answers, wanted, files = _posted(actor, form, task_id)
    try:
        files.insist()
        if wanted.kind != "submit":
            return _keep(actor, task_id, answers, wanted)
        with writing() as session:
            done = complete.complete(
                session, actor=actor, task_id=task_id, answers=answers, version=_version()
            )
    except Invalid as wrong:
        return _show_errors(actor, task_id, answers, wrong)
    if wants_json():
        return jsonify(task=done.task_id, case=done.instance_id, finished=done.finished)
    if done.waits_for_second:
        flash("Your answers are kept. A second person must confirm them before the case goes on.", "success")
        return redirect(url_for("inbox.mine"), 303)
    return redirect(url_for("inbox.submitted", task_id=task_id, now=1), 303)


@inbox.post("/tasks/<int:task_id>/draft")
@signed_in
def draft(task_id: int) -> ResponseReturnValue:
    """Save the page as a draft, for the script that does so while somebody types."""
    actor = current_actor()
    form = _form(actor, task_id)
    answers, _, files = _posted(actor, form, task_id)
    files.insist()
    with writing() as session:
        saved = save_draft.save_draft(session, actor=actor, task_id=task_id, answers=answers)
    return jsonify(saved_at=saved.isoformat())


def _form(actor: Actor, task_id: int) -> forms.Form | None:
    with reading() as session:
        return present.present(session, actor=actor, task_id=task_id).form


def _posted(
    actor: Actor, form: forms.Form | None, task_id: int
) -> tuple[dict[str, Any], forms.Intent, Stored]:
    pairs = list(request.form.items(multi=True))
    if form is None:
        return {}, forms.intent(pairs), Stored(files={}, refused={})
    stored = store_files(actor, task_id=task_id)
    return forms.read(form, pairs, stored.files), forms.intent(pairs), stored


def _version() -> int | None:
    value = request.form.get("_version", "")
    return int(value) if value.isdecimal() else None


def _keep(
    actor: Actor, task_id: int, answers: Mapping[str, Any], wanted: forms.Intent
) -> ResponseReturnValue:
    with writing() as session:
        saved = save_draft.save_draft(session, actor=actor, task_id=task_id, answers=answers)
    if wanted.kind == "save":
        flash("Your draft is saved. Only you can see it until you submit.", "success")
        return redirect(url_for("inbox.mine"), 303)
    with reading() as session:
        shown = present.present(session, actor=actor, task_id=task_id)
        return _page(session, actor, shown, tasks.get(session, actor, task_id), answers, saved=saved)


def _show_errors(
    actor: Actor, task_id: int, answers: Mapping[str, Any], wrong: Invalid
) -> ResponseReturnValue:
    if wants_json():
        raise wrong
    with writing() as session:  # what was typed, and files that came with it, outlive a closed window
        save_draft.save_draft(session, actor=actor, task_id=task_id, answers=answers)
    with reading() as session:
        shown = present.present(session, actor=actor, task_id=task_id)
        detail = tasks.get(session, actor, task_id)
        return _page(
            session, actor, shown, detail, answers, errors=wrong.fields or {"": [wrong.message]}
        ), 422


def _page(
    session: Any,
    actor: Actor,
    shown: present.Presented,
    detail: tasks.Detail,
    answers: Mapping[str, Any],
    *,
    errors: Mapping[str, Sequence[str]] | None = None,
    saved: Any = None,
) -> str:
    names = groups.names(session)
    may_complete = shown.may_work and (shown.held or errors is not None)
    view = None
    if may_complete and shown.form is not None:
        view = forms.view(
            shown.form, answers, shown.variables, errors=errors, people=shown.people, actor=actor
        )
    return render_template(
        "tasks/task.html",
        title=detail.name,
        errors=bool(errors),
        task=detail,
        documentation=panel.documentation(session, detail),
        version=shown.version,
        caption=panel.caption(detail),
        view=view,
        held=shown.held,
        may_complete=may_complete,
        may_claim=shown.may_work and not shown.held,
        why_not=shown.why_not,
        draft_saved=saved or detail.draft_saved,
        document_url=document_url,
        about=panel.about(detail, actor, names),
        so_far=panel.so_far(session, actor, detail),
        contact=current_app.config["SETTINGS"].contact,
    )
