"""What can be done with a task besides answering it: take, give back, hand over, take back an answer, read it again."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import forms
from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations.task import claim as claiming
from cip_workflow.operations.task import hand_over as handing
from cip_workflow.operations.task import present
from cip_workflow.operations.task import recall as recalling
from cip_workflow.operations.task import release as releasing
from cip_workflow.operations.task.read_form import read_form
from cip_workflow.queries import groups, people, tasks
from web.auth.access import signed_in
from web.auth.actor import current_actor
from web.inbox import panel
from web.inbox.blueprint import inbox
from web.inbox.words import waits_for
from web.unit_of_work import reading, writing


@inbox.post("/tasks/<int:task_id>/claim")
@signed_in
def claim(task_id: int) -> ResponseReturnValue:
    """Take a task that waits for the person's team."""
    with writing() as session:
        claiming.claim(session, actor=current_actor(), task_id=task_id)
    return redirect(url_for("inbox.task", task_id=task_id), 303)


@inbox.post("/tasks/<int:task_id>/release")
@signed_in
def release(task_id: int) -> ResponseReturnValue:
    """Give a task back to the team."""
    with writing() as session:
        releasing.release(session, actor=current_actor(), task_id=task_id)
    flash("The task waits for your team again.", "success")
    return redirect(url_for("inbox.mine"), 303)


@inbox.get("/tasks/<int:task_id>/hand-over")
@signed_in
def hand_over(task_id: int) -> ResponseReturnValue:
    """Choose who takes the task."""
    return _choose(task_id, {})


@inbox.post("/tasks/<int:task_id>/hand-over")
@signed_in
def give(task_id: int) -> ResponseReturnValue:
    """Hand the task over."""
    to = request.form.get("to", "")
    if not to:
        return _choose(task_id, {"to": ["Choose who takes it"]}), 422
    try:
        with writing() as session:
            given = handing.hand_over(
                session,
                actor=current_actor(),
                task_id=task_id,
                to=to,
                note=request.form.get("reason", "")[:2000],
            )
    except Invalid as wrong:
        return _choose(task_id, wrong.fields), 422
    flash(f"{given.name} has the task now, and has been told.", "success")
    return redirect(url_for("inbox.mine"), 303)


def _choose(task_id: int, wrong: dict[str, list[str]]) -> str:
    actor = current_actor()
    with reading() as session:
        detail = tasks.get(session, actor, task_id)
        shown = present.present(session, actor=actor, task_id=task_id, colleagues=True)
    return render_template(
        "tasks/hand_over.html",
        title="Hand this task to someone else",
        heading="Hand this task to someone else",
        caption=f"{panel.caption(detail)} · {detail.name}",
        task=detail,
        version=shown.version,
        people=[{"value": login, "text": name} for login, name in shown.colleagues if login != actor.login],
        chosen=request.form,
        said={name: " ".join(texts) for name, texts in wrong.items()},
        errors=[{"text": text, "href": f"#{name}"} for name, texts in wrong.items() for text in texts],
        needs_reason=False,
    )


@inbox.get("/tasks/<int:task_id>/submitted")
@signed_in
def submitted(task_id: int) -> ResponseReturnValue:
    """What was submitted, to read and print, and what happens next."""
    actor = current_actor()
    with reading() as session:
        detail = tasks.get(session, actor, task_id)
        if detail.status != "done" or detail.completed_at is None:
            raise NotFound(tasks.NO_TASK)
        names = groups.names(session)
        directory = people.Directory(session, detail.reference)
        shown: list[dict[str, Any]] | None = None
        if detail.answers is not None:
            shown = []
            if detail.form_digest:
                form = read_form(session, detail.form_digest)
                lines = forms.show(form, forms.from_json(form, detail.answers), people=directory, actor=actor)
                shown = [
                    {"key": {"text": line.label}, "value": {"text": line.text or "Nothing"}} for line in lines
                ]
        following = tasks.opened_by(session, detail.instance_id, detail.completed_seq or 0)
    own = detail.completed_by_id == actor.person_id
    return render_template(
        "tasks/submitted.html",
        title=detail.name,
        task=detail,
        caption=panel.caption(detail),
        own=own,
        done_by="You did this task" if own else f"{detail.completed_by} did this task",
        just_now=own and request.args.get("now") == "1",
        shown=shown,
        next=[f"{name}: {holder or waits_for(candidates, names)}" for name, candidates, holder in following],
        may_recall=own and detail.recallable and detail.case_status == "running",
    )


@inbox.post("/tasks/<int:task_id>/recall")
@signed_in
def recall(task_id: int) -> ResponseReturnValue:
    """Take an answer back while nobody has acted on it."""
    with writing() as session:
        recalling.recall(session, actor=current_actor(), task_id=task_id)
    flash("Your answer is taken back. What you wrote is a draft now.", "success")
    return redirect(url_for("inbox.task", task_id=task_id), 303)
