"""Processes: what is deployed, which versions, what changed; files are dropped here, judged, proposed and published."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from web.processes import decisions, drafts, in_words, questions, tried_forms, upload, versions
    from web.processes.blueprint import processes

    # importing them has added their routes
    assert decisions and drafts and in_words and questions and tried_forms and upload and versions
    app.register_blueprint(processes)
