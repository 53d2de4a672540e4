"""The built style sheets and scripts, by the names that the build gave them (web/front/build.mjs).

Pages work without any of them; when they were not built, the log says which command builds them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, request, url_for

from cip_workflow import log

_FOLDER = Path(__file__).parent / "static" / "dist"
_FOR_EVER = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Give templates `asset("app.css")`, and let browsers keep what has its digest in its name."""
    if not (_FOLDER / "manifest.json").exists():
        log.get(__name__).warning("The style sheets and scripts are not built: run `make assets`.")
    app.jinja_env.globals["asset"] = asset
    app.after_request(_keep)


def asset(name: str) -> str | None:
    """The address of a built file, such as `app.css`; None when it was not built."""
    path = _FOLDER / "manifest.json"
    if not path.exists():
        return None
    built = _manifest(path, path.stat().st_mtime_ns).get(name)
    return url_for("static", filename=f"dist/{built}") if built else None


@lru_cache(maxsize=2)
def _manifest(path: Path, changed: int) -> dict[str, str]:
    found: dict[str, str] = json.loads(path.read_text())
    return found


def _keep(response: Response) -> Response:
    if request.endpoint == "static" and response.status_code in {200, 304}:
        response.headers["Cache-Control"] = _FOR_EVER if "/dist/" in request.path else "no-cache"
    return response
