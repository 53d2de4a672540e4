"""What all sets of answers share: dates as an API sends them, and changes by name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Answers = dict[str, Any]


def on(day: date, days: int = 0) -> str:
    """A date as an API sends it."""
    return (day + timedelta(days=days)).isoformat()


def with_changes(answers: Answers, changes: Answers) -> Answers:
    """The answers with what a test wants otherwise; None takes an answer out."""
    return {name: value for name, value in (answers | changes).items() if value is not None}
