"""Bids come in here: Barnardo's procurement takes them, and nobody reads them before bidding closes."""

from __future__ import annotations

from flask import Flask

from web.procurements.routes import procurements


def init_app(app: Flask) -> None:
    """Register the one address."""
    app.register_blueprint(procurements)
