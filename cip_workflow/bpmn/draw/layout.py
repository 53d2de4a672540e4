"""A simple picture for what was never drawn: columns by distance from the start, rows by branch, all lines square.

It is honest rather than pretty; whoever wants better draws the diagram. Notes and data are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cip_workflow.bpmn.draw.ranking import Grid, arrange
from cip_workflow.bpmn.interchange import Bounds, Edge, Plane, Shape
from cip_workflow.bpmn.names import SUB_PROCESSES

if TYPE_CHECKING:
    from cip_workflow.bpmn.document import Element, Flow, Process

_GAP_X, _GAP_Y = 70.0, 50.0
_MARGIN, _TITLE = 24.0, 34.0
_SIZES = {"gateway": (50.0, 50.0), "event": (36.0, 36.0), "activity": (110.0, 80.0)}

Point = tuple[float, float]


@dataclass
class _Sheet:
    """One level: where each of its nodes stands, before it is moved to its place in the level around it."""

    shapes: dict[str, Bounds] = field(default_factory=dict)
    expanded: dict[str, bool] = field(default_factory=dict)
    lines: dict[str, list[Point]] = field(default_factory=dict)
    width: float = 0
    height: float = 0


def lay_out(process: Process, parent: str | None = None) -> Plane:
    """Shapes and edges of everything in a process, or in one of its sub-processes."""
    sheet = _level(process, parent)
    return Plane(
        element=parent or process.id,
        shapes={
            key: Shape(element=key, bounds=bounds, expanded=sheet.expanded.get(key))
            for key, bounds in sheet.shapes.items()
        },
        edges={key: Edge(element=key, waypoints=tuple(points)) for key, points in sheet.lines.items()},
    )


def _level(process: Process, parent: str | None) -> _Sheet:
    steps = {element.id for element in process.inside(parent) if element.type != "boundaryEvent"}
    nodes = [element for element in process.inside(parent) if not _hangs(element, steps)]
    here = {element.id for element in nodes}
    inner = {
        element.id: _level(process, element.id)
        for element in nodes
        if element.type in SUB_PROCESSES and process.inside(element.id)
    }
    hosts = {
        element.id: element.attached_to or "" for element in process.inside(parent) if _hangs(element, steps)
    }
    flows = [
        (flow, source)
        for flow in process.flows.values()
        if (source := hosts.get(flow.source, flow.source)) in here and flow.target in here
    ]
    grid = arrange([element.id for element in nodes], [(source, flow.target) for flow, source in flows])
    sheet = _place(nodes, grid, inner)
    _boundaries([element for element in process.inside(parent) if _hangs(element, steps)], sheet)
    _lines(sheet, grid, [flow for flow, _ in flows], hosts)
    _grow(sheet)
    return sheet


def _hangs(element: Element, steps: set[str]) -> bool:
    """A boundary event on one of `steps`; one that hangs on nothing is laid out like a step."""
    return element.type == "boundaryEvent" and element.attached_to in steps


def _size(element: Element, inner: dict[str, _Sheet]) -> tuple[float, float]:
    if sheet := inner.get(element.id):
        return sheet.width + 2 * _MARGIN, sheet.height + _MARGIN + _TITLE
    if element.is_gateway:
        return _SIZES["gateway"]
    return _SIZES["event"] if element.is_event else _SIZES["activity"]


def _place(nodes: list[Element], grid: Grid, inner: dict[str, _Sheet]) -> _Sheet:
    sizes = {element.id: _size(element, inner) for element in nodes}
    columns = [0.0] * (grid.columns + 1)
    rows = [0.0] * (grid.rows + 1)
    for key, (column, row) in grid.cells.items():
        columns[column] = max(columns[column], sizes[key][0])
        rows[row] = max(rows[row], sizes[key][1])
    left = _starts(columns, _GAP_X)
    top = _starts(rows, _GAP_Y)
    sheet = _Sheet()
    for key, (column, row) in grid.cells.items():
        width, height = sizes[key]
        x = left[column] + (columns[column] - width) / 2
        y = top[row] + (rows[row] - height) / 2
        sheet.shapes[key] = Bounds(x, y, width, height)
        if part := inner.get(key):
            sheet.expanded[key] = True
            _move(part, sheet, x + _MARGIN, y + _TITLE)
    return sheet


def _starts(lengths: list[float], gap: float) -> list[float]:
    found, at = [], 0.0
    for length in lengths:
        found.append(at)
        at += length + gap
    return found


def _move(part: _Sheet, sheet: _Sheet, x: float, y: float) -> None:
    for key, at in part.shapes.items():
        sheet.shapes[key] = Bounds(at.x + x, at.y + y, at.width, at.height)
    for key, points in part.lines.items():
        sheet.lines[key] = [(px + x, py + y) for px, py in points]
    sheet.expanded |= part.expanded


def _boundaries(events: list[Element], sheet: _Sheet) -> None:
    taken: dict[str, int] = {}
    for element in events:
        step = element.attached_to or ""
        host, place = sheet.shapes[step], taken.get(step, 0)
        taken[step] = place + 1
        sheet.shapes[element.id] = Bounds(host.x + 48 * place + 18, host.bottom - 18, 36, 36)


def _lines(sheet: _Sheet, grid: Grid, flows: list[Flow], hosts: dict[str, str]) -> None:
    lanes: dict[int, int] = {}
    for flow in flows:
        source, target = sheet.shapes[flow.source], sheet.shapes[flow.target]
        start = grid.cells[hosts.get(flow.source) or flow.source]
        end = grid.cells[flow.target]
        from_below = flow.source in hosts
        if end[0] > start[0] and grid.free(start, end) and not from_below:
            sheet.lines[flow.id] = _forward(source, target)
        elif end[0] > start[0] and from_below and end[1] > start[1] and grid.free((start[0], end[1]), end):
            x, _ = source.middle
            sheet.lines[flow.id] = [(x, source.bottom), (x, target.middle[1]), (target.x, target.middle[1])]
        else:
            row = max(start[1], end[1])
            lanes[row] = lanes.get(row, 0) + 1
            floor = max(sheet.shapes[key].bottom for key, cell in grid.cells.items() if cell[1] == row)
            sheet.lines[flow.id] = _below(source, target, floor + 8 + 9 * lanes[row])


def _forward(source: Bounds, target: Bounds) -> list[Point]:
    (x1, y1), (x2, y2) = source.middle, target.middle
    if abs(y1 - y2) < 1:
        return [(source.right, y1), (target.x, y2)]
    if source.width == source.height:  # events and gateways branch up and down
        return [(x1, source.bottom if y2 > y1 else source.y), (x1, y2), (target.x, y2)]
    if target.width == target.height and y2 < y1:
        return [(source.right, y1), (x2, y1), (x2, target.bottom)]
    bend = target.x - _GAP_X / 2
    return [(source.right, y1), (bend, y1), (bend, y2), (target.x, y2)]


def _below(source: Bounds, target: Bounds, floor: float) -> list[Point]:
    """Under everything between the two: back to an earlier step, or over a crowded row."""
    (x1, _), (x2, _) = source.middle, target.middle
    if abs(x1 - x2) < 1:
        x2 -= 12
    return [(x1, source.bottom), (x1, floor), (x2, floor), (x2, target.bottom)]


def _grow(sheet: _Sheet) -> None:
    rights = [at.right for at in sheet.shapes.values()] + [
        x for line in sheet.lines.values() for x, _ in line
    ]
    bottoms = [at.bottom for at in sheet.shapes.values()] + [
        y for line in sheet.lines.values() for _, y in line
    ]
    sheet.width, sheet.height = max(rights, default=60.0), max(bottoms, default=40.0) + 18
