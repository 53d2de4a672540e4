"""A signal starts a case at every start event that waits for it, whatever process that stands in."""

from __future__ import annotations

from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

SIGNAL = '<bpmn:signal id="S" name="all clear" />'
EVENT = '<bpmn:signalEventDefinition id="{}_event" signalRef="S" />'


def begun_by(process: str, step: str) -> str:
    begin = f'<bpmn:startEvent id="{process}_s">{EVENT.format(process)}</bpmn:startEvent>'
    return d.process(
        process, begin, d.user(step), d.end(f"{process}_e"), d.chain(f"{process}_s", step, f"{process}_e")
    )


def sender() -> str:
    throw = f'<bpmn:intermediateThrowEvent id="throw">{EVENT.format("throw")}</bpmn:intermediateThrowEvent>'
    return d.process(
        "sender",
        d.start("begin", form="f"),
        d.user("send"),
        throw,
        d.user("then"),
        d.end("fin"),
        d.chain("begin", "send", "throw", "then", "fin"),
    )


def deployed(world: World, *processes: str) -> None:
    files = {f"{number}.bpmn": d.bpmn(one, SIGNAL) for number, one in enumerate((sender(), *processes))}
    world.deploy({**files, "f.form": d.form("f", "key!")})


def test_every_process_that_waits_for_it_is_started(world: World) -> None:
    deployed(world, begun_by("one", "a"), begun_by("two", "b"))
    world.start("pri", "sender", key="K")
    world.complete("jo", "send")
    assert (world.open(1), world.open(2), world.open(3)) == (["then"], ["a"], ["b"])
    assert world.kinds(1)[-1] == "message.sent"
    assert [world.row(t.INSTANCE, id=key).process_id for key in (2, 3)] == ["one", "two"]


def test_a_newer_version_starts_in_place_of_the_older_one(world: World) -> None:
    deployed(world, begun_by("one", "a"))
    deployed(world, begun_by("one", "b"))
    world.start("pri", "sender", key="K")
    world.complete("jo", "send")
    assert world.open(2) == ["b"]
    assert [row.message for row in world.rows(t.SUBSCRIPTION.select())] == ["signal:all clear"]


def test_without_a_process_that_waits_for_it_nothing_begins(world: World) -> None:
    deployed(world)
    world.start("pri", "sender", key="K")
    world.complete("jo", "send")
    assert world.kinds(1)[-1] == "message.unmatched"
    assert len(world.rows(t.INSTANCE.select())) == 1
