"""The blueprint that the modules of the inbox add their routes to."""

from __future__ import annotations

from flask import Blueprint

inbox = Blueprint("inbox", __name__)
