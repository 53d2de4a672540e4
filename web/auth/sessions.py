"""Sessions: a signed cookie that dies of idleness, of age, of signing out, and of a raised epoch.

The cookie itself is kept longer than the session, so that we can tell a session that ended from one that never was.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from flask import Flask, Response, current_app, request, session
from flask_login import LoginManager, login_user, logout_user

from cip_workflow import clock
from cip_workflow.config import Settings
from cip_workflow.queries import people
from web.auth import forgery
from web.auth.actor import SignedIn, actor_or_none
from web.unit_of_work import reading

#: A request with this header was made by a script on its own and does not count as somebody being there.
BACKGROUND = "X-Cip-Background"
_COOKIE_LIVES = timedelta(days=7)
_SEEN_EVERY = timedelta(seconds=60)

_logins = LoginManager()


def init_app(app: Flask) -> None:
    """Set the cookie's properties and load the person behind it, once a request, in two statements."""
    settings: Settings = app.config["SETTINGS"]
    app.config.update(
        SESSION_COOKIE_NAME="__Host-cip" if settings.https else "cip",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=_COOKIE_LIVES,
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    _logins.session_protection = None  # a telephone changes its address on the way home
    _logins.init_app(app)
    _logins.user_loader(_load)
    app.after_request(_note_presence)


def begin(account: people.Account) -> None:
    """Start a session for this person. Whatever the browser had before is dropped, so nobody can plant a session."""
    session.clear()
    login_user(SignedIn(account))
    now = clock.now().timestamp()
    session["id"] = secrets.token_urlsafe(16)
    session["began"] = now
    session["seen"] = now
    # Made now and not by the first page with a form: several tabs opened at once would each make their own, and the
    # forms of all but one would be refused.
    session[forgery.FIELD] = secrets.token_hex(20)


def end() -> None:
    """Forget the session in this browser."""
    logout_user()
    session.clear()


def identifier() -> str | None:
    """The random name of this session."""
    return session.get("id")


def expires() -> datetime:
    """When the session that begins now ends at the latest."""
    settings: Settings = current_app.config["SETTINGS"]
    return clock.now() + timedelta(hours=settings.session_hours)


def has_ended() -> bool:
    """Whether the browser brought a session that is over, as opposed to none."""
    return "_user_id" in session and actor_or_none() is None


def _load(text: str) -> SignedIn | None:
    person_id, _, epoch = text.rpartition(".")
    if not person_id.isdecimal() or _is_over():
        return None
    with reading() as database:
        account = people.account(database, int(person_id), session_id=session.get("id"))
    if account is None or str(account.epoch) != epoch:
        return None
    return SignedIn(account)


def _is_over() -> bool:
    settings: Settings = current_app.config["SETTINGS"]
    now = clock.now().timestamp()
    idle = now - float(session.get("seen", 0))
    age = now - float(session.get("began", 0))
    return idle > settings.session_minutes * 60 or age > settings.session_hours * 3600


def _note_presence(response: Response) -> Response:
    """Remember that somebody is there; at most once a minute, so that most answers carry no cookie."""
    if "_user_id" in session and BACKGROUND not in request.headers and request.endpoint != "static":
        now = clock.now().timestamp()
        if now - float(session.get("seen", 0)) > _SEEN_EVERY.total_seconds() and actor_or_none() is not None:
            session["seen"] = now
    return response
