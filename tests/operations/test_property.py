"""Random orders of completion, restored between any two steps, give the trace and variables of an uninterrupted run.

The uninterrupted run is the bare engine, which never leaves memory here; the other one goes through the operations, so
that every step begins with what the database kept of the one before.
"""

from __future__ import annotations

import os
import random
from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow import clock, engine
from cip_workflow.operations.audit.verify import verify
from cip_workflow.store import reading
from cip_workflow.store import tables as t
from cip_workflow.types import Step
from tests.operations import diagrams as d
from tests.operations.world import World

SEEDS = range(200 if os.environ.get("CIP_SOAK") else 6)

PARALLEL = [
    d.start(),
    d.script("init", "=[]", "said"),
    d.gateway("split", "parallel"),
    d.user("a", outputs={"said": '=append(said, "a")'}),
    d.user("b", outputs={"said": '=append(said, "b")'}),
    d.user("c", outputs={"said": '=append(said, "c")'}),
    d.gateway("join", "parallel"),
    d.user("last", outputs={"said": '=append(said, "last")'}),
    d.end(),
    d.chain("start", "init", "split", "a", "join", "last", "end"),
    d.chain("split", "b", "join"),
    d.chain("split", "c", "join"),
]
LOOP = [
    d.start(),
    d.script("init", "=0", "round"),
    d.gateway("again"),
    d.gateway("split", "parallel"),
    d.user("a"),
    d.user("b"),
    d.gateway("join", "parallel"),
    d.script("count", "=round + 1", "round"),
    d.gateway("enough", default="f_enough_again"),
    d.end(),
    d.chain("start", "init", "again", "split", "a", "join", "count", "enough", "again"),
    d.chain("split", "b", "join"),
    d.flow("enough", "end", when="=round >= 3"),
]
MULTI = [
    d.start(),
    d.script("init", '=["x", "y", "z"]', "items"),
    d.user(
        "each",
        outputs={"said": '=item + "!"'},
        loop=d.each("=items", "item", output=("all", "=said")),
    ),
    d.call("call", "inner", inputs={"given": "=all"}, outputs={"made": "=made"}),
    d.end(),
    d.chain("start", "init", "each", "call", "end"),
]
INNER = d.process(
    "inner",
    d.start("begin", starters="nobody"),
    d.user("one"),
    d.user("two", outputs={"made": "=count(given)"}),
    d.end("finish"),
    d.chain("begin", "one", "two", "finish"),
)
BOUNDARY = [
    d.start(),
    d.user("work"),
    d.timer("remind", "work", "PT2H", interrupting=False),
    d.timer("giveUp", "work", "PT5H"),
    d.user("chase"),
    d.user("late"),
    d.end(),
    d.end("end2"),
    d.end("end3"),
    d.chain("start", "work", "end"),
    d.chain("remind", "chase", "end2"),
    d.chain("giveUp", "late", "end3"),
]
MODELS = {"parallel": PARALLEL, "loop": LOOP, "multi": MULTI, "boundary": BOUNDARY}


class Uninterrupted:
    """The same case by the engine alone."""

    def __init__(self, specs: str, variables: dict[str, Any]) -> None:
        self.specs = specs
        self.tasks: dict[int, str] = {}
        self.timers: dict[int, Any] = {}
        self.trace: list[tuple[str, str, str]] = []
        self.finished = False
        self._took(engine.start(specs, "p", variables, now=clock.now()))

    def complete(self, key: int) -> None:
        self._took(engine.complete(self.specs, self.state, key, {"completedBy": "jo"}, now=clock.now()))

    def wait(self) -> None:
        self._took(engine.fire_due(self.specs, self.state, now=clock.now()))

    def _took(self, step: Step) -> None:
        self.state = step.state
        self.tasks |= {one.key: one.element for one in step.opened_tasks}
        self.timers |= {one.key: one.due for one in step.opened_timers}
        for key in step.closed:
            self.tasks.pop(key, None)
            self.timers.pop(key, None)
        self.trace += [(one.element, one.type, one.happened) for one in step.events]
        self.finished = step.finished


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_operations_run_as_the_engine_does(world: World, name: str, seed: int) -> None:
    choose = random.Random(f"{name} {seed}")
    world.draw(*MODELS[name], parts=(INNER,))
    specs = world.one(sa.select(t.DEFINITION.c.specs).where(t.DEFINITION.c.process_id == "p"))
    instant = clock.now()
    with clock.moved(instant):
        world.start("pri")
        bare = Uninterrupted(specs, {"startedBy": "pri", "startedByOrganisation": "LCC"})
    for _ in range(40):
        if bare.finished:
            break
        with clock.moved(instant):
            if bare.timers and choose.random() < 0.4:
                instant = max(instant, choose.choice(sorted(bare.timers.values())))
                world.run_timers(instant)
                with clock.moved(instant):
                    bare.wait()
            else:
                key = choose.choice(sorted(bare.tasks))
                task_id = world.row(t.TASK, key=key, status="open").id
                bare.complete(key)
                world.do(_complete, "jo", task_id=task_id)
        _agree(world, bare)
    assert bare.finished
    with reading(world.sessions) as session:
        assert verify(session).faults == ()


def _complete(session: Any, *, actor: Any, task_id: int) -> None:
    from cip_workflow.operations.task.complete import complete

    complete(session, actor=actor, task_id=task_id, answers={})


def _agree(world: World, bare: Uninterrupted) -> None:
    rows = world.rows(sa.select(t.TASK.c.key, t.TASK.c.element).where(t.TASK.c.status == "open"))
    assert {row.key: row.element for row in rows} == bare.tasks
    timers = world.rows(sa.select(t.TIMER.c.key, t.TIMER.c.due_at))
    assert {row.key: row.due_at for row in timers} == bare.timers
    history = world.rows(
        sa.select(t.HISTORY.c.element, t.HISTORY.c.type, t.HISTORY.c.happened).order_by(t.HISTORY.c.id)
    )
    assert [tuple(row) for row in history] == bare.trace
    case = world.case()
    assert engine.variables(bare.specs, case.state) == engine.variables(bare.specs, bare.state)
    assert (case.status == "finished") == bare.finished
    assert set(case.waits) == {str(key) for key in bare.timers}
    candidates = world.count(t.TASK_CANDIDATE)
    assert candidates == len(bare.tasks)
