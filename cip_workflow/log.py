"""Logging: structlog over the standard library, as text for people or as JSON for machines.

`configure` is called once by each command; `bound` adds what a unit of work is about (instance, task, person id) to every
line inside it. Lines carry ids, never answers or names: the audit trail is in the database, the log is for operators.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import structlog

_QUIET = {"dbos": logging.WARNING, "werkzeug": logging.WARNING, "alembic": logging.WARNING}


def configure(form: str = "text", level: str = "info") -> None:
    """Set up logging to standard error: `form` is `text` or `json`, `level` a name such as `info`."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    render: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if form == "json"
        else [_for_people(colours=sys.stderr.isatty())]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, root.level))


def get(name: str) -> structlog.stdlib.BoundLogger:
    """The logger of a module."""
    return cast("structlog.stdlib.BoundLogger", structlog.get_logger(name))


def _for_people(*, colours: bool) -> structlog.dev.ConsoleRenderer:
    # Plain tracebacks: the usual ones print local variables, and those hold answers and names.
    return structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback)


# Until a command calls `configure` (in tests nobody does), lines are plain too.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _for_people(colours=False),
    ]
)


@contextmanager
def bound(**values: Any) -> Iterator[None]:
    """Every line inside this block carries `values`."""
    with structlog.contextvars.bound_contextvars(**values):
        yield
