"""A form that we did not make changes nothing; a form that was open for too long loses nothing.

Each of our forms carries two hidden fields: Flask-WTF's token, which lives as long as the session, and a signed note of who
the page was made for and which page it was. The note lets us keep what was typed when the session is gone (kept.py); it
allows nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFError, generate_csrf
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import Markup

from web.auth.actor import actor_or_none
from web.extensions import csrf

FIELD = "csrf_token"
NOTE = "_made_for"
_DAYS_A_PAGE_MAY_STAY_OPEN = 7


@dataclass(frozen=True, kw_only=True)
class MadeFor:
    """Who a page with a form was made for, and its address."""

    login: str
    page: str


def init_app(app: Flask) -> None:
    """Give templates `guard()`, the hidden fields that every form of ours carries."""
    app.jinja_env.globals["guard"] = guard


def guard() -> Markup:
    """The hidden fields: put `{{ guard() }}` into every `<form method="post">`."""
    fields = Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, generate_csrf())
    actor = actor_or_none()
    if actor is None:
        return fields
    note = _signer().dumps([actor.login, request.full_path.rstrip("?")])
    return fields + Markup('<input type="hidden" name="{}" value="{}">').format(NOTE, note)


def made_for() -> MadeFor | None:
    """The signed note of the posted form, if it is one of ours."""
    try:
        login, page = _signer().loads(
            request.form.get(NOTE, ""), max_age=_DAYS_A_PAGE_MAY_STAY_OPEN * 24 * 3600
        )
    except (BadData, ValueError):
        return None
    return MadeFor(login=login, page=page)


def genuine() -> bool:
    """Whether the posted token belongs to the cookie that came with it."""
    if not current_app.config.get("WTF_CSRF_ENABLED", True):
        return True
    try:
        csrf.protect()
    except CSRFError:
        return False
    return True


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="page made for")
