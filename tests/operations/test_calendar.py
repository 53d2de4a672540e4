"""The calendar of working days: closures and open bank holidays, and where they count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock, feel, working_time
from cip_workflow.errors import Invalid, NotFound
from cip_workflow.operations.holiday.remove import remove
from cip_workflow.operations.holiday.set import set_holiday
from cip_workflow.queries import holidays
from cip_workflow.store import calendar, reading, transaction
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _asked(world: World, expression: str) -> Any:
    with reading(world.sessions):
        return feel.evaluate(expression, {})


def test_a_closure_counts_wherever_dates_are_worked_out(world: World) -> None:
    """In due dates of tasks, in FEEL, in the papers of a meeting; until it is taken back."""
    world.draw(d.start(), d.user("t", sla="2wd"), d.end(), d.chain("start", "t", "end"))
    tuesday = date(2026, 11, 24)
    with clock.moved(MONDAY):
        assert _asked(world, 'add working days(date("2026-11-23"), 2)') == date(2026, 11, 25)
        world.do(set_holiday, "zara", day=tuesday, closed=True, name="Mourning", reason="Proclamation")
        assert _asked(world, 'add working days(date("2026-11-23"), 2)') == date(2026, 11, 26)
        assert _asked(world, 'is working day(date("2026-11-24"))') is False
        assert _asked(world, 'clear working days(date("2026-11-20"), 5)') == date(2026, 11, 30)
        assert _asked(world, 'standstill end(date("2026-11-23"))') == date(2026, 12, 3)
        assert _asked(world, 'add working days(date("2026-11-23"), 2, [])') == date(2026, 11, 25)
        world.start()
        assert world.row(t.TASK).due_at == datetime(2026, 11, 26, 17, 0, tzinfo=UTC)
        world.do(remove, "zara", day=tuesday, reason="It was the week after")
        assert _asked(world, 'add working days(date("2026-11-23"), 2)') == date(2026, 11, 25)
    # Outside of a transaction there is no calendar of an installation.
    assert working_time.is_working_day(tuesday)
    kinds = [row.kind for row in world.rows(sa.select(t.CHANGE.c.kind).order_by(t.CHANGE.c.seq))]
    assert kinds == ["deployment.made", "holiday.set", "holiday.removed"]


def test_a_bank_holiday_on_which_offices_are_open(world: World) -> None:
    world.do(set_holiday, "zara", day=date(2026, 12, 28), closed=False, name="Open", reason="Year end")
    with reading(world.sessions) as session:
        assert working_time.is_working_day(date(2026, 12, 28))
        [row] = holidays.differing(session, first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert (row.closed, row.set_by, row.reason) == (False, "Zara", "Year end")
    world.do(set_holiday, "zara", day=date(2026, 12, 24), closed=True, name="Eve", reason="As every year")
    world.do(set_holiday, "zara", day=date(2026, 12, 24), closed=True, name="Christmas Eve", reason="Name")
    with reading(world.sessions) as session:
        rows = holidays.differing(session, first=date(2026, 1, 1), last=date(2026, 12, 31))
    assert [row.name for row in rows] == ["Christmas Eve", "Open"]


@pytest.mark.parametrize(
    ("day", "closed", "said"),
    [
        (date(2026, 12, 25), True, "anyway"),
        (date(2026, 12, 24), False, "no bank holiday"),
        (date(2026, 12, 26), False, "Saturday"),
        (date(2026, 11, 22), True, "Sunday"),
    ],
)
def test_days_that_would_not_differ(world: World, day: date, closed: bool, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        world.do(set_holiday, "zara", day=day, closed=closed, name="x", reason="x")
    assert said in refused.value.fields["day"][0]
    with pytest.raises(NotFound):
        world.do(remove, "zara", day=day, reason="x")


def test_the_calendar_is_read_once_a_minute(world: World, statements: Any, monkeypatch: Any) -> None:
    """Another process changed it: this one knows after a minute of the machine, however far tests move the clock."""

    def asked() -> int:
        with statements() as sent, reading(world.sessions) as session:
            session.execute(sa.select(t.AGREEMENT.c.id))
        return len(sent)

    assert asked() == 1
    with transaction(world.sessions) as session:
        values = {"day": date(2026, 11, 24), "name": "Closed", "closed": True, "set_at": clock.now()}
        session.execute(sa.insert(t.HOLIDAY), values)
    with clock.moved(MONDAY + timedelta(days=900)):
        assert asked() == 1
    with reading(world.sessions):
        assert working_time.is_working_day(date(2026, 11, 24))
    started = calendar.time.monotonic()
    monkeypatch.setattr(calendar.time, "monotonic", lambda: started + calendar.FRESH_FOR + 1)
    assert (asked(), asked()) == (2, 1)
    with reading(world.sessions):
        assert not working_time.is_working_day(date(2026, 11, 24))
