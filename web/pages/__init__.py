"""Pages that belong to no feature: the way in, health, help, accessibility, privacy."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from web.pages import routes

    app.register_blueprint(routes.blueprint)
