"""What waits for an event: catch events, boundary events, event sub-processes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.conformance.bpmn.tokengame import values
from tests.conformance.bpmn.tokengame.drawn import Node
from tests.conformance.bpmn.tokengame.places import Frame, Wait, Work
from tests.conformance.bpmn.tokengame.values import Env, Stuck

if TYPE_CHECKING:
    from tests.conformance.bpmn.tokengame.machine import Machine

KINDS = {"message", "signal", "timer", "conditional"}


def wait(machine: Machine, work: Work, node: Node, happen: Callable[[dict[str, Any]], None]) -> Wait:
    """Begin to wait for the event of `node` on behalf of `work`."""
    begun = _begin(machine, node, work.env, work.index, happen)
    work.waits.append(begun)
    return begun


def attach(machine: Machine, work: Work, boundary: Node) -> None:
    """A boundary event begins to wait, if it is one of those that are waited for."""
    if boundary.event and boundary.event.kind in KINDS:
        begun = wait(machine, work, boundary, lambda payload: None)
        begun.happen = lambda payload: _at_boundary(machine, work, boundary, begun, payload)


def _at_boundary(machine: Machine, work: Work, boundary: Node, begun: Wait, payload: dict[str, Any]) -> None:
    if not boundary.interrupting:
        _repeat(begun)
    take_over(machine, work, boundary, payload)


def take_over(machine: Machine, work: Work, boundary: Node, payload: dict[str, Any]) -> None:
    """A boundary event happens."""
    if boundary.interrupting:
        machine.cancel(work)
    machine.begin(work.frame, boundary, payload)


def listen(machine: Machine, frame: Frame, handler: Node) -> None:
    """An event sub-process begins to wait."""
    start = next(node for node in handler.inside.nodes.values() if node.tag == "startEvent")  # type: ignore[union-attr]
    assert start.event is not None
    if start.event.kind in KINDS:
        begun = _begin(machine, start, frame.env, frame.index, lambda payload: None, patient=True)
        begun.happen = lambda payload: _at_start(machine, frame, handler, begun, payload)
        frame.listening.append(begun)


def _at_start(machine: Machine, frame: Frame, handler: Node, begun: Wait, payload: dict[str, Any]) -> None:
    if begun.node.interrupting:
        begun.open = False
    else:
        _repeat(begun)
    handle(machine, frame, handler, payload)


def handle(machine: Machine, frame: Frame, handler: Node, payload: dict[str, Any]) -> None:
    """An event sub-process begins."""
    assert handler.inside is not None
    start = next(node for node in handler.inside.nodes.values() if node.tag == "startEvent")
    if start.interrupting:
        frame.interrupted = True
        machine.empty(frame)
    host = Work(handler, frame, frame.env, frame.index, frame.env)
    frame.works.append(host)
    host.inner = Frame(handler.inside, frame.env, host, frame.index, frame.own)
    machine.open(host.inner)
    machine.begin(host.inner, start, payload)


def conditions(machine: Machine) -> bool:
    """Let one condition happen that has become true."""
    for one in machine.open_waits():
        if one.kind == "condition" and one.node.event is not None:
            was, one.met = one.met, values.raw(_feel(one.node.event.text), one.env.see()) is True
            if one.met and not was:
                one.happen({})
                return True
    return False


def find_key(begun: Wait) -> None:
    """An event sub-process listens for a message only when the key is known."""
    event = begun.node.event
    assert event is not None
    found = values.value(event.key or "", begun.env.see())
    if found is not None:
        begun.keyless, begun.key = False, _key(found)


def _begin(
    machine: Machine,
    node: Node,
    env: Env,
    index: int | None,
    happen: Callable[[dict[str, Any]], None],
    *,
    patient: bool = False,
) -> Wait:
    event, seen = node.event, env.see()
    assert event is not None
    begun = Wait(event.kind if event.kind != "conditional" else "condition", node, happen, env, index)
    if event.kind == "timer":
        said = values.raw(event.text, seen)
        begun.due, begun.every, begun.left = values.first_due(event.timer, said, machine.now)
    elif event.kind in {"message", "signal"}:
        begun.name = values.value(event.name or "", seen)
        if event.key:
            found = values.value(event.key, seen)
            if found is None and not patient:
                raise Stuck(event.key)
            begun.keyless = found is None
            begun.key = _key(found)
    machine.waits.append(begun)
    return begun


def _repeat(begun: Wait) -> None:
    """What does not interrupt may come again, but a timer only as often as it says."""
    if begun.kind != "timer":
        return
    if begun.every is None or begun.left == 0 or begun.due is None:
        begun.open = False
        return
    begun.left -= 1
    begun.due += begun.every


def _feel(text: str) -> str:
    return text if text.startswith("=") else f"={text}"


def _key(said: Any) -> str | None:
    if said is None or isinstance(said, str):
        return said
    return f"{Decimal(str(said)).normalize():f}"
