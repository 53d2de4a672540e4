"""People and workers who are at it in the same moment: one wins, the others are told, nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from cip_workflow import clock
from cip_workflow.errors import Conflict, WorkflowError
from cip_workflow.operations.audit.verify import verify
from cip_workflow.operations.case.start import start
from cip_workflow.operations.task.claim import claim
from cip_workflow.operations.task.complete import complete
from cip_workflow.operations.timer.fire import fire
from cip_workflow.store import reading, transaction
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World


def at_once(times: int, do: Callable[[int], Any]) -> list[Any]:
    """What `do` gave or raised in each of so many threads that begin together."""
    barrier = Barrier(times)

    def one(place: int) -> Any:
        barrier.wait()
        try:
            return do(place)
        except WorkflowError as error:
            return error

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def told(found: list[Any]) -> list[str]:
    """The sentences of those who were too late."""
    assert all(isinstance(one, Conflict) for one in found if isinstance(one, Exception)), found
    return [one.message for one in found if isinstance(one, Exception)]


@pytest.fixture
def case(world: World) -> World:
    world.draw(
        d.start(),
        d.user("check", name="Check it"),
        d.user("pay", groups="lcc-finance"),
        d.end(),
        d.chain("start", "check", "pay", "end"),
    )
    world.start()
    return world


def test_twenty_submits_of_one_task(case: World) -> None:
    jo, task_id = case.actor("jo"), case.task("check")

    def submit(_: int) -> Any:
        with transaction(case.sessions) as session:
            return complete(session, actor=jo, task_id=task_id, answers={})

    found = at_once(20, submit)
    refusals = told(found)
    assert len(refusals) == 19
    assert all("Check it" in said for said in refusals), set(refusals)
    assert case.kinds() == ["case.started", "task.completed"]
    assert case.open() == ["pay"]
    assert case.complete("sam", "pay").finished
    with reading(case.sessions) as session:
        assert verify(session).faults == ()


def test_many_people_in_one_case(world: World) -> None:
    """Every answer counts, whichever order the database lets them in."""
    keys = [f"t{place}" for place in range(8)]
    world.draw(
        d.start(),
        *(d.user(key) for key in keys),
        d.parallel(keys, before="split", after="join"),
        d.user("after"),
        d.end(),
        d.chain("start", "split"),
        d.chain("join", "after", "end"),
    )
    world.start()
    jo, tasks = world.actor("jo"), [world.task(key) for key in keys]

    def submit(place: int) -> Any:
        with transaction(world.sessions) as session:
            return complete(session, actor=jo, task_id=tasks[place], answers={})

    assert told(at_once(8, submit)) == []
    assert world.open() == ["after"]
    assert world.case().seq == 9
    with reading(world.sessions) as session:
        assert verify(session).faults == ()


def test_one_of_ten_claims(case: World) -> None:
    actors, task_id = [case.actor("jo"), case.actor("ann")], case.task("check")

    def take(place: int) -> Any:
        with transaction(case.sessions) as session:
            return claim(session, actor=actors[place % 2], task_id=task_id)

    found = at_once(10, take)
    refusals = told(found)
    assert len(refusals) >= 5  # at least all of the slower person's
    assert len(case.inbox("jo") + case.inbox("ann")) == 1
    assert case.kinds().count("task.claimed") == 1


def test_one_of_ten_workers_fires_a_timer(world: World) -> None:
    world.draw(
        d.start(),
        d.user("t"),
        d.timer("late", "t", "PT1H", interrupting=False),
        d.user("chase", groups="lcc-finance"),
        d.end(),
        d.end("end2"),
        d.chain("start", "t", "end"),
        d.chain("late", "chase", "end2"),
    )
    world.start()
    timer_id = world.row(t.TIMER).id
    later = clock.now() + timedelta(hours=2)

    def work(_: int) -> Any:
        with clock.moved(later), transaction(world.sessions) as session:
            return fire(session, timer_id=timer_id)

    found = at_once(10, work)
    assert told(found) == []
    assert sum(found) == 1
    assert world.open() == ["t", "chase"]


def test_briefs_get_numbers_without_gaps_or_twins(world: World) -> None:
    world.draw(
        d.start(),
        d.service(
            "ref", "cip:generate-brief-ref", inputs={"title": '="A brief"'}, outputs={"briefRef": "=briefRef"}
        ),
        d.user("t"),
        d.end(),
        d.chain("start", "ref", "t", "end"),
    )
    pri = world.actor("pri")

    def begin(_: int) -> Any:
        with transaction(world.sessions) as session:
            return start(session, actor=pri, process_id="p")

    found = at_once(8, begin)
    assert told(found) == []
    year = clock.now().year
    assert sorted(one.reference for one in found) == [f"CIP-DB-{year}-{number:02}" for number in range(1, 9)]
