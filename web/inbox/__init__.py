"""The inbox: four lists of tasks, the page of one task, and what can be done with it."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from web.inbox import acts, lists, task
    from web.inbox.blueprint import inbox

    assert acts and lists and task  # importing them has added their routes
    if inbox.name not in app.blueprints:
        app.register_blueprint(inbox)
