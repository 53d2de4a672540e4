"""The page of the calendar: days that administrators close or open."""

from __future__ import annotations

from datetime import date

from cip_workflow import working_time
from cip_workflow.store import reading
from tests.web.register.test_briefs import text


def test_the_calendar_page(visit, post, sessions) -> None:
    admin = visit("zadmin")
    assert "Friday 25 December 2026" in text(admin.get("/admin/holidays"))
    given = {
        "day-day": "24",
        "day-month": "12",
        "day-year": "2026",
        "kind": "closed",
        "name": "Eve",
        "reason": "Custom",
    }
    assert post(admin, "/admin/holidays", given).status_code == 303
    assert post(admin, "/admin/holidays", {**given, "day-day": "28", "kind": "open"}).status_code == 303
    said = text(admin.get("/admin/holidays"))
    for words in ("24 December 2026", "Closed: Eve", "Custom (Zara Ito", "28 December 2026 open here"):
        assert words in said, words
    with reading(sessions):
        assert not working_time.is_working_day(date(2026, 12, 24))
    refused = post(admin, "/admin/holidays/2026-12-24/remove", {"reason-2026-12-24": ""})
    assert (refused.status_code, 'href="#reason-2026-12-24"' in refused.text) == (422, True)
    answer = post(admin, "/admin/holidays/2026-12-24/remove", {"reason-2026-12-24": "Work"})
    assert answer.status_code == 303
    assert post(admin, "/admin/holidays/2026-12-24/remove", {"reason-2026-12-24": "x"}).status_code == 404
    assert post(admin, "/admin/holidays/soon/remove", {}).status_code == 422
    said = text(admin.get("/admin/changes"))
    for words in ("Day closed or opened", "Day as published again"):
        assert words in said, words


def test_days_that_are_not_right(visit, post) -> None:
    admin = visit("zadmin")
    page = post(admin, "/admin/holidays", {"day-day": "40", "day-month": "1", "day-year": "2027"})
    assert page.status_code == 422
    for words in ("a real date", "Select whether offices are closed or open", 'value="40"'):
        assert words in page.text, words
    weekend = {
        "day-day": "28",
        "day-month": "11",
        "day-year": "2026",
        "kind": "closed",
        "name": "x",
        "reason": "x",
    }
    assert "Saturday or Sunday" in post(admin, "/admin/holidays", weekend).text
