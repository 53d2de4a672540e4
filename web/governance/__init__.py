"""Cases that need someone, and what puts them right: retry, correct, reassign, remind, message, suspend, resume, cancel."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from web.governance import acts, mend, stuck
    from web.governance.blueprint import governance

    assert acts and mend and stuck  # importing them has added their routes
    app.register_blueprint(governance)
