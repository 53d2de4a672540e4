"""A character that no database keeps as text is refused at the door; no keyboard types it."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import BadRequest

_NUL = "\0"
REFUSED = "What was sent holds a character that is no text (NUL). Nothing was stored."


def init_app(app: Flask) -> None:
    """Look at every address and every form before anything else does."""
    app.before_request(_refuse)


def _refuse() -> None:
    given = [request.path]
    for pairs in (request.args, request.form):
        for name, value in pairs.items(multi=True):
            given += [name, value]
    if any(_NUL in text for text in given):
        raise BadRequest(REFUSED)
