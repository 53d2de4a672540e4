"""Cases: the list, and one case with its live diagram, timeline, people and documents."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from web.cases.messages import messages
    from web.cases.routes import cases

    app.register_blueprint(cases)
    app.register_blueprint(messages)
