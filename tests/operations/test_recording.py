"""From a step to rows: history, decisions, escalations, signals, waits."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from cip_workflow.errors import Refused
from cip_workflow.store import tables as t
from tests.operations import diagrams as d
from tests.operations.world import World

TABLE = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="bands" name="bands" namespace="urn:bands">
  <decision id="band" name="Band">
    <decisionTable id="t" hitPolicy="FIRST">
      <input id="i" label="Amount"><inputExpression id="e" typeRef="number"><text>amount</text></inputExpression></input>
      <output id="o" name="band" typeRef="string" />
      <rule id="r1"><inputEntry id="a"><text>&lt; 100</text></inputEntry><outputEntry id="b"><text>"small"</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="c"><text>-</text></inputEntry><outputEntry id="d"><text>"large"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
"""
DECIDE = (
    '<bpmn:businessRuleTask id="decide" name="Find the band"><bpmn:extensionElements>'
    '<zeebe:calledDecision decisionId="band" resultVariable="band" bindingType="deployment" />'
    '<zeebe:ioMapping><zeebe:input source="=250" target="amount" /><zeebe:output source="=band" target="band" />'
    "</zeebe:ioMapping></bpmn:extensionElements></bpmn:businessRuleTask>"
)


def history(world: World, **where: Any) -> list[tuple[str, str]]:
    query = sa.select(t.HISTORY.c.element, t.HISTORY.c.happened).order_by(t.HISTORY.c.id)
    for name, value in where.items():
        query = query.where(t.HISTORY.c[name] == value)
    return [tuple(row) for row in world.rows(query)]


def test_what_was_entered_and_left_and_which_flows_were_taken(world: World) -> None:
    world.draw(d.start(), d.user("t"), d.end(), d.chain("start", "t", "end"))
    world.start()
    assert ("t", "entered") in history(world)
    assert ("t", "left") not in history(world)
    assert ("f_start_t", "left") in history(world, type="sequenceFlow")
    world.complete("jo", "t")
    assert history(world, seq=2)[0] == ("t", "left")
    assert ("end", "left") in history(world, seq=2)


def test_children_of_a_multi_instance_and_scopes_of_calls(world: World) -> None:
    inner = d.process(
        "inner",
        d.start("begin", starters="nobody"),
        d.user("each"),
        d.end("fin"),
        d.chain("begin", "each", "fin"),
    )
    world.draw(
        d.start(),
        d.call("call", "inner", inputs={"x": "=item"}, outputs={}, loop=d.each("=[1, 2, 3]", "item")),
        d.end(),
        d.chain("start", "call", "end"),
        parts=(inner,),
    )
    world.start()
    rows = world.rows(sa.select(t.TASK.c.scope, t.TASK.c.process).order_by(t.TASK.c.id))
    assert len({row.scope for row in rows}) == 3
    assert {row.process for row in rows} == {"inner"}
    assert len(history(world, element="each", happened="entered")) == 3


def test_a_decision_keeps_its_inputs_and_the_rules_that_fired(world: World) -> None:
    drawn = d.bpmn(
        d.process("p", d.start(), DECIDE, d.user("t"), d.end(), d.chain("start", "decide", "t", "end"))
    )
    world.deploy({"p.bpmn": drawn, "bands.dmn": TABLE})
    world.start()
    row = world.row(t.DECISION_LOG)
    assert (row.decision, row.element, row.name) == ("band", "decide", "Find the band")
    assert {str(one) for one in row.inputs.values()} == {"250"}
    assert row.value == "large"
    assert row.trace
    assert set(world.row(t.DEFINITION).files["dmn"]) == {"bands.dmn"}


def test_a_changed_table_is_a_new_version(world: World) -> None:
    drawn = d.bpmn(
        d.process("p", d.start(), DECIDE, d.user("t"), d.end(), d.chain("start", "decide", "t", "end"))
    )
    world.deploy({"p.bpmn": drawn, "bands.dmn": TABLE})
    made = world.deploy({"p.bpmn": drawn, "bands.dmn": TABLE.replace(b"100", b"1000")})
    assert [(one.version, one.new) for one in made.definitions] == [(2, True)]


def test_a_decision_that_is_not_there_is_refused(world: World) -> None:
    drawn = d.bpmn(d.process("p", d.start(), DECIDE, d.end(), d.chain("start", "decide", "end")))
    with pytest.raises(Refused) as refused:
        world.deploy({"p.bpmn": drawn})
    assert "unknown-decision" in {one.rule for one in refused.value.findings}


def test_an_escalation_that_nobody_catches_is_governances(world: World) -> None:
    world.draw(
        d.start(),
        d.user("t"),
        d.end("late", "Nobody has decided", d.escalating("governance")),
        d.chain("start", "t", "late"),
        parts=(d.escalation("governance"),),
    )
    world.start()
    world.complete("jo", "t")
    row = world.row(t.ESCALATION)
    assert (row.code, row.text, row.groups) == ("governance", "Nobody has decided", ["governance-lead"])
    assert world.kinds() == ["case.started", "task.completed", "escalation.raised", "case.finished"]


def test_a_signal_reaches_every_case_that_waits(world: World) -> None:
    signal = '<bpmn:signal id="S" name="stop.all" />'
    wait = d.process(
        "wait",
        d.start("begin"),
        '<bpmn:intermediateCatchEvent id="hear" name="hear"><bpmn:signalEventDefinition id="s1" signalRef="S" />'
        "</bpmn:intermediateCatchEvent>",
        d.user("after"),
        d.end("fin"),
        d.chain("begin", "hear", "after", "fin"),
    )
    send = d.process(
        "send",
        d.start("begin2"),
        d.user("shout"),
        d.end("shouted", event='<bpmn:signalEventDefinition id="s2" signalRef="S" />'),
        d.chain("begin2", "shout", "shouted"),
    )
    world.deploy({"s.bpmn": d.bpmn(wait, send, signal)})
    for _ in range(2):
        world.start("pri", "wait")
    world.start("pri", "send")
    world.complete("jo", "shout")
    assert world.open(1) == world.open(2) == ["after"]
