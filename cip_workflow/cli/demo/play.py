"""Play the story: every turn of every brief at its instant, in the order of time, with due timers in between.

Nothing happens after the present, whatever day it is, and people work when offices are open: at ten in the morning of a
working day in London.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from cip_workflow import clock
from cip_workflow.cli.demo import story
from cip_workflow.cli.demo.acts import Acting
from cip_workflow.cli.demo.story import Turn
from cip_workflow.cli.opened import Opened
from cip_workflow.queries import timers
from cip_workflow.store import reading
from cip_workflow.worker.timers import drain
from cip_workflow.working_time import add_working_days, is_working_day

_MORNING = time(10)
_SOON = timedelta(minutes=45)  #: between two things that happen on the same day


def play(here: Opened, briefs: Sequence[Mapping[str, Any]], *, say: Callable[[str], object]) -> None:
    """Run these briefs to where they stand today."""
    now = clock.now()
    agenda = sorted(
        (at, brief, place, turn)
        for brief in range(len(briefs))
        for place, (at, turn) in enumerate(instants(briefs[brief], now))
    )
    acting = [Acting(here) for _ in briefs]
    for at, brief, place, turn in agenda:
        if place == 0:
            say(f"Brief {brief + 1} of {len(briefs)}: {briefs[brief]['title']}")
        fire_until(here, at)
        with clock.moved(at):
            acting[brief].act(turn)
    fire_until(here, now)


def instants(brief: Mapping[str, Any], now: datetime) -> Iterator[tuple[datetime, Turn]]:
    """When each turn of a brief happens; never later than `now`, and never earlier than the turn before."""
    at = first = morning(_day(now) - timedelta(days=int(brief["started"])), now)
    for turn in story.turns(brief):
        days = int(brief["pace"]) if turn.after is None else turn.after
        if turn.ago is not None:
            later = morning(_day(now) - timedelta(days=turn.ago), now)
        else:
            later = morning(_day(at) + timedelta(days=days), now) if days else at + _SOON
        at = min(max(at, later), now) if turn.do != "start" else first
        yield at, turn


def morning(day: date, now: datetime) -> datetime:
    """Ten in the morning of a working day: that day or the next one, but the last one before now if that is still to come."""
    if not is_working_day(day):
        day = add_working_days(day, 1)
    at = datetime.combine(day, _MORNING, clock.LONDON)
    while at > now:
        day = add_working_days(day, -1)
        at = datetime.combine(day, _MORNING, clock.LONDON)
    return at


def fire_until(here: Opened, until: datetime) -> None:
    """Fire the timers that fall due up to an instant, each when it is due."""
    last = None
    while True:
        with reading(here.sessions) as session:
            due = timers.first(session)
        if due is None or due > until or due == last:
            return
        last = due
        with clock.moved(due):
            drain(here.sessions)


def _day(at: datetime) -> date:
    return at.astimezone(clock.LONDON).date()
