"""Working days and due dates: the dates that the law and the council's own examples give."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cip_workflow import working_time as wt
from cip_workflow.errors import Invalid
from cip_workflow.working_time import LONDON

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
        (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2028, ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"]),
    ],
)
def test_the_bank_holidays_on_weekdays_are_the_published_ones(year, expected):
    weekdays = sorted(day for day in wt.bank_holidays(year) if day.weekday() < 5)
    assert [day.strftime("%m-%d") for day in weekdays] == expected


@pytest.mark.parametrize(
    ("published_on", "last"),
    [
        (date(2026, 8, 10), date(2026, 8, 19)),
        (date(2026, 12, 18), date(2026, 12, 31)),
        (date(2026, 12, 23), date(2027, 1, 6)),
        (date(2027, 3, 24), date(2027, 4, 6)),
    ],
)
def test_a_standstill_counts_the_day_of_publication(published_on, last):
    assert wt.standstill_end(published_on) == last


def test_a_standstill_published_on_a_sunday_begins_on_monday():
    assert wt.standstill_end(date(2026, 8, 9)) == date(2026, 8, 19)


@pytest.mark.parametrize(
    ("published_on", "last", "act_from"),
    [
        (date(2026, 11, 20), date(2026, 11, 27), date(2026, 11, 30)),
        (date(2026, 12, 18), date(2026, 12, 29), date(2026, 12, 30)),
    ],
)
def test_clear_working_days_leave_out_the_day_of_publication(published_on, last, act_from):
    assert wt.clear_working_days(published_on, 5) == last
    assert wt.add_working_days(last, 1) == act_from


def test_zero_working_days_is_the_day_itself():
    assert wt.add_working_days(date(2026, 12, 25), 0) == date(2026, 12, 25)


def test_papers_are_due_seven_working_days_before_a_meeting():
    assert wt.add_working_days(date(2026, 4, 9), -7) == date(2026, 3, 27)  # across Easter


def test_given_holidays_replace_the_bank_holidays():
    closed = frozenset([date(2026, 8, 11)])
    assert wt.add_working_days(date(2026, 8, 10), 1, holidays=closed) == date(2026, 8, 12)
    assert wt.is_working_day(date(2026, 12, 25), holidays=closed)
    assert not wt.is_working_day(date(2026, 12, 25))


@given(DAYS, st.integers(1, 200))
def test_counting_between_is_the_reverse_of_adding(start, days):
    end = wt.add_working_days(start, days)
    assert wt.is_working_day(end)
    assert wt.working_days_between(start, end) == days
    assert wt.working_days_between(end, start) == -days


@given(DAYS, st.integers(1, 60))
def test_going_back_from_a_working_day_undoes_going_forward(start, days):
    start = wt.add_working_days(start, 1)
    assert wt.add_working_days(wt.add_working_days(start, days), -days) == start


@pytest.mark.parametrize(
    ("start", "sla", "expected"),
    [
        ("2026-11-20T09:30", "1wd", "2026-11-23T17:00"),
        ("2026-11-20T09:30", "5d", "2026-11-25T17:00"),
        ("2026-11-20T23:30", "0d", "2026-11-20T17:00"),
        ("2026-03-27T10:00", "1wd", "2026-03-30T17:00"),  # the clocks go forward on the 29th
        ("2026-10-23T10:00", "1wd", "2026-10-26T17:00"),  # and back on the 25th
        ("2026-12-23T10:00", "10wd", "2027-01-11T17:00"),
        ("2026-11-21T10:00", "1wd", "2026-11-23T17:00"),  # started on a Saturday
    ],
)
def test_tasks_are_due_at_five_in_london_on_their_day(start, sla, expected):
    begun = datetime.fromisoformat(start).replace(tzinfo=LONDON)
    due = wt.due(begun.astimezone(UTC), sla)
    assert due.tzinfo is UTC
    assert due.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M") == expected


@pytest.mark.parametrize(
    ("published", "act_from"),
    [
        ("2026-03-01", "2026-03-30T17:00"),  # over the clock change of 29 March
        ("2026-10-01", "2026-10-30T17:00"),  # and of 25 October
        ("2026-12-18", "2027-01-16T17:00"),  # over Christmas and New Year: bank holidays are days too
        ("2028-02-14", "2028-03-14T17:00"),  # over 29 February
    ],
)
def test_twenty_eight_clear_days_leave_out_both_ends(published, act_from):
    """A key decision may be taken on the day after 28 whole days: neither the day of the notice nor that day counts."""
    first = datetime.fromisoformat(published).replace(tzinfo=LONDON, hour=10)
    earliest = wt.due(first.astimezone(UTC), "29d").astimezone(LONDON)
    assert earliest.strftime("%Y-%m-%dT%H:%M") == act_from
    assert (earliest.date() - first.date()).days - 1 == 28


@pytest.mark.parametrize(
    ("signed", "last", "utc_hour"),
    [
        ("2026-11-30", "2027-03-30", 16),  # signed in winter, due in summer time
        ("2026-07-01", "2026-10-29", 17),  # signed in summer, due in winter time
        ("2027-12-24", "2028-04-22", 16),  # over a leap day
        ("2026-08-28", "2026-12-26", 17),  # on a Saturday that is a bank holiday: the law does not move it
    ],
)
def test_a_contract_details_notice_is_due_after_120_days(signed, last, utc_hour):
    begun = datetime.fromisoformat(signed).replace(tzinfo=LONDON, hour=23, minute=30)
    due = wt.due(begun.astimezone(UTC), "120d")
    assert (due.date().isoformat(), due.hour) == (last, utc_hour)


def test_a_closure_and_an_open_bank_holiday():
    days = {date(2026, 8, 11): True, date(2026, 8, 31): False, date(2026, 8, 15): False}
    with wt.differing(days):
        assert wt.standstill_end(date(2026, 8, 10)) == date(2026, 8, 20)
        assert wt.add_working_days(date(2026, 8, 28), 1) == date(2026, 8, 31)
        assert not wt.is_working_day(date(2026, 8, 15))  # a Saturday stays one
        assert wt.is_working_day(date(2026, 8, 11), holidays=frozenset())
        with wt.differing({}):
            assert wt.standstill_end(date(2026, 8, 10)) == date(2026, 8, 19)
    assert wt.add_working_days(date(2026, 8, 28), 1) == date(2026, 9, 1)


def test_five_in_london_is_another_instant_before_and_after_the_clocks_change():
    assert wt.close_of_business(date(2026, 3, 27)) == datetime(2026, 3, 27, 17, tzinfo=UTC)
    assert wt.close_of_business(date(2026, 3, 30)) == datetime(2026, 3, 30, 16, tzinfo=UTC)
    assert wt.close_of_business(date(2026, 10, 23)) == datetime(2026, 10, 23, 16, tzinfo=UTC)
    assert wt.close_of_business(date(2026, 10, 26)) == datetime(2026, 10, 26, 17, tzinfo=UTC)


def test_the_day_that_counts_is_the_one_in_london():
    # 23:30 UTC in summer is already the next day in London
    assert wt.due(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "1d") == datetime(2026, 7, 3, 16, tzinfo=UTC)


@given(DAYS, st.integers(0, 30))
def test_calendar_days_differ_by_exactly_that_many_dates(day, days):
    start = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
    due = wt.due(start, f"{days}d").astimezone(LONDON)
    assert due.date() == day + timedelta(days=days)
    assert due.time() == wt.CLOSE_OF_BUSINESS


@pytest.mark.parametrize("sla", ["", "10", "wd", "10 weeks", "-1wd", "1.5d", "99999wd", "P5D"])
def test_another_service_level_is_refused_with_the_cure(sla):
    with pytest.raises(Invalid, match="write 10wd"):
        wt.due(datetime(2026, 1, 1, tzinfo=UTC), sla)


def test_what_cannot_be_counted_is_refused():
    with pytest.raises(Invalid, match="too many"):
        wt.add_working_days(date(2026, 1, 1), 10_001)
    with pytest.raises(Invalid, match="too many"):
        wt.working_days_between(date(1900, 1, 1), date(2026, 1, 1))
    with pytest.raises(Invalid, match="outside the calendar"):
        wt.add_working_days(date.max, 1)
    with pytest.raises(Invalid, match="negative"):
        wt.clear_working_days(date(2026, 1, 1), -1)
    with pytest.raises(Invalid, match="at least one"):
        wt.standstill_end(date(2026, 1, 1), 0)
