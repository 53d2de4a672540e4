"""Page or JSON: what the caller asked for."""

from __future__ import annotations

from flask import request


def wants_json() -> bool:
    """Whether the answer should be JSON: an API address, a JSON body, or an Accept header that prefers it to a page."""
    if request.path.startswith("/api/") or request.is_json:
        return True
    accepted = request.accept_mimetypes
    return accepted["application/json"] > accepted["text/html"]
