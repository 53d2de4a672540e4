"""For servers that load an application: `gunicorn "web.wsgi:make()"`. Settings come from the environment."""

from __future__ import annotations

from flask import Flask

from cip_workflow import log
from cip_workflow.config import Settings
from web import create_app


def make() -> Flask:
    """The application; `cip db upgrade` has brought the database to the newest schema version before."""
    settings = Settings.from_environment()
    log.configure(settings.log, settings.log_level)
    return create_app(settings)
