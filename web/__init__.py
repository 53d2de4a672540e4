"""The Flask application: people come in here. Thin: parse, call an operation or a query, render.

A feature is a package beside this file with `init_app(app)` that registers its blueprint; `create_app` finds them all.
Every route says who may use it (`web/access.py`); an application with an undeclared route does not start.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

from flask import Flask

from cip_workflow.config import Settings
from web import addresses, assets, characters, errors, extensions, navigation, security, templating
from web.auth import access, forgery, sessions

_MEGABYTE = 1024 * 1024
_FILES_IN_ONE_POST = 5


def create_app(settings: Settings, *, engine: Any = None, queue: Any = None) -> Flask:
    """The application for these settings.

    Args:
        engine: a SQLAlchemy engine to use in place of one made for the settings' database.
        queue: takes durable jobs (`cip_workflow.jobs.Queue`) in place of the one made where mail is on.
    """
    app = Flask("web")
    app.config.from_mapping(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.upload_mb * _MEGABYTE * _FILES_IN_ONE_POST + _MEGABYTE,
        MAX_FORM_MEMORY_SIZE=2 * _MEGABYTE,
        MAX_FORM_PARTS=5_000,
    )
    extensions.init_app(app, engine, queue)
    for part in (
        addresses,
        characters,
        security,
        assets,
        templating,
        sessions,
        forgery,
        access,
        errors,
        navigation,
    ):
        part.init_app(app)
    for name in features():
        import_module(name).init_app(app)
    access.check_declared(app)
    return app


def features() -> list[str]:
    """The names of the feature packages, in order."""
    return [f"web.{module.name}" for module in pkgutil.iter_modules(__path__) if module.ispkg]


def settings_of(app: Flask) -> Settings:
    """The settings that the application was made with."""
    settings: Settings = app.config["SETTINGS"]
    return settings
