"""Admin pages: people, groups, organisations, teams of briefs, settings, the log of changes. For platform administrators."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, in three blueprints of one address."""
    from web.admin import groups, holidays, overview, people, teams

    for part in (overview, people, groups, teams, holidays):
        app.register_blueprint(part.blueprint)
