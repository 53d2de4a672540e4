"""What a BPMN file draws: boxes, labels and lines, read for the tests of our own diagrams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from cip_workflow.xml import local, parse

ROOT = Path(__file__).parents[3]
FILES = sorted((ROOT / "processes").glob("*.bpmn"))
CONTAINERS = {"participant", "lane", "subProcess"}
FLOW_NODES = (
    {f"{kind}Event" for kind in ("start", "end", "boundary", "intermediateThrow", "intermediateCatch")}
    | {f"{kind}Gateway" for kind in ("exclusive", "parallel", "inclusive", "eventBased")}
    | {f"{kind}Task" for kind in ("user", "service", "script", "businessRule", "send", "receive")}
    | {"task", "callActivity", "subProcess"}
)


class Point(NamedTuple):
    x: float
    y: float


class Box(NamedTuple):
    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> Point:
        return Point(self.x + self.w / 2, self.y + self.h / 2)

    def overlaps(self, other: Box) -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def inset(self, by: float) -> Box:
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)


@dataclass
class Node:
    """An element of the model that has a shape."""

    id: str
    type: str
    name: str
    parent: str | None  #: the sub-process that it stands in
    process: str | None
    attached_to: str | None = None
    lane: str | None = None


@dataclass
class Drawing:
    name: str
    nodes: dict[str, Node] = field(default_factory=dict)
    lanes: dict[str, list[str]] = field(default_factory=dict)  #: lane -> the nodes it names
    lane_pool: dict[str, str] = field(default_factory=dict)
    pools: dict[str, str | None] = field(default_factory=dict)  #: participant -> its process
    flows: dict[str, tuple[str, str]] = field(default_factory=dict)  #: sequence and message flows
    message_flows: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, Box] = field(default_factory=dict)
    edges: dict[str, list[Point]] = field(default_factory=dict)
    labels: dict[str, Box] = field(default_factory=dict)

    def ancestors(self, node: str) -> set[str]:
        found: set[str] = set()
        parent = self.nodes[node].parent
        while parent is not None:
            found.add(parent)
            parent = self.nodes[parent].parent
        return found

    def segments(self, flow: str) -> Iterator[tuple[Point, Point]]:
        points = self.edges[flow]
        return pairwise(points)


def read(path: Path) -> Drawing:
    """The drawing in a file."""
    root = parse(path.read_bytes(), path.name)
    drawing = Drawing(path.name)
    for top in root.iterchildren("*"):
        if local(top.tag) == "collaboration":
            _collaboration(top, drawing)
        elif local(top.tag) == "process":
            _model(top, drawing, top.get("id"), None)
        elif local(top.tag) == "BPMNDiagram":
            _diagram(top, drawing)
    for lane, members in drawing.lanes.items():
        for member in members:
            drawing.nodes[member].lane = lane
    processes = {process: pool for pool, process in drawing.pools.items() if process}
    for lane, process in drawing.lane_pool.items():
        drawing.lane_pool[lane] = processes[process]
    return drawing


def _collaboration(top, drawing: Drawing) -> None:
    for each in top.iterchildren("*"):
        kind, id_ = local(each.tag), each.get("id")
        drawing.names[id_] = each.get("name") or ""
        if kind == "participant":
            drawing.pools[id_] = each.get("processRef")
        elif kind == "messageFlow":
            drawing.flows[id_] = (each.get("sourceRef"), each.get("targetRef"))
            drawing.message_flows.add(id_)


def _model(holder, drawing: Drawing, process: str, parent: str | None) -> None:
    for each in holder.iterchildren("*"):
        kind, id_ = local(each.tag), each.get("id")
        if kind == "laneSet":
            for lane in each.iterchildren("*"):
                refs = [ref.text.strip() for ref in lane.iterchildren("{*}flowNodeRef")]
                drawing.lanes[lane.get("id")] = refs
                drawing.lane_pool[lane.get("id")] = process
        elif kind == "sequenceFlow":
            drawing.flows[id_] = (each.get("sourceRef"), each.get("targetRef"))
            drawing.names[id_] = each.get("name") or ""
        elif kind in FLOW_NODES:
            name = each.get("name") or ""
            drawing.nodes[id_] = Node(id_, kind, name, parent, process, each.get("attachedToRef"))
            drawing.names[id_] = name
            if kind == "subProcess":
                _model(each, drawing, process, id_)


def _diagram(top, drawing: Drawing) -> None:
    for each in next(top.iterchildren("*")).iterchildren("*"):
        element = each.get("bpmnElement")
        if local(each.tag) == "BPMNShape":
            drawing.shapes[element] = _box(next(each.iterchildren("{*}Bounds")))
        elif local(each.tag) == "BPMNEdge":
            drawing.edges[element] = [
                Point(float(point.get("x")), float(point.get("y")))
                for point in each.iterchildren("{*}waypoint")
            ]
        for label in each.iterchildren("{*}BPMNLabel"):
            drawing.labels[element] = _box(next(label.iterchildren("{*}Bounds")))


def _box(bounds) -> Box:
    return Box(*(float(bounds.get(name)) for name in ("x", "y", "width", "height")))


def on_border(point: Point, box: Box, type_: str, *, slack: float = 1.5) -> bool:
    """Whether a point lies on the outline of a shape: a circle, a diamond or a rectangle."""
    dx, dy = abs(point.x - box.centre.x), abs(point.y - box.centre.y)
    if type_.endswith("Event"):
        return abs((dx**2 + dy**2) ** 0.5 - box.w / 2) <= slack
    if type_.endswith("Gateway"):
        return abs(dx + dy - box.w / 2) <= slack
    on_side = abs(dx - box.w / 2) <= slack and dy <= box.h / 2 + slack
    on_top = abs(dy - box.h / 2) <= slack and dx <= box.w / 2 + slack
    return on_side or on_top


def covers(label: Box, box: Box, type_: str) -> bool:
    """Whether a label lies on a shape; beside the sides of a diamond there is room for one."""
    if not type_.endswith("Gateway"):
        return label.overlaps(box)
    dx = max(label.x - box.centre.x, box.centre.x - label.right, 0)
    dy = max(label.y - box.centre.y, box.centre.y - label.bottom, 0)
    return dx + dy < box.w / 2


def crosses(segment: tuple[Point, Point], box: Box) -> bool:
    """Whether a horizontal or vertical line runs through a box."""
    (x1, y1), (x2, y2) = segment
    line = Box(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
    return line.x <= box.right and box.x <= line.right and line.y <= box.bottom and box.y <= line.bottom
