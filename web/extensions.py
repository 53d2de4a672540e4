"""Flask-SQLAlchemy over the store's own metadata, with the store's own engine."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from cip_workflow.config import Settings
from cip_workflow.store import Base, connect


class _Database(SQLAlchemy):
    """Takes the engine that `connect` makes, with its listeners, so that web, worker and command line have the same one."""

    def _apply_driver_defaults(self, options: dict[str, Any], app: Flask) -> None:
        """None: Flask-SQLAlchemy would move a relative SQLite path into its instance folder."""

    def _make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Any:
        return options["given"] or connect(options["url"])


db = _Database(metadata=Base.metadata, session_options={"expire_on_commit": False}, add_models_to_shell=False)
csrf = CSRFProtect()
JOBS = "cip_jobs"  #: the queue of durable jobs (cip_workflow.jobs.Queue), or None where mail is off


def init_app(app: Flask, engine: Any = None, queue: Any = None) -> None:
    """Bind the database, the queue of jobs, and the check that a form came from us."""
    app.extensions[JOBS] = queue or _queue(app.config["SETTINGS"])
    app.config["SQLALCHEMY_DATABASE_URI"] = app.config["SETTINGS"].database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"given": engine}
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # web/access.py asks, after it knows who it is
    app.config["WTF_CSRF_TIME_LIMIT"] = (
        None  # a token lives as long as its session; a long form must not die of it
    )
    db.init_app(app)
    csrf.init_app(app)


def _queue(settings: Settings) -> Any:
    """The queue of durable jobs, where mail is on."""
    if not settings.smtp_url:
        return None
    from cip_workflow.jobs.durable import DurableQueue

    return DurableQueue(settings.database_url)
