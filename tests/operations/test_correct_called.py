"""A value is corrected where it stands: for the whole case, or in the called process that alone has it."""

from __future__ import annotations

import pytest

from cip_workflow import engine
from cip_workflow.operations.case.correct import correct
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World


@pytest.fixture
def called(world: World) -> World:
    """The case counts to three; the process that it calls counts to seven, and waits for a message."""
    outer = d.process(
        "p",
        d.start(),
        d.script("init", "=3", "outer"),
        d.call("call", "inner", inputs={"given": "=outer"}, outputs={"made": "=amount"}),
        d.user("after"),
        d.end(),
        d.chain("start", "init", "call", "after", "end"),
    )
    inner = d.process(
        "inner",
        d.start("begin", starters="nobody"),
        d.script("count", "=7", "amount"),
        d.catch("wait", "M"),
        d.end("done"),
        d.chain("begin", "count", "wait", "done"),
    )
    world.deploy({"p.bpmn": d.bpmn(outer, inner, d.message("M", "told", '="x"'))})
    world.start()
    return world


def seen(world: World, *, inside: bool) -> dict[str, object]:
    """The variables of the case, or those that the wait in the called process sees."""
    row = world.row(t.INSTANCE)
    key = world.row(t.SUBSCRIPTION, instance_id=row.id).key if inside else None
    specs = world.row(t.DEFINITION, id=row.definition_id).specs
    return engine.variables(specs, row.state, key)


def test_what_only_a_called_process_has_is_corrected_there(called: World) -> None:
    called.do(correct, "fi", instance_id=1, variables={"amount": 8}, reason="Counted again")
    assert seen(called, inside=True)["amount"] == 8
    assert "amount" not in seen(called, inside=False)


def test_what_the_case_has_is_corrected_for_the_case(called: World) -> None:
    called.do(correct, "fi", instance_id=1, variables={"outer": 4}, reason="Counted again")
    assert seen(called, inside=False)["outer"] == 4
    assert seen(called, inside=True)["given"] == 3


def test_what_nobody_has_is_set_for_the_case(called: World) -> None:
    called.do(correct, "fi", instance_id=1, variables={"amount": 8, "fresh": 1}, reason="Counted again")
    assert seen(called, inside=False)["fresh"] == 1
    assert seen(called, inside=True)["amount"] == 7
