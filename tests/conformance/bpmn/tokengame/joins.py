"""Joining gateways, as the standard has them (BPMN 2.0.2, tables 13.1 and 13.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conformance.bpmn.tokengame.drawn import Node
from tests.conformance.bpmn.tokengame.places import Frame, Work

if TYPE_CHECKING:
    from tests.conformance.bpmn.tokengame.machine import Machine


def parallel(machine: Machine, frame: Frame, node: Node) -> None:
    """One token of each incoming flow, when there are such."""
    held = {flow for at, flow in frame.parked if at is node}
    if held == {flow.id for flow in node.into}:
        _fire(machine, frame, node)


def inclusive(machine: Machine) -> bool:
    """Let one inclusive gateway go on that has no reason to wait."""
    for frame in machine.frames:
        for node in dict.fromkeys(at for at, _ in frame.parked if at.tag == "inclusiveGateway"):
            if not _inhibited(frame, node):
                _fire(machine, frame, node)
                return True
    return any(_circle(machine, frame) for frame in machine.frames)


def _circle(machine: Machine, frame: Frame) -> bool:
    """Joins that wait for each other would wait for ever by the standard: the one that began first goes on."""
    held = dict.fromkeys(at for at, _ in frame.parked)
    for node in held:
        if node.tag != "inclusiveGateway":
            continue
        others = [node, *(at for at in held if at in _before(node, {flow.id for flow in node.into}))]
        near = set().union(*(_before(at, {flow.id for flow in at.into}) for at in others))
        if not any(work.node in near for work in frame.works):
            _fire(machine, frame, node)
            return True
    return False


def dead(frame: Frame) -> None:
    """Only tokens in front of joins are left: one of each stands still for ever."""
    if not frame.works and frame.parked:
        for node in dict.fromkeys(at for at, _ in frame.parked):
            frame.parked.remove(next(one for one in frame.parked if one[0] is node))
            frame.works.append(Work(node, frame, frame.env, frame.index, frame.env, stuck=True))


def _fire(machine: Machine, frame: Frame, node: Node) -> None:
    for flow in node.into:
        if (node, flow.id) in frame.parked:
            frame.parked.remove((node, flow.id))
    machine.begin(frame, node)


def _inhibited(frame: Frame, node: Node) -> bool:
    """A token that can come over an empty flow, and over none that has a token already.

    Table 13.3 speaks of sequence flows only. A boundary event may bring a token too, so it is a reason to wait; but it is
    none to go on without the token that is still in the activity.
    """
    held = {flow for at, flow in frame.parked if at is node}
    empty = _before(node, {flow.id for flow in node.into} - held)
    full = _before(node, held, borders=False)
    elsewhere = [work.node for work in frame.works] + [at for at, _ in frame.parked if at is not node]
    return any(at in empty and at not in full for at in elsewhere)


def _before(node: Node, flows: set[str], *, borders: bool = True) -> set[Node]:
    """The nodes from which a token can come over one of `flows` without passing `node`."""
    found: set[Node] = set()
    todo = [flow.source for flow in node.into if flow.id in flows]
    while todo:
        at = todo.pop()
        if at is node or at in found:
            continue
        found.add(at)
        todo += [flow.source for flow in at.into]
        if at.host is not None and borders:
            todo.append(at.host)
        if at.tag == "intermediateCatchEvent" and at.event and at.event.kind == "link":
            todo += [
                one
                for one in at.level.nodes.values()
                if one.tag == "intermediateThrowEvent"
                and one.event
                and (one.event.kind, one.event.name) == ("link", at.event.name)
            ]
    return found
