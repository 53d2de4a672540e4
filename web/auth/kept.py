"""What was typed is never lost: a form that arrives without a session is kept for the person, who signs in and gets it back.

Nothing of it is submitted. A page that wants the typed text back asks `kept_pairs()` and shows it as a draft; for any other
page the frame (base.html) offers the text to read and copy.
"""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import flash, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from cip_workflow.operations.person import park
from cip_workflow.queries import parked
from web.auth import forgery
from web.auth.actor import actor_or_none
from web.unit_of_work import reading, writing
from web.wanted import wants_json

PARAMETER = "kept"
SIGN_IN_AGAIN = "Your session has ended. Sign in again to go on."


def ask_to_sign_in() -> ResponseReturnValue:
    """Send somebody without a session to the sign-in page and back; keep what they posted, if it came from a page of ours."""
    if wants_json():
        return jsonify(code="signed-out", message=SIGN_IN_AGAIN), 401
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("auth.sign_in", next=request.full_path.rstrip("?")))
    note = forgery.made_for()
    if note is None:
        return redirect(url_for("auth.sign_in"))
    token = keep(note)
    there = {"next": note.page} | ({PARAMETER: token} if token else {})
    return redirect(url_for("auth.sign_in", **there), 303)


def show_again(note: forgery.MadeFor) -> ResponseReturnValue:
    """For a page that was open since before the last sign-in: the same page again, with everything typed, nothing done."""
    token = keep(note)
    flash("This page was open for too long, so nothing was sent. Check it and send it again.", "important")
    return redirect(with_parameter(note.page, token) if token else note.page, 303)


def keep(note: forgery.MadeFor) -> str | None:
    """Keep the posted pairs for the person of the note; the token that gives them back, or None if there were none."""
    pairs = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in {forgery.FIELD, forgery.NOTE}
    ]
    with writing() as session:
        return park.park(session, login=note.login, path=urlsplit(note.page).path, pairs=pairs)


def kept_pairs() -> list[tuple[str, str]] | None:
    """The name and value pairs that this person had typed on this page before their session ended, in order; or None.

    They are given back as often as the page is loaded, until they expire.
    """
    token, actor = request.args.get(PARAMETER), actor_or_none()
    if not token or actor is None:
        return None
    with reading() as session:
        found = parked.collect(session, actor=actor, token=token)
    if found is None or found.path != request.path:
        return None
    g.kept_shown = True
    return list(found.pairs)


def kept_elsewhere() -> str | None:
    """The address where kept text can be read, when this page has not shown it itself."""
    token, actor = request.args.get(PARAMETER), actor_or_none()
    if not token or actor is None or g.get("kept_shown"):
        return None
    return url_for("auth.kept_text", token=token)


def with_parameter(page: str, token: str) -> str:
    """The address of a page, with the token that gives the kept text back."""
    parts = urlsplit(page)
    query = "&".join(filter(None, (parts.query, urlencode({PARAMETER: token}))))
    return urlunsplit(("", "", parts.path, query, ""))
