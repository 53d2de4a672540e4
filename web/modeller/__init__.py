"""What Camunda Modeler's Deploy and Start buttons speak to: its Camunda 7 tab and its Camunda 8 tab, unchanged.

A modeller sends the diagram that is open, shows an access token, and shows our sentences. Both tabs use one deployment
service (`bundles.py`); each has its own words for the same things (`camunda7.py`, `camunda8.py`).
"""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register both tabs and the addresses that they look up."""
    from web.modeller import camunda7, camunda8, found

    app.wsgi_app = found.MergedSlashes(app.wsgi_app)
    app.register_blueprint(camunda7.blueprint)
    app.register_blueprint(camunda8.blueprint)
    app.register_blueprint(found.blueprint)
