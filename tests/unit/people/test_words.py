"""Dates, times and sizes as pages write them, in London time."""

from __future__ import annotations

import io
import json
import logging
from datetime import UTC, date, datetime

import pytest

from cip_workflow import clock, log
from web import templating


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2026, 11, 23, 10, 42, tzinfo=UTC), "23 November 2026 at 10:42am"),
        (datetime(2026, 7, 1, 12, 5, tzinfo=UTC), "1 July 2026 at 1:05pm"),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), "2 July 2026 at midnight"),
        (datetime(2026, 1, 2, 12, 0, tzinfo=UTC), "2 January 2026 at midday"),
        (datetime(2026, 1, 2, 0, 5, tzinfo=UTC), "2 January 2026 at 12:05am"),
    ],
)
def test_moments(instant: datetime, said: str) -> None:
    assert templating.moment(instant) == said


def test_days_are_counted_by_the_calendar_of_london() -> None:
    with clock.moved(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)):  # half past eleven in the evening
        assert templating.days_away(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "tomorrow"
        assert templating.days_away(date(2026, 7, 1)) == "today"
        assert templating.days_away(date(2026, 6, 30)) == "yesterday"
        assert templating.days_away(date(2026, 7, 11)) == "in 10 days"
        assert templating.days_away(date(2026, 6, 21)) == "10 days ago"
    assert templating.short_day(date(2026, 12, 4)) == "4 Dec 2026"


@pytest.mark.parametrize(
    ("count", "said"), [(999, "999 bytes"), (86_400, "86KB"), (1_240_000, "1.2MB"), (2_000_000, "2MB")]
)
def test_sizes(count: int, said: str) -> None:
    assert templating.size(count) == said


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch):
    """Configure logging onto a text; the root logger is as before afterwards."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level

    def start(form: str) -> io.StringIO:
        log.configure(form)
        text = io.StringIO()
        root.handlers[0].setStream(text)
        return text

    yield start
    root.handlers, root.level = before, level


def test_a_line_for_machines_is_json_with_what_the_work_is_about(written) -> None:
    text = written("json")
    with log.bound(instance=7):
        log.get("a.module").info("step", task=9)
    line = json.loads(text.getvalue())
    assert (line["event"], line["instance"], line["task"], line["level"]) == ("step", 7, 9, "info")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_traceback_shows_no_values(written, form: str) -> None:
    text = written(form)
    try:
        answers = {"reason": "a child’s name"}
        raise KeyError(len(answers))
    except KeyError:
        log.get("a.module").exception("failed")
    assert "KeyError" in text.getvalue()
    assert "a child’s name" not in text.getvalue().replace('answers = {"reason": "a child’s name"}', "")


@pytest.mark.parametrize(
    ("key", "said"),
    [("brief-issue", "Brief issue"), ("co-design", "Co-design"), ("in-house", "In house"), (None, "")],
)
def test_a_stage_is_said_in_words(key: str | None, said: str) -> None:
    assert templating.stage(key) == said
