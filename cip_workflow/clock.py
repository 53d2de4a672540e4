"""The one place that reads the time. Tests and the demo loader move it; nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_moved_to: ContextVar[datetime | None] = ContextVar("moved_to", default=None)


def now() -> datetime:
    """The current instant, aware, in UTC; the moved one inside `moved`."""
    return _moved_to.get() or datetime.now(UTC)


@contextmanager
def moved(instant: datetime) -> Iterator[None]:
    """Everything inside this block happens at `instant` (aware): for tests and for loading the demo."""
    token = _moved_to.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _moved_to.reset(token)
