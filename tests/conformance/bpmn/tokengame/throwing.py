"""What throws, and who catches it (BPMN 2.0.2, 10.5.6, 13.5.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.conformance.bpmn.tokengame import catching, undoing, values
from tests.conformance.bpmn.tokengame.drawn import Node
from tests.conformance.bpmn.tokengame.places import Work
from tests.conformance.bpmn.tokengame.values import Stuck

if TYPE_CHECKING:
    from tests.conformance.bpmn.tokengame.machine import Machine

Catch = Callable[[dict[str, Any]], None]


def throw(machine: Machine, work: Work) -> None:
    """Throw what the node says, then leave."""
    event, seen = work.node.event, work.env.see()
    assert event is not None
    payload = dict(work.env.own) if work.node.inputs else {}
    if event.kind == "message":
        key = values.value(event.key, seen) if event.key else None
        name = values.value(event.name or "", seen)
        machine.trace.thrown.append(("message", name, catching._key(key), payload))
        machine.finish(work, {})
    elif event.kind == "signal":
        _signal(machine, work, values.value(event.name or "", seen), payload)
    elif event.kind == "terminate":
        machine.empty(work.frame, but=work)
        machine.finish(work, {})
    elif event.kind == "compensate":
        undoing.undo(machine, work, event.name, lambda: machine.finish(work, {}))
    elif event.kind == "link":
        machine.finish(work, {})
    else:
        _upward(machine, work, event.kind, values.value(event.name, seen) if event.name else "", payload)


def fail(machine: Machine, work: Work, code: str) -> None:
    """A service ends with an error."""
    catch = _catcher(machine, work, "error", code, itself=True)
    if catch is None:
        work.stuck = True
        machine.shut(work)
    else:
        catch({})


def _signal(machine: Machine, work: Work, name: str, payload: dict[str, Any]) -> None:
    machine.trace.thrown.append(("signal", name, None, payload))
    ends = work.node.tag == "endEvent"
    if ends:
        machine.finish(work, {})
    for wait in machine.open_waits():
        if wait.kind == "signal" and wait.name == name and wait.open:
            wait.happen(dict(payload))
    if work.alive and not ends:
        machine.finish(work, {})


def _upward(machine: Machine, work: Work, kind: str, code: str, payload: dict[str, Any]) -> None:
    catch = _catcher(machine, work, kind, code)
    if catch is None:
        if kind != "escalation":
            raise Stuck(code)
        machine.trace.thrown.append((kind, code, None, payload))
        machine.finish(work, {})
        return
    if kind == "cancel":
        machine.empty(work.frame, but=work)
        undoing.undo(machine, work, None, lambda: _handed(machine, work, catch, payload))
    else:
        _handed(machine, work, catch, payload)


def _handed(machine: Machine, work: Work, catch: Catch, payload: dict[str, Any]) -> None:
    if work.node.tag == "endEvent":
        machine.finish(work, {})
    catch(payload)
    if work.alive:
        machine.finish(work, {})


def _catcher(machine: Machine, work: Work, kind: str, code: str, *, itself: bool = False) -> Catch | None:
    """From the inside outward: event sub-processes around the place, then the boundary events of its activity."""
    frame, host = work.frame, work if itself else None
    while True:
        if host is not None:
            whole = host.body or host
            boundary = _fits(whole.node.boundaries, kind, code)
            if boundary is not None:
                return lambda payload: catching.take_over(machine, whole, boundary, payload)
            frame = host.frame
        if not frame.interrupted:
            starts = {
                node: handler
                for handler in frame.level.handlers
                if handler.inside
                for node in handler.inside.nodes.values()
                if node.tag == "startEvent"
            }
            start = _fits(list(starts), kind, code)
            if start is not None:
                return lambda payload: catching.handle(machine, frame, starts[start], payload)
        host = frame.host
        if host is None:
            return None


def _fits(nodes: list[Node], kind: str, code: str) -> Node | None:
    found = [
        node for node in nodes if node.event and node.event.kind == kind and node.event.name in {None, code}
    ]
    return min(found, key=lambda node: node.event is None or node.event.name is None, default=None)
