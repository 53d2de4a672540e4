"""The diary of a body: its meetings, and when their papers are due."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow import clock
from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations.meeting import add, cancel
from cip_workflow.queries import agreement as found
from web import templating
from web.auth.access import members_of, signed_in
from web.auth.actor import current_actor
from web.register import given, words
from web.register.blueprint import KEEPERS, register
from web.saving import Errors, rendered
from web.unit_of_work import reading, writing


@register.get("/agreement/bodies/<key>")
@signed_in
def diary(key: str) -> ResponseReturnValue:
    """The meetings of a body, and for those who keep the diary a form to plan one."""
    return _page(key, {})


@register.post("/agreement/bodies/<key>")
@members_of(*KEEPERS)
def plan(key: str) -> ResponseReturnValue:
    """Plan a meeting."""
    with reading() as session:
        found.body(session, key)
    errors: Errors = {}
    held_on = given.day_of("held_on", errors, what="the day of the meeting")
    if held_on is None:
        return _page(key, errors), 422

    def save() -> None:
        with writing() as session:
            add.add(
                session,
                actor=current_actor(),
                body=key,
                held_on=held_on,
                place=request.form.get("place", ""),
                reason=request.form.get("reason", ""),
            )

    return rendered(
        save,
        done=lambda _: (
            f"The meeting on {templating.day(held_on)} is planned.",
            url_for("register.diary", key=key),
        ),
        again=lambda wrong: _page(key, wrong),
    )


@register.route("/agreement/bodies/<key>/meetings/<int:meeting_id>/cancel", methods=["GET", "POST"])
@members_of(*KEEPERS)
def cancel_meeting(key: str, meeting_id: int) -> ResponseReturnValue:
    """Ask why, then cancel."""
    with reading() as session:
        body = found.body(session, key)
    meeting = next((one for one in body.meetings if one.id == meeting_id), None)
    if meeting is None:
        raise NotFound("There is no such meeting, or it is cancelled already.")
    errors: Errors = {}
    if request.method == "POST":
        try:
            with writing() as session:
                cancel.cancel(
                    session,
                    actor=current_actor(),
                    meeting_id=meeting_id,
                    reason=request.form.get("reason", ""),
                )
            flash(f"The meeting on {templating.day(meeting.held_on)} is cancelled.", "success")
            return redirect(url_for("register.diary", key=key), 303)
        except Invalid as wrong:
            errors = wrong.fields
    shown = render_template(
        "register/cancel_meeting.html",
        title=f"Cancel the meeting on {templating.day(meeting.held_on)}",
        crumbs=words.crumbs(
            ("Agreement", url_for("register.agreement")),
            (body.name, url_for("register.diary", key=key)),
            ("Cancel a meeting", None),
        ),
        errors=errors,
        reason=request.form.get("reason", ""),
    )
    return (shown, 422) if errors else shown


def _page(key: str, errors: Errors) -> str:
    today = clock.now().astimezone(clock.LONDON).date()
    keeps = bool(current_actor().groups & set(KEEPERS))
    with reading() as session:
        body = found.body(session, key)
        rows = [
            {
                "day": templating.day(one.held_on),
                "place": one.place,
                "papers": templating.day(one.papers_due),
                "distance": templating.days_away(one.held_on),
                "past": one.held_on < today,
                "cancel": url_for("register.cancel_meeting", key=key, meeting_id=one.id)
                if keeps and one.held_on >= today
                else None,
            }
            for one in body.meetings
        ]
    return render_template(
        "register/diary.html",
        title=body.name,
        crumbs=words.crumbs(("Agreement", url_for("register.agreement")), (body.name, None)),
        kind=words.BODY.get(body.kind, body.kind),
        planned=[row for row in reversed(rows) if not row["past"]],
        held=[row for row in rows if row["past"]],
        may_keep=keeps,
        errors=errors,
        given={
            "held_on": given.shown_day("held_on", None),
            "place": request.form.get("place", ""),
            "reason": request.form.get("reason", ""),
        },
    )
