"""Timers: fired once, by whoever is free; put off when they fail; silent while a case is suspended."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock, engine
from cip_workflow.operations.case.resume import resume
from cip_workflow.operations.case.retry import retry
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.operations.timer.fire import fire
from cip_workflow.store import tables as t
from cip_workflow.store import transaction
from tests.operations import diagrams as d
from tests.operations.world import World


@pytest.fixture
def case(world: World) -> World:
    world.draw(
        d.start(),
        d.user("work"),
        d.timer("remind", "work", "PT1H", interrupting=False),
        d.timer("giveUp", "work", "PT3H"),
        d.user("chase", groups="lcc-finance"),
        d.user("late", groups="lcc-procurement"),
        d.end(),
        d.end("end2"),
        d.end("end3"),
        d.chain("start", "work", "end"),
        d.chain("remind", "chase", "end2"),
        d.chain("giveUp", "late", "end3"),
    )
    world.start()
    return world


def after(**time: float) -> datetime:
    return clock.now() + timedelta(**time)


def test_one_after_the_other(case: World) -> None:
    assert case.run_timers(after(minutes=30)) == 0
    assert case.run_timers(after(hours=2)) == 1
    assert case.open() == ["work", "chase"]
    assert case.run_timers(after(hours=4)) == 1
    assert case.open() == ["chase", "late"]
    assert case.row(t.TASK, element="work").status == "cancelled"
    assert case.inbox("jo") == []
    assert case.kinds() == ["case.started", "timer.fired", "timer.fired"]
    assert case.count(t.TIMER) == 0
    event = case.rows(sa.select(t.EVENT).where(t.EVENT.c.kind == "timer.fired").order_by(t.EVENT.c.seq))[0]
    assert (event.actor_id, event.element) == (None, "remind")


def test_all_that_are_due_fire_in_one_step(case: World) -> None:
    assert case.run_timers(after(hours=5)) == 1
    assert case.open() == ["chase", "late"]


def test_completing_the_task_ends_its_timers(case: World) -> None:
    case.complete("jo", "work")
    assert case.count(t.TIMER) == 0
    assert case.run_timers(after(days=30)) == 0


def test_a_timer_that_is_gone_or_not_due(case: World) -> None:
    timer_id = case.rows(sa.select(t.TIMER.c.id).order_by(t.TIMER.c.due_at))[0].id
    with transaction(case.sessions) as session:
        assert not fire(session, timer_id=timer_id)
        assert not fire(session, timer_id=4711)
    assert case.kinds() == ["case.started"]


def test_a_suspended_case_does_not_fire_and_catches_up(case: World) -> None:
    case.do(suspend, "fi", instance_id=1, reason="We wait for a ruling")
    assert case.run_timers(after(hours=2)) == 0
    case.do(resume, "fi", instance_id=1)
    assert case.run_timers(after(hours=2)) == 1
    assert case.kinds()[-3:] == ["case.suspended", "case.resumed", "timer.fired"]


def test_a_cycle_waits_again(world: World) -> None:
    world.draw(
        d.start(),
        d.user("work"),
        '<bpmn:boundaryEvent id="every" attachedToRef="work" cancelActivity="false">'
        '<bpmn:timerEventDefinition id="every_event"><bpmn:timeCycle>R3/PT1H</bpmn:timeCycle>'
        "</bpmn:timerEventDefinition></bpmn:boundaryEvent>",
        d.end(),
        d.end("end2"),
        d.chain("start", "work", "end"),
        d.chain("every", "end2"),
    )
    world.start()
    due = [world.row(t.TIMER).due_at]
    for _ in range(2):
        assert world.run_timers(due[-1]) == 1
        due.append(world.row(t.TIMER).due_at)
    assert [two - one for one, two in itertools.pairwise(due)] == [timedelta(hours=1)] * 2
    assert world.run_timers(due[-1]) == 1
    assert world.count(t.TIMER) == 0


def test_one_that_fails_is_put_off_with_an_incident(case: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a bug in the engine")

    timer_id = case.rows(sa.select(t.TIMER.c.id).order_by(t.TIMER.c.due_at))[0].id
    later = after(hours=2)
    with monkeypatch.context() as patched:
        patched.setattr(engine, "fire_due", broken)
        for _ in range(2):
            with clock.moved(later), transaction(case.sessions) as session:
                assert not fire(session, timer_id=timer_id)
            later += timedelta(hours=1, minutes=1)
    row = case.row(t.TIMER, id=timer_id)
    assert row.attempts == 2
    assert row.due_at > row.timer_due_at + timedelta(hours=2)
    incident = case.row(t.INCIDENT)
    assert (incident.kind, incident.key, incident.element) == ("engine", -row.key, "remind")
    assert "RuntimeError" in incident.message
    assert "a bug" not in incident.message
    assert case.kinds() == ["case.started", "incident.opened"]
    case.do(retry, "fi", incident_id=incident.id)
    assert case.row(t.INCIDENT).resolution == "retried"
    assert case.run_timers(after(hours=2)) == 1
    assert case.open() == ["work", "chase"]


def test_a_start_timer_starts_a_case_and_waits_for_the_next(world: World) -> None:
    with clock.moved(datetime(2029, 6, 1, tzinfo=UTC)):
        world.draw(
            d.start("yearly", starters=None, cycle="R/2030-04-01T09:00:00+01:00/P1Y"),
            d.user("t"),
            d.end(),
            d.chain("yearly", "t", "end"),
        )
    first = world.row(t.TIMER)
    assert first.due_at == datetime(2030, 4, 1, 8, tzinfo=UTC)
    assert world.run_timers(datetime(2030, 5, 1, tzinfo=UTC)) == 1
    case = world.case()
    assert (case.started_by, case.process_id, world.open()) == (None, "p", ["t"])
    assert world.row(t.TIMER).due_at == datetime(2031, 4, 1, 8, tzinfo=UTC)
    assert world.run_timers(datetime(2030, 6, 1, tzinfo=UTC)) == 0
    assert world.run_timers(datetime(2031, 5, 1, tzinfo=UTC)) == 1
    assert world.count(t.INSTANCE) == 2
