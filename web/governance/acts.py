"""Acts on a whole case or a task of somebody else's; each needs a reason and stands in the timeline."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations.case import cancel, resume, send_message, suspend
from cip_workflow.operations.case import remind as reminding
from cip_workflow.operations.task import present
from cip_workflow.operations.task import reassign as reassigning
from cip_workflow.queries import cases, open_work, tasks
from web.auth.access import members_of
from web.auth.actor import current_actor
from web.governance.blueprint import ACTING, governance
from web.inbox import panel
from web.unit_of_work import reading, writing

_VERBS: dict[str, tuple[Callable[..., Any], str, str, str]] = {
    "suspend": (
        suspend.suspend,
        "Suspend this case",
        "Its tasks cannot be completed and its timers do not fire until it is resumed. Nothing is lost.",
        "The case is suspended.",
    ),
    "resume": (
        resume.resume,
        "Resume this case",
        "Timers that fell due meanwhile fire at once.",
        "The case goes on.",
    ),
    "cancel": (
        cancel.cancel,
        "Cancel this case",
        "Everything in it stops for good. What was answered stays readable.",
        "The case is cancelled.",
    ),
}


@governance.get("/governance/cases/<int:instance_id>/<any(suspend, resume, cancel):verb>")
@members_of(*ACTING)
def act(instance_id: int, verb: str) -> ResponseReturnValue:
    """Ask for the reason."""
    return _ask(instance_id, verb, {})


@governance.post("/governance/cases/<int:instance_id>/<any(suspend, resume, cancel):verb>")
@members_of(*ACTING)
def do(instance_id: int, verb: str) -> ResponseReturnValue:
    """Suspend, resume or cancel."""
    operation, _, _, said = _VERBS[verb]
    reason = request.form.get("reason", "").strip()
    if not reason:
        return _ask(instance_id, verb, {"reason": ["Enter why"]}), 422
    try:
        with writing() as session:
            operation(session, actor=current_actor(), instance_id=instance_id, reason=reason)
    except Invalid as wrong:
        return _ask(instance_id, verb, wrong.fields or {"reason": [wrong.message]}), 422
    flash(said, "success")
    return redirect(url_for("cases.case", instance_id=instance_id), 303)


def _ask(instance_id: int, verb: str, wrong: dict[str, list[str]]) -> str:
    _, title, what, _ = _VERBS[verb]
    with reading() as session:
        case = cases.get(session, current_actor(), instance_id)
    return render_template(
        "governance/act.html", title=title, what=what, case=case, given=request.form, errors=wrong
    )


@governance.get("/governance/cases/<int:instance_id>/message")
@members_of(*ACTING)
def message(instance_id: int) -> ResponseReturnValue:
    """The messages that a case waits for."""
    return _messages(instance_id, {})


@governance.post("/governance/cases/<int:instance_id>/message")
@members_of(*ACTING)
def send_by_hand(instance_id: int) -> ResponseReturnValue:
    """Send one of them by hand."""
    name, correlation = _of_value(request.form.get("message", ""))
    reason = request.form.get("reason", "").strip()
    wrong = {}
    if not name:
        wrong["message"] = ["Choose a message"]
    if not reason:
        wrong["reason"] = ["Enter why it is sent by hand"]
    if wrong:
        return _messages(instance_id, wrong), 422
    with writing() as session:
        send_message.send_message(
            session,
            actor=current_actor(),
            message=name,
            correlation=correlation or None,
            payload={"reason": reason},
            instance_id=instance_id,
        )
    flash(f"The message {name} is sent.", "success")
    return redirect(url_for("cases.case", instance_id=instance_id), 303)


def _as_value(message: str, correlation: str) -> str:
    """A message and its key as the value of a radio button."""
    return json.dumps([message, correlation], ensure_ascii=False)


def _of_value(text: str) -> tuple[str, str]:
    try:
        message, correlation = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return "", ""
    return str(message), str(correlation)


def _messages(instance_id: int, wrong: dict[str, list[str]]) -> str:
    with reading() as session:
        case = cases.get(session, current_actor(), instance_id)
        waits = [one for one in open_work.of_case(session, instance_id).waits if one.kind == "message"]
    items = {
        _as_value(one.message or "", one.correlation or ""): {
            "text": one.name or one.message,
            "hint": {"text": f"{one.message}, {one.correlation or 'without a key'}"},
        }
        for one in waits
    }
    return render_template(
        "governance/message.html",
        title="Send a message to this case",
        case=case,
        items=[{"value": value, **shown} for value, shown in items.items()],
        given=request.form,
        errors=wrong,
    )


@governance.post("/governance/tasks/<int:task_id>/remind")
@members_of(*ACTING)
def remind(task_id: int) -> ResponseReturnValue:
    """Remind whoever holds a task, or may take it."""
    with writing() as session:
        reminding.remind(session, actor=current_actor(), task_id=task_id)
    flash("The reminder is recorded, and sent to those who want mail.", "success")
    return redirect(url_for("governance.index"), 303)


@governance.get("/governance/tasks/<int:task_id>/reassign")
@members_of(*ACTING)
def reassign(task_id: int) -> ResponseReturnValue:
    """Choose who takes the task."""
    return _choose(task_id, {})


@governance.post("/governance/tasks/<int:task_id>/reassign")
@members_of(*ACTING)
def give(task_id: int) -> ResponseReturnValue:
    """Give a task to somebody else who may do it."""
    to, reason = request.form.get("to", ""), request.form.get("reason", "").strip()
    wrong = {}
    if not to:
        wrong["to"] = ["Choose who takes it"]
    if not reason:
        wrong["reason"] = ["Enter why"]
    if wrong:
        return _choose(task_id, wrong), 422
    try:
        with writing() as session:
            given = reassigning.reassign(
                session, actor=current_actor(), task_id=task_id, to=to, reason=reason
            )
    except Invalid as error:
        return _choose(task_id, error.fields), 422
    flash(f"{given.name} has the task now, and has been told.", "success")
    return redirect(url_for("governance.index"), 303)


def _choose(task_id: int, wrong: dict[str, list[str]]) -> str:
    actor = current_actor()
    with reading() as session:
        detail = tasks.get(session, actor, task_id)
        if detail.status != "open":
            raise NotFound("This task is no longer open.")
        shown = present.present(session, actor=actor, task_id=task_id, colleagues=True)
    return render_template(
        "tasks/hand_over.html",
        title="Give this task to somebody else",
        heading="Give this task to somebody else",
        caption=f"{panel.caption(detail)} · {detail.name}",
        task=detail,
        version=shown.version,
        people=[{"value": login, "text": name} for login, name in shown.colleagues],
        chosen=request.form,
        said={name: " ".join(texts) for name, texts in wrong.items()},
        errors=[{"text": text, "href": f"#{name}"} for name, texts in wrong.items() for text in texts],
        needs_reason=True,
    )
