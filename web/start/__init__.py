"""What a person may start, and the start form of each."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from web.start.routes import start

    app.register_blueprint(start)
