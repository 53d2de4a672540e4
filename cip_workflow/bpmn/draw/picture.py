"""The whole picture, from the back to the front."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cip_workflow.bpmn.draw import edges, labels, nodes, surroundings
from cip_workflow.bpmn.draw.badge import badge
from cip_workflow.bpmn.draw.mark import WORDS, Mark, heavier
from cip_workflow.bpmn.draw.scene import Scene, scene
from cip_workflow.bpmn.draw.svg import INK, number, said, tag
from cip_workflow.bpmn.interchange import Bounds
from cip_workflow.errors import NotFound

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Document, Element, Lane, Participant
    from cip_workflow.bpmn.interchange import Shape

_MARGIN = 8.0


def draw(
    document: Document,
    process_id: str,
    *,
    marks: Mapping[str, Mark] | None = None,
    prefix: str = "diagram",
    title: str | None = None,
    description: str | None = None,
) -> str:
    """The diagram of a process as SVG, from its DI, or laid out here where the file has none.

    `process_id` may also be a sub-process: then what is inside it is drawn. `marks` says what is done, now, late,
    failed or not started, by element id (and by flow id which ways were taken). `prefix` keeps the ids of two
    pictures on one page apart. Classes, coloured by web/front/src/diagram.css:

    svg.cip-bpmn > g[data-element].node.<type>.{done,now,late,failed,todo}   shape ring icon text label ink paper
                   g[data-element].{flow-group.taken,pool-group,lane-group,artifact}   .badge.<state>

    Raises NotFound when the document has no such process.
    """
    found = scene(document, process_id)
    if found is None:
        raise NotFound(f"{document.name} has no process “{process_id}”.")
    return _Picture(found, marks or {}, prefix).text(
        title or found.process.name or found.process.id, description or _in_words(found, marks or {})
    )


class _Picture:
    def __init__(self, found: Scene, marks: Mapping[str, Mark], prefix: str) -> None:
        self._scene = found
        self._prefix = prefix
        self._marks = _with_hidden(found, marks)
        self._covered = _covered(found)
        self._size = nodes.common_size(
            [
                nodes.words(element, shape.bounds, self._covered.get(element.id, 0))
                for element, shape, opened in found.nodes
                if element.is_activity and not opened
            ]
        )
        self._room: list[Bounds] = []
        self._parts: list[str] = []

    def text(self, title: str, description: str) -> str:
        self._back()
        flows, flow_words = self._flows()
        frames = [node for node in self._scene.nodes if node[2]]
        steps = [node for node in self._scene.nodes if not node[2]]
        self._parts.append(tag("g", "".join(self._node(*node) for node in frames), class_="frames"))
        self._parts.append(tag("g", flows, class_="flows"))
        self._parts.append(tag("g", "".join(self._node(*node) for node in steps), class_="nodes"))
        self._parts.append(tag("g", flow_words, class_="labels"))
        left, top, width, height = self._box()
        linked = any(mark.href for mark in self._marks.values())
        return tag(
            "svg",
            tag("title", said(title), id=f"{self._prefix}-title")
            + tag("desc", said(description), id=f"{self._prefix}-desc")
            + tag("defs", edges.heads(self._prefix))
            + "".join(self._parts),
            xmlns="http://www.w3.org/2000/svg",
            class_=f"cip-bpmn{_girth(width)}",
            viewBox=f"{number(left)} {number(top)} {number(width)} {number(height)}",
            width=width,
            height=height,
            fill="none",
            stroke=INK,
            stroke_width="1.5",
            stroke_linejoin="round",
            stroke_linecap="round",
            font_family="sans-serif",
            # an image has no parts that one could follow; with links in it, it is a group of them
            role="group" if linked else "img",
            aria_labelledby=f"{self._prefix}-title {self._prefix}-desc",
        )

    def _back(self) -> None:
        """Pools, lanes, notes, data and the lines to them."""
        drawn = []
        for participant, shape in self._scene.pools:
            drawn.append(self._group(participant.id, "pool-group", self._pool(participant, shape)))
        for lane, shape in self._scene.lanes:
            self._room.append(shape.bounds)
            inside = surroundings.lane(lane.name, shape.bounds, horizontal=self._across(lane, shape))
            drawn.append(self._group(lane.id, "lane-group", inside))
        for artifact, shape in self._scene.artifacts:
            self._room.append(shape.bounds)
            if artifact.type == "textAnnotation":
                inside = surroundings.note(artifact.name, shape.bounds)
            elif artifact.type == "group":
                inside = surroundings.group(artifact.name, shape.bounds)
            else:
                words, room = labels.beside_shape(artifact.name, shape.bounds, shape.label)
                self._room.append(room)
                inside = surroundings.data(artifact, shape.bounds) + words
            drawn.append(self._group(artifact.id, "artifact", inside))
        self._parts.append(tag("g", "".join(drawn), class_="back"))

    def _pool(self, participant: Participant, shape: Shape) -> str:
        self._room.append(shape.bounds)
        horizontal = self._upright(shape) if shape.horizontal is None else shape.horizontal
        opened = participant.process == self._scene.process.id and bool(self._scene.nodes)
        draw_pool = surroundings.pool if opened else surroundings.black_box
        return draw_pool(participant.name, shape.bounds, horizontal=horizontal, multiple=participant.multiple)

    def _upright(self, shape: Shape) -> bool:
        """Does this pool run from left to right? Its lanes say so where the tool does not."""
        tops = {round(lane.bounds.y) for _, lane in self._scene.lanes}
        lefts = {round(lane.bounds.x) for _, lane in self._scene.lanes}
        return not (len(lefts) > 1 and len(tops) == 1)

    def _across(self, lane: Lane, shape: Shape) -> bool:
        return self._upright(shape) if shape.horizontal is None else shape.horizontal

    def _flows(self) -> tuple[str, str]:
        drawn, words = [], []
        for link, edge in self._scene.links:
            self._line(edge.waypoints)
            if link.type == "messageFlow":
                inside = edges.message_flow(edge.waypoints, self._prefix)
                if link.name:
                    text, room = labels.along_edge(link.name, edge)
                    words.append(text)
                    self._room.append(room)
            else:
                directed = link.type != "association" or link.direction in {"One", "Both"}
                inside = edges.association(edge.waypoints, self._prefix, directed=directed)
            drawn.append(self._group(link.id, "link-group", inside))
        for flow, edge in self._scene.flows:
            self._line(edge.waypoints)
            source = self._scene.process.elements[flow.source]
            taken = flow.id in self._marks and self._marks[flow.id].state != "todo"
            inside = edges.sequence_flow(
                edge.waypoints,
                self._prefix,
                taken=taken,
                default=source.default == flow.id,
                conditional=source.is_activity and bool(flow.condition),
            )
            drawn.append(self._group(flow.id, "flow-group taken" if taken else "flow-group", inside))
            if flow.name:
                text, room = labels.along_edge(flow.name, edge)
                words.append(text)
                self._room.append(room)
        return "".join(drawn), "".join(words)

    def _node(self, element: Element, shape: Shape, opened: bool) -> str:
        at, mark = shape.bounds, self._marks.get(element.id)
        self._room.append(at)
        if opened:
            inside = nodes.frame(element, at)
        elif element.is_activity:
            covered = self._covered.get(element.id, 0)
            inside = nodes.activity(element, at, nodes.words(element, at, covered, self._size))
        else:
            inside = (nodes.event if element.is_event else nodes.gateway)(element, at)
            if element.name:
                attached = element.type == "boundaryEvent"
                words, room = labels.beside_shape(element.name, at, shape.label, attached=attached)
                inside += words
                self._room.append(room)
        if mark and mark.badge:
            pill, room = badge(mark, at, room_inside=element.is_activity)
            inside += pill
            self._room.append(room)
        spoken = _spoken(element, mark)
        if mark:
            inside = tag("title", said(mark.title or spoken)) + inside
        if mark and mark.href:
            inside = tag("a", inside, href=mark.href, aria_label=mark.title or spoken)
        state = f" {mark.state}" if mark else ""
        return self._group(element.id, f"node {element.type}{state}", inside)

    def _group(self, key: str, class_: str, inside: str) -> str:
        return tag("g", inside, class_=class_, data_element=key)

    def _line(self, points: tuple[tuple[float, float], ...]) -> None:
        self._room += [Bounds(x, y, 0, 0) for x, y in points]

    def _box(self) -> tuple[float, float, float, float]:
        if not self._room:
            return 0, 0, 100, 60
        left = min(at.x for at in self._room) - _MARGIN
        top = min(at.y for at in self._room) - _MARGIN
        right = max(at.right for at in self._room) + _MARGIN
        bottom = max(at.bottom for at in self._room) + _MARGIN
        return left, top, right - left, bottom - top


def _girth(width: float) -> str:
    """A class that lets the style sheet keep the words of a wide picture readable."""
    if width > 2200:
        return " very-wide"
    return " wide" if width > 1400 else ""


def _covered(found: Scene) -> dict[str, float]:
    """How much of the lower edge of an activity its boundary events take up."""
    at = {element.id: shape.bounds for element, shape, _ in found.nodes}
    covered: dict[str, float] = {}
    for element, shape, _ in found.nodes:
        host = at.get(element.attached_to or "")
        if host and element.attached_to and shape.bounds.y > host.middle[1]:
            reach = max(host.bottom - shape.bounds.y - 4, 0)
            covered[element.attached_to] = max(
                covered.get(element.attached_to, 0), min(reach, host.height / 3)
            )
    return covered


def _with_hidden(found: Scene, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """What happens inside a collapsed step is shown on it, unless it has a mark of its own."""
    shown = dict(marks)
    for inner, outer in found.inside.items():
        mark = marks.get(inner)
        if mark is not None and outer not in marks and mark.state != "todo":
            state = "now" if mark.state == "done" else mark.state
            shown[outer] = heavier(shown.get(outer), Mark(state, href=mark.href))
    return shown


def _spoken(element: Element, mark: Mark | None) -> str:
    parts = [element.name or element.id]
    if mark:
        parts.append(WORDS[mark.state])
        if mark.badge:
            parts.append(mark.badge)
    return ", ".join(parts)


def _in_words(found: Scene, marks: Mapping[str, Mark]) -> str:
    """A sentence for those who do not see the picture."""
    steps = [element for element, _, _ in found.nodes if element.is_activity]
    sentence = f"{len(steps)} steps" if len(steps) != 1 else "1 step"
    for state in ("now", "late", "failed", "added", "changed", "removed"):
        names = [
            element.name or element.id
            for element, _, _ in found.nodes
            if (mark := marks.get(element.id)) and mark.state == state
        ]
        if names:
            sentence += f". {WORDS[state].capitalize()}: {', '.join(names)}"
    return f"{sentence}. The same is told as a list of steps on this page."
