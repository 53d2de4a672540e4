"""Processes: what is deployed, which versions, what changed; files are dropped here, judged, proposed and published."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from web.processes import drafts, questions, upload, versions
    from web.processes.blueprint import processes

    assert drafts and questions and upload and versions  # importing them has added their routes
    app.register_blueprint(processes)
