"""What each kind of node does with a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.conformance.bpmn.tokengame import catching, throwing, values
from tests.conformance.bpmn.tokengame.places import Frame, Wait, Work
from tests.conformance.bpmn.tokengame.values import Env, Stuck

if TYPE_CHECKING:
    from tests.conformance.bpmn.tokengame.machine import Machine


def act(machine: Machine, work: Work) -> None:
    """Begin the work of the node."""
    node = work.node
    if node.tag == "userTask":
        _wait(machine, work, "task")
    elif node.tag in {"receiveTask", "intermediateCatchEvent"} and not (
        node.event and node.event.kind == "link"
    ):
        catching.wait(
            machine, work, node, lambda payload: machine.later(work, lambda: machine.finish(work, payload))
        )
    elif node.tag == "eventBasedGateway":
        _race(machine, work)
    else:
        machine.later(work, lambda: _do(machine, work))


def _do(machine: Machine, work: Work) -> None:
    node = work.node
    if node.inside is not None:
        _inside(machine, work, Frame(node.inside, work.env, work, work.index, work.frame.own and node.reacts))
    elif node.tag == "callActivity":
        process = machine.processes.get(values.value(node.called, work.env.see()))
        if process is None:
            raise Stuck(node.called)
        given = work.env.see() if node.all_in else dict(work.env.own) if node.inputs else {}
        _inside(machine, work, Frame(process, Env(given), work, None, own=False, called=True))
    elif node.event is not None and node.tag in {"intermediateThrowEvent", "endEvent", "sendTask"}:
        throwing.throw(machine, work)
    elif node.job is not None:
        _job(machine, work)
    elif node.script is not None:
        machine.finish(work, {node.result: values.value(f"={node.script.lstrip('=')}", work.env.see())})
    elif node.decision is not None:
        decide = machine.decisions.get(node.decision)
        if decide is None:
            raise values.NotUnderstood(node.decision)
        machine.finish(work, {node.result: decide(work.env.see())})
    else:
        machine.finish(work, {})


def _inside(machine: Machine, work: Work, frame: Frame) -> None:
    work.inner = frame
    machine.open(frame)
    for start in frame.level.starts:
        machine.begin(frame, start)


def _job(machine: Machine, work: Work) -> None:
    kind = str(values.value(work.node.job or "", work.env.see()))
    if kind in machine.jobs:
        machine.finish(work, dict(machine.jobs[kind]))
    else:
        _wait(machine, work, "job")


def _wait(machine: Machine, work: Work, kind: str) -> None:
    def happen(results: dict[str, Any]) -> None:
        machine.later(work, lambda: machine.finish(work, results))

    wait = Wait(kind, work.node, happen, work.env, work.index)
    work.waits.append(wait)
    machine.waits.append(wait)


def _race(machine: Machine, work: Work) -> None:
    """The first of the events behind an event-based gateway."""
    for flow in work.node.out:

        def happen(payload: dict[str, Any], flow: Any = flow) -> None:
            machine.log(work)
            machine.drop(work)
            machine.trace.flows.append(flow.id)
            machine.begin(work.frame, flow.target, payload)

        catching.wait(machine, work, flow.target, happen)


def once_more(work: Work) -> bool:
    """Whether a standard loop goes on."""
    loop = work.node.loop
    assert loop is not None
    if loop.most and work.rounds >= int(loop.most):
        return False
    return not loop.condition or values.true(loop.condition, work.frame.env.see())


def again(machine: Machine, work: Work) -> None:
    """Another round of a standard loop: the boundary events go on waiting."""
    if work.node.inputs:
        assert work.outer is not None
        work.env = Env({}, work.outer)
        for target, source in work.node.inputs:
            Env(work.env.own).put(target, values.value(source, work.env.see()))
    act(machine, work)
