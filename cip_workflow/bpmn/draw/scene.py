"""What belongs into the picture of one process (or one of its sub-processes), and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cip_workflow.bpmn.draw.layout import lay_out
from cip_workflow.bpmn.interchange import Bounds, Edge, Plane, Shape
from cip_workflow.bpmn.names import SUB_PROCESSES

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Artifact, Document, Element, Flow, Lane, Link, Participant, Process


@dataclass
class Scene:
    """Everything to draw, in drawing order."""

    process: Process
    pools: list[tuple[Participant, Shape]] = field(default_factory=list)
    lanes: list[tuple[Lane, Shape]] = field(default_factory=list)
    nodes: list[tuple[Element, Shape, bool]] = field(default_factory=list)  #: and whether it is opened
    artifacts: list[tuple[Artifact, Shape]] = field(default_factory=list)
    flows: list[tuple[Flow, Edge]] = field(default_factory=list)
    links: list[tuple[Link, Edge]] = field(default_factory=list)
    inside: dict[str, str] = field(default_factory=dict)  #: a hidden step -> the collapsed one that it is in


def scene(document: Document, target: str) -> Scene | None:
    """The picture of a process, or of what is inside one of its sub-processes; None where there is no such thing."""
    process, parent = document.process(target), None
    if process is None:
        element = document.element(target)
        if element is None or element.type not in SUB_PROCESSES:
            return None
        process, parent = document.process(element.process), element.id
    if process is None:
        return None
    plane = _plane(document, process, parent)
    found = Scene(process)
    for element in _visible(process, parent, plane, found):
        shape = plane.shapes[element.id]
        found.nodes.append((element, shape, _opened(process, element, plane)))
    found.nodes.sort(key=lambda node: node[0].type == "boundaryEvent")
    shown = {element.id for element, _, _ in found.nodes}
    if parent is None:
        _pools(document, process, plane, found)
        shown |= {participant.id for participant, _ in found.pools}
    _artifacts(document, process, plane, shown, found)
    shown |= {artifact.id for artifact, _ in found.artifacts}
    _flows(process, plane, shown, found)
    _links(document, plane, shown, found)
    return found


def _plane(document: Document, process: Process, parent: str | None) -> Plane:
    """The drawn plane that shows it best; a plane made here where none shows every step."""

    def coverage(plane: Plane) -> tuple[int, bool]:
        drawn = sum(element.id in plane.shapes for element in process.inside(parent))
        return drawn, plane.element in {parent, process.id}

    best = max(document.planes, key=coverage, default=None)
    if best is None or any(
        element.id not in best.shapes for element in _visible(process, parent, best, Scene(process))
    ):
        return lay_out(process, parent)
    return best


def _opened(process: Process, element: Element, plane: Plane) -> bool:
    if element.type not in SUB_PROCESSES:
        return False
    shape = plane.shapes.get(element.id)
    if shape is not None and shape.expanded is not None:
        return shape.expanded
    inner = process.inside(element.id)
    if not any(one.id in plane.shapes for one in inner):
        return False
    # tools that do not say: it is open if its steps are drawn within it
    return shape is None or all(
        _within(plane.shapes[one.id].bounds, shape.bounds) for one in inner if one.id in plane.shapes
    )


def _within(inner: Bounds, outer: Bounds) -> bool:
    x, y = inner.middle
    return outer.x <= x <= outer.right and outer.y <= y <= outer.bottom


def _visible(process: Process, parent: str | None, plane: Plane, found: Scene) -> list[Element]:
    visible: list[Element] = []
    for element in process.inside(parent):
        visible.append(element)
        if element.type in SUB_PROCESSES:
            if _opened(process, element, plane):
                visible += _visible(process, element.id, plane, found)
            else:
                _hide(process, element.id, element.id, found)
    return visible


def _hide(process: Process, parent: str, under: str, found: Scene) -> None:
    for element in process.inside(parent):
        found.inside[element.id] = under
        if element.type in SUB_PROCESSES:
            _hide(process, element.id, under, found)


def _pools(document: Document, process: Process, plane: Plane, found: Scene) -> None:
    for participant in document.participants.values():
        shape = plane.shapes.get(participant.id)
        if shape is None:
            continue
        behind = document.process(participant.process) if participant.process else None
        if participant.process == process.id or behind is None or not behind.elements:
            found.pools.append((participant, shape))
    found.pools.sort(key=lambda pool: pool[0].process != process.id)
    for lane in process.lanes.values():
        if shape := plane.shapes.get(lane.id):
            found.lanes.append((lane, shape))


def _artifacts(document: Document, process: Process, plane: Plane, shown: set[str], found: Scene) -> None:
    linked = {
        end
        for link in document.links
        for end in (link.source, link.target)
        if {link.source, link.target} & shown
    }
    alone = sum(bool(one.elements) for one in document.processes) == 1
    for artifact in (*process.artifacts.values(), *document.artifacts.values()):
        shape = plane.shapes.get(artifact.id)
        here = artifact.parent is None or artifact.parent in shown or artifact.parent == plane.element
        ours = artifact.process or alone or artifact.id in linked
        if shape is not None and here and ours:
            found.artifacts.append((artifact, shape))


def _flows(process: Process, plane: Plane, shown: set[str], found: Scene) -> None:
    for flow in process.flows.values():
        if flow.source in shown and flow.target in shown:
            edge = plane.edges.get(flow.id) or _between(flow.id, flow.source, flow.target, plane)
            found.flows.append((flow, edge))


def _links(document: Document, plane: Plane, shown: set[str], found: Scene) -> None:
    drawn = shown | {flow.id for flow, _ in found.flows}
    for link in document.links:
        if link.source in drawn and link.target in drawn and (edge := plane.edges.get(link.id)):
            found.links.append((link, edge))


def _between(key: str, source: str, target: str, plane: Plane) -> Edge:
    """A straight line from border to border, for a flow that has no line of its own."""
    start, end = plane.shapes[source].bounds, plane.shapes[target].bounds
    return Edge(element=key, waypoints=(_border(start, end.middle), _border(end, start.middle)))


def _border(at: Bounds, toward: tuple[float, float]) -> tuple[float, float]:
    x, y = at.middle
    dx, dy = toward[0] - x, toward[1] - y
    if not dx and not dy:
        return at.right, y
    reach = min(
        at.width / 2 / abs(dx) if dx else float("inf"), at.height / 2 / abs(dy) if dy else float("inf")
    )
    return x + dx * reach, y + dy * reach
