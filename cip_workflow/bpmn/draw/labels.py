"""Words that stand outside of what they name: of events, gateways, data and flows."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from cip_workflow.bpmn.draw.edges import label_place
from cip_workflow.bpmn.draw.lettering import Block, centred, left, wrap
from cip_workflow.bpmn.interchange import Bounds

if TYPE_CHECKING:
    from cip_workflow.bpmn.interchange import Edge

SIZE = 12.0
_ROOM = 92.0  #: what modellers give a label that nobody has moved
_LOST = 400.0  #: a label further away than this was not put there by a person


def beside_shape(
    name: str, at: Bounds, label: Bounds | None, *, attached: bool = False
) -> tuple[str, Bounds]:
    """The words of an event, a gateway or data, and the room that they take."""
    block = Block(wrap(name, _room(label, max(_ROOM, at.width + 40)), SIZE), SIZE)
    if _usable(label, at.middle):
        return _under(block, label.x + label.width / 2, label.y) if label else ("", at)
    x, _ = at.middle
    if attached:  # the flow of a boundary event leaves below
        place = Bounds(at.right - 4, at.bottom - 2, block.width, block.height)
        return left(block, place.x, place.y, "label"), place
    return _under(block, x, at.bottom + 4)


def along_edge(name: str, edge: Edge) -> tuple[str, Bounds]:
    """The words of a flow, and the room that they take."""
    (x, y), across = label_place(edge.waypoints)
    block = Block(wrap(name, _room(edge.label, _ROOM), SIZE), SIZE)
    if edge.label is not None and _usable(edge.label, (x, y), _reach(edge)):
        return _under(block, edge.label.x + edge.label.width / 2, edge.label.y)
    if across:
        return _under(block, x, y - block.height - 3)
    place = Bounds(x + 6, y - block.height / 2, block.width, block.height)
    return left(block, place.x, place.y, "label"), place


def _under(block: Block, x: float, top: float) -> tuple[str, Bounds]:
    place = Bounds(x - block.width / 2, top, max(block.width, 1), max(block.height, 1))
    return centred(block, x, top, "label"), place


def _room(label: Bounds | None, otherwise: float) -> float:
    return otherwise if label is None else max(_ROOM, label.width * 1.15)


def _usable(label: Bounds | None, near: tuple[float, float], reach: float = _LOST) -> bool:
    if label is None or label.width < 2:
        return False
    return math.dist(label.middle, near) < reach


def _reach(edge: Edge) -> float:
    points = edge.waypoints
    return _LOST + sum(math.dist(one, two) for one, two in pairwise(points))
