"""Where things are drawn: BPMN DI as values (BPMN 2.0, clause 12)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cip_workflow.bpmn.names import DC, DD, DI, flag, reference

if TYPE_CHECKING:
    from lxml import etree

_FURTHEST = 1_000_000.0  #: a coordinate beyond this is a slip, not a drawing


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """The rectangle that one element takes up on a plane."""

    element: str
    bounds: Bounds
    label: Bounds | None = None
    horizontal: bool | None = None
    expanded: bool | None = None
    marker_visible: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """The line of a flow or an association on a plane."""

    element: str
    waypoints: tuple[tuple[float, float], ...]
    label: Bounds | None = None


@dataclass(frozen=True, kw_only=True)
class Plane:
    """One picture; `element` is the process, collaboration or sub-process that it shows."""

    element: str
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    edges: Mapping[str, Edge] = field(default_factory=dict)


def planes(root: etree._Element) -> tuple[Plane, ...]:
    """Every plane of the file. What has no usable numbers is left out: it is then laid out anew."""
    found = []
    for plane in root.iter(f"{{{DI}}}BPMNPlane"):
        shapes: dict[str, Shape] = {}
        edges: dict[str, Edge] = {}
        for node in plane.iter(f"{{{DI}}}BPMNShape"):
            if shape := _shape(node):
                shapes.setdefault(shape.element, shape)
        for node in plane.iter(f"{{{DI}}}BPMNEdge"):
            if edge := _edge(node):
                edges.setdefault(edge.element, edge)
        found.append(Plane(element=reference(plane.get("bpmnElement")), shapes=shapes, edges=edges))
    return tuple(found)


def _shape(node: etree._Element) -> Shape | None:
    element, bounds = reference(node.get("bpmnElement")), _bounds(node)
    if not element or bounds is None or bounds.width <= 0 or bounds.height <= 0:
        return None
    written = node.get("isExpanded")
    horizontal = node.get("isHorizontal")
    return Shape(
        element=element,
        bounds=bounds,
        label=_label(node),
        horizontal=None if horizontal is None else flag(node, "isHorizontal"),
        expanded=None if written is None else flag(node, "isExpanded"),
        marker_visible=flag(node, "isMarkerVisible"),
    )


def _edge(node: etree._Element) -> Edge | None:
    element = reference(node.get("bpmnElement"))
    points = []
    for waypoint in node.iterchildren(f"{{{DD}}}waypoint"):
        x, y = _number(waypoint.get("x")), _number(waypoint.get("y"))
        if x is not None and y is not None:
            points.append((x, y))
    if not element or len(points) < 2:
        return None
    return Edge(element=element, waypoints=tuple(points), label=_label(node))


def _label(node: etree._Element) -> Bounds | None:
    label = node.find(f"{{{DI}}}BPMNLabel")
    return None if label is None else _bounds(label)


def _bounds(node: etree._Element) -> Bounds | None:
    bounds = node.find(f"{{{DC}}}Bounds")
    if bounds is None:
        return None
    x, y, width, height = (_number(bounds.get(name)) for name in ("x", "y", "width", "height"))
    if x is None or y is None or width is None or height is None:
        return None
    return Bounds(x, y, width, height)


def _number(written: str | None) -> float | None:
    try:
        number = float(written or "")
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) <= _FURTHEST else None
