"""Instants and durations as people mean them, and the three kinds of timers on them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cip_workflow import engine
from cip_workflow.engine.instants import Duration, add, read_duration, read_instant
from cip_workflow.engine.timers import cycle, length
from cip_workflow.feel import DaysTimeDuration, YearsMonthsDuration
from tests.unit.engine.case import Case, simple
from tests.unit.engine.diagrams import boundary, element, flows, timer, user, users


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2030-01-31T09:00", "P1M", "2030-02-28T09:00"),
        ("2028-02-29T09:00", "P1Y", "2029-02-28T09:00"),
        ("2030-05-31T08:00", "P1M", "2030-06-30T08:00"),
        ("2030-12-31T09:00", "P2M", "2031-02-28T09:00"),
        ("2030-01-31T09:00", "-P1M", "2029-12-31T09:00"),
        ("2030-01-01T09:00", "P1Y2M3DT4H5M6.5S", "2031-03-04T13:05:06.500000"),
        ("2030-01-01T09:00", "P2W", "2030-01-15T09:00"),
        ("2030-01-01T09:00", "PT36H", "2030-01-02T21:00"),
        # the clocks go forward on 31 March 2030: nine o'clock stays nine o'clock
        ("2030-03-30T09:00", "P1D", "2030-03-31T08:00"),
        ("2030-03-30T09:00", "PT24H", "2030-03-31T09:00"),
        # and back on 27 October 2030
        ("2030-10-26T08:00", "P1D", "2030-10-27T09:00"),
        ("2030-10-26T08:00", "PT24H", "2030-10-27T08:00"),
        # half past one does not exist on 31 March, and comes twice on 27 October
        ("2030-03-30T01:30", "P1D", "2030-03-31T01:30"),
        ("2030-10-26T00:30", "P1D", "2030-10-27T00:30"),
    ],
)
def test_durations_by_the_calendar(start, duration, end):
    assert add(utc(start), read_duration(duration)) == utc(end)


@pytest.mark.parametrize("text", ["", "P", "PT", "P1H", "P1DT", "1D", "P1.5D", "PT1M1H", "every day", "P1D "])
def test_what_is_no_duration(text):
    if text == "P1D ":
        assert read_duration(text) == Duration(days=1)
        return
    with pytest.raises(ValueError, match="is not a duration"):
        read_duration(text)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2030-07-01T12:00", "2030-07-01T11:00"),
        ("2030-01-01", "2030-01-01T00:00"),
        ("2030-07-01", "2030-06-30T23:00"),
        ("2030-07-01T12:00:00Z", "2030-07-01T12:00"),
        ("2030-07-01T12:00:00+02:00", "2030-07-01T10:00"),
        ("2030-07-01T12:00:00@Europe/London", "2030-07-01T11:00"),
        ("2030-03-31T01:30", "2030-03-31T01:30"),
    ],
)
def test_instants_without_a_zone_are_in_london(text, instant):
    assert read_instant(text) == utc(instant)


@given(
    start=st.integers(-(10**9), 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    months=st.integers(0, 200),
    days=st.integers(0, 400),
    seconds=st.integers(0, 10**6),
)
def test_later_is_later(start, months, days, seconds):
    moved = add(start, Duration(months, days, seconds * 1_000_000))
    assert moved >= start
    assert moved <= start + timedelta(days=months * 31 + days, seconds=seconds, hours=2)


def test_feel_values():
    assert length(YearsMonthsDuration(14)) == Duration(months=14)
    assert length(DaysTimeDuration(90_061 * 10**9)) == Duration(days=1, microseconds=3_661 * 10**6)
    assert length(timedelta(days=2)) == Duration(days=2)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("every day", "is not a cycle"),
        ("R3/P1H", "is not a duration"),
        ("R0/PT1H", "repeats no time"),
        ("R3/PT1H/2030-01-01T00:00", "counts back"),
        (7, "is not a duration"),
    ],
)
def test_what_is_no_cycle(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        cycle(text)


def _due(kind: str, text: str, **variables: object) -> list[str]:
    """The instants at which a timer beside an activity fires."""
    body = user("a") + boundary("t", "a", timer(kind, text), interrupting=False) + users("x")
    case = Case(simple(body + element("endEvent", "e2") + flows("s a e;t x e2")), variables)
    fired = []
    while case.open("timers") and len(fired) < 4:
        case.now = case.one("t", "timers").due
        fired.append(f"{case.now:%Y-%m-%d %H:%M}")
        case.call(engine.fire_due)
    return fired


@pytest.mark.parametrize(
    ("kind", "text", "instants"),
    [
        ("timeDate", "2030-02-01T09:00:00Z", ["2030-02-01 09:00"]),
        ("timeDate", '=date and time("2030-07-01T09:00:00@Europe/London")', ["2030-07-01 08:00"]),
        ("timeDate", "=date(day)", ["2030-03-01 00:00"]),
        ("timeDate", '=now() + duration("PT90M")', ["2030-01-07 10:30"]),
        ("timeDuration", "PT1H", ["2030-01-07 10:00"]),
        ("timeDuration", '=duration("P3D")', ["2030-01-10 09:00"]),
        ("timeDuration", '=duration("P1M")', ["2030-02-07 09:00"]),
        ("timeDuration", '="PT" + string(hours) + "H"', ["2030-01-07 12:00"]),
        ("timeCycle", "R2/PT1H", ["2030-01-07 10:00", "2030-01-07 11:00"]),
        (
            "timeCycle",
            "R/P1D",
            ["2030-01-08 09:00", "2030-01-09 09:00", "2030-01-10 09:00", "2030-01-11 09:00"],
        ),
        (
            "timeCycle",
            "R3/2030-01-31T09:00:00Z/P1M",
            ["2030-01-31 09:00", "2030-02-28 09:00", "2030-03-31 08:00"],
        ),
        (
            "timeCycle",
            '="R" + string(hours) + "/PT2H"',
            ["2030-01-07 11:00", "2030-01-07 13:00", "2030-01-07 15:00"],
        ),
        (
            "timeCycle",
            '=duration("P1D")',
            ["2030-01-08 09:00", "2030-01-09 09:00", "2030-01-10 09:00", "2030-01-11 09:00"],
        ),
    ],
)
def test_when_a_timer_fires(kind, text, instants):
    assert _due(kind, text, day="2030-03-01", hours=3) == instants


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("timeDate", "=5"),
        ("timeDuration", "=null"),
        ("timeDuration", "soon"),
        ("timeCycle", "=true"),
        ("timeCycle", "R/PT0S"),
        ("timeDuration", "P9999Y"),
    ],
)
def test_a_time_that_cannot_be_computed_is_an_incident(kind, text):
    body = user("a") + boundary("t", "a", timer(kind, text), interrupting=False) + users("x")
    case = Case(simple(body + element("endEvent", "e2") + flows("s a e;t x e2")))
    incident = case.one("a", "incidents")
    assert incident.message.startswith("The time of t")
    assert incident.expression == text


def test_it_fires_at_the_instant_itself_and_the_earliest_first():
    body = user("a") + boundary("t1", "a", timer("timeDuration", "PT2H"), interrupting=False)
    body += boundary("t2", "a", timer("timeDuration", "PT1H"), interrupting=False) + users("x", "y")
    ends = element("endEvent", "e2") + element("endEvent", "e3")
    case = Case(simple(body + ends + flows("s a e;t1 x e2;t2 y e3")))
    case.wait(minutes=59, seconds=59)
    assert case.happened("entered") == []
    case.wait(seconds=1)
    assert case.happened("entered") == ["t2", "y"]
    again = case.call(engine.fire_due)
    assert (again.opened_tasks, again.events, again.closed) == ((), (), {})
    case = Case(case.specs)
    case.wait(hours=5)
    assert case.happened("entered") == ["t2", "y", "t1", "x"]


def test_what_a_timer_opens_and_is_due_fires_in_the_same_step():
    body = element("intermediateCatchEvent", "t1", timer("timeDuration", "PT1H"))
    body += element("intermediateCatchEvent", "t2", timer("timeDate", "2030-01-01T00:00:00Z")) + users("z")
    case = Case(simple(body + flows("s t1 t2 z e")))
    case.wait(hours=1)
    assert case.open() == ["z"]


def test_the_clock_must_have_a_zone():
    case = Case(simple(users("u") + flows("s u e")))
    with pytest.raises(ValueError, match="time zone"):
        engine.fire_due(case.specs, case.state, now=case.now.replace(tzinfo=None))
