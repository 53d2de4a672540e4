"""Who may use which route. Every view says it with one of four decorators; a view that says nothing stops the start.

    @public             anybody
    @by_token           modellers and scripts, which show an access token: no cookie counts, so no page can forge it
    @signed_in          every person with an account
    @members_of("platform-admin", ..)   people in one of these groups; `design-lead` means the lead of any brief

This opens the door of a page. What may be done to the thing on it is decided by the operation, by the same rule for
web, API and command line.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from cip_workflow.errors import NotAllowed
from web.auth import forgery, kept
from web.auth.actor import actor_or_none, current_account, current_actor
from web.wanted import wants_json

View = TypeVar("View", bound=Callable[..., Any])
TOO_LONG = (
    "This page was open for too long, or your browser keeps no cookies. "
    "Nothing was changed. Open the page again and repeat what you did."
)
_SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who may use a route."""

    kind: str  #: public, token, signed-in or groups
    groups: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return ", ".join(sorted(self.groups)) or self.kind


def public(view: View) -> View:
    """Anybody may see this page, signed in or not."""
    return _declare(view, Access(kind="public"))


def by_token(view: View) -> View:
    """Only who shows an access token may use this address; the blueprint asks for it, and cookies count for nothing."""
    return _declare(view, Access(kind="token"))


def signed_in(view: View) -> View:
    """Every person with an account may use this page; what is on it depends on who they are."""
    return _declare(view, Access(kind="signed-in"))


def members_of(*groups: str) -> Callable[[View], View]:
    """Only people in one of these groups may use this page; others are told so (403)."""
    return lambda view: _declare(view, Access(kind="groups", groups=frozenset(groups)))


def _declare(view: View, access: Access) -> View:
    view.access = access
    return view


def init_app(app: Flask) -> None:
    """Ask at every request, before the view."""
    app.view_functions["static"] = public(lambda **given: Flask.send_static_file(app, **given))
    app.before_request(_ask)


def check_declared(app: Flask) -> None:
    """Refuse to start with a route that nobody has thought about.

    Raises:
        RuntimeError: names the routes.
    """
    undeclared = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "access"))
    if undeclared:
        raise RuntimeError(
            f"These routes do not say who may use them: {', '.join(undeclared)}. "
            "Put @public, @signed_in or @members_of(..) of web/auth/access.py under their route decorator."
        )


def declared(app: Flask) -> dict[str, Access]:
    """The access of every route, by `METHODS /rule`: what the tests compare with the written list."""
    found = {}
    for rule in app.url_map.iter_rules():
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        found[f"{methods} {rule.rule}"] = app.view_functions[rule.endpoint].access
    return found


def _ask() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # 404 or 405 says it
    access: Access = current_app.view_functions[request.endpoint].access
    if access.kind == "token":
        return None
    actor = actor_or_none()
    if access.kind != "public" and actor is None:
        return kept.ask_to_sign_in()
    if request.method not in _SAFE and not forgery.genuine():
        note = forgery.made_for()
        if actor is None or note is None or note.login != actor.login:
            raise BadRequest(TOO_LONG)
        return kept.show_again(note)
    if actor is not None and access.kind != "public" and current_account().must_change_password:
        return _choose_password_first()
    if access.groups and not access.groups & {group.partition("@")[0] for group in current_actor().groups}:
        words = " and ".join(f"{group.replace('-', ' ')}s" for group in sorted(access.groups))
        raise NotAllowed(f"This page is for {words}, and you are not in that group.")
    return None


def _choose_password_first() -> ResponseReturnValue | None:
    """A password that an administrator gave opens one page: the one where the person chooses their own."""
    if request.endpoint in {"account.password", "account.save_password"}:
        return None
    if wants_json():
        raise NotAllowed("Choose your own password first: sign in with a browser.")
    return redirect(url_for("account.password"), 303)
