"""Who is there: signing in and out, sessions, what each route allows, and the own account."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages. Sessions and access are set up by `create_app` before any page."""
    from web.auth import account, routes, tokens

    app.register_blueprint(routes.blueprint)
    app.register_blueprint(account.blueprint)
    app.register_blueprint(tokens.blueprint)
