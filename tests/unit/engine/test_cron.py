"""Repetitions in cron notation, by the clock on the wall in London."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cip_workflow import engine
from cip_workflow.bpmn.cron import read_cron
from cip_workflow.engine.instants import following
from tests.unit.engine.case import T0, Case, simple, specs
from tests.unit.engine.diagrams import END, boundary, element, flows, process, timer, users


@pytest.mark.parametrize(
    ("cron", "after", "due"),
    [
        ("0 9 * * MON-FRI", "2030-01-04T09:00", "2030-01-07T09:00"),  # Friday to Monday
        ("0 0 9 ? * MON-FRI", "2030-01-04T08:59", "2030-01-04T09:00"),
        ("*/15 * * * *", "2030-01-04T09:01", "2030-01-04T09:15"),
        ("0 30 8,17 1 * ?", "2030-01-01T09:00", "2030-01-01T17:30"),
        ("0 0 29 2 *", "2030-01-01T00:00", "2032-02-29T00:00"),
        ("0 0 31 * *", "2030-01-31T00:00", "2030-03-31T00:00"),
        ("0 9 * JUL *", "2030-01-01T00:00", "2030-07-01T08:00"),  # summer time
        ("30 1 * * *", "2030-03-30T12:00", "2030-03-31T01:30"),  # jumped over: an hour later on the wall
        ("30 1 * * *", "2030-10-27T00:30", "2030-10-28T01:30"),  # comes twice: the first time only
        ("0 12 * * 7", "2030-01-04T09:00", "2030-01-06T12:00"),
        ("10/20 * * * * *", "2030-01-04T09:00:31", "2030-01-04T09:00:50"),
        ("@monthly", "2030-01-04T09:00", "2030-02-01T00:00"),
    ],
)
def test_what_follows(cron, after, due):
    at = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert following(read_cron(cron), at) == datetime.fromisoformat(due).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "said"),
    [
        ("0 0 9 * * 2-6", "name them"),
        ("0 9 1 * MON", "leave one of them open"),
        ("0 25 * * *", "'25' is no hour"),
        ("0 9 L * *", "no day of the month"),
        ("0 9 30 2 *", "no month has"),
        ("0 9-8 * * *", "no hour"),
        ("*/0 * * * *", "no minute"),
        ("? * * * *", "no minute"),
        ("@often", "five or six fields"),
    ],
)
def test_what_cannot_be_read(cron, said):
    with pytest.raises(ValueError, match=said):
        read_cron(cron)


def test_a_reminder_in_cron_comes_again_and_again():
    nag = boundary("b", "a", timer("timeCycle", "0 10 * * MON-FRI"), interrupting=False)
    case = Case(simple(users("a", "z") + nag + element("endEvent", "e2") + flows("s a e;b z e2")))
    assert case.one("b", "timers").due == datetime(2030, 1, 7, 10, tzinfo=UTC)
    case.wait(hours=1)
    assert (case.open(), case.one("b", "timers").due) == (["a", "z"], datetime(2030, 1, 8, 10, tzinfo=UTC))
    case.wait(days=10)  # what was missed comes once
    assert (case.open(), case.one("b", "timers").due) == (
        ["a", "z", "z"],
        datetime(2030, 1, 18, 10, tzinfo=UTC),
    )


def test_a_process_that_begins_by_cron():
    begin = element("startEvent", "t", timer("timeCycle", "@daily"))
    text = specs(process(begin + users("a") + END + flows("t a e")))
    found = [engine.schedule(text, "p", "t", since=T0, fired=fired) for fired in range(3)]
    assert found == [datetime(2030, 1, day, tzinfo=UTC) for day in (8, 9, 10)]


def test_a_text_that_is_no_cron_is_an_incident():
    nag = boundary("b", "a", timer("timeCycle", "=often"), interrupting=False)
    case = Case(simple(users("a", "z") + nag + flows("s a e;b z e")), {"often": "0 25 * * *"})
    assert "'25' is no hour" in case.one("a", "incidents").message
    case.retry("a", often="0 9 * * *")
    assert case.open("timers") == ["b"]
